import { integer, output, primary, text, yesNo } from '../../core/output';
import type { Client } from '../../services/pimpay/clients';

export const CLIENT = output<Client>()({
  id: primary(text('Client INN', '7700000000', ({ tin }) => tin)),
  status: text('Status', 'active', ({ status }) => status),
  isMoneyTransferPossible: yesNo('Money Can Be Passed On', true, (client) => client.isMoneyTransferPossible),
  isActive: yesNo('Is Active', true, ({ isActive }) => isActive),
  paymentOrderPurpose: text(
    'Purpose for Payment Orders',
    'Перечисление по договору 17 за ООО Свеча',
    ({ paymentOrderPurpose }) => paymentOrderPurpose,
  ),
  ordersCount: integer('Number of Orders', 2, ({ ordersCount }) => ordersCount),
});
