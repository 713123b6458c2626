import type { CdekDouble } from '../../sandbox/cdek/cdek_double';
import type { Order } from '../../sandbox/cdek/order';

/** An order that is at CDEK already, with a number of its own, from an office to the door, as far as the statuses say. */
export function cdekOrder(double: CdekDouble, status = 'CREATED', account?: string): Order {
  const contract = double.contract(account);
  const order = contract.create({
    ...{
      type: 1,
      number: `SHOP-${1001 + contract.orders.length}`,
      tariff_code: 137,
      shipment_point: 'MSK65',
    },
    to_location: { code: 270, address: 'Красный пр., 1' },
    recipient: { name: 'Петров Пётр', phones: [{ number: '+79990000002' }] },
    packages: [
      {
        ...{ number: '1', weight: 1200 },
        items: [{ name: 'Свеча', ware_key: '1', payment: { value: 0 }, cost: 590, weight: 600, amount: 2 }],
      },
    ],
  });
  if (status !== 'CREATED') contract.move(order, status);
  return order;
}
