import { STATUS_CHOICES, statusCode } from '../services/cdek/statuses';
import { statusTrigger } from '../steps/cdek/status_events';
import { choiceList, fields, list, orElse, shownWith, yesNo } from '../zapier/fields';

const FORM = fields({
  statuses: {
    label: 'Statuses',
    kind: orElse<readonly string[]>([], shownWith({ choices: choiceList(STATUS_CHOICES) }, list)),
    help: 'Start only for these statuses (статус заказа). Leave it empty for all. CDEK may know more: enter the code of such a one.',
  },
  returns: {
    label: 'Include Returns',
    kind: orElse(false, yesNo),
    help: 'Yes also starts for orders that bring something back to you (возвратный заказ). No, if you leave it empty.',
  },
});

export default statusTrigger({
  key: 'cdek_order_status',
  noun: 'Order Status',
  label: 'CDEK Order Status (Instant)',
  description: 'Triggers when a CDEK (СДЭК) order of your contract gets one of the statuses that you choose.',
  form: FORM,
  isWanted: ({ code, is_return }, { statuses, returns }) => {
    const isOfCode = statuses.length === 0 || statuses.map(statusCode).includes(code);
    return isOfCode && (returns || !is_return);
  },
});
