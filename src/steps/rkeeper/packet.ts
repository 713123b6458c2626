import type { Form } from '../../core/form';
import { say } from '../../language/language';
import type { Packet } from '../../services/rkeeper/commands';
import { fields, lineItems, needed, payment, yesNo, type Values } from '../../zapier/fields';
import { dishLines, DISHES } from './dishes';
import { itemField, onlyOne, picked, restaurantTime, station } from './kinds';
import type { Found } from './lookup';

// A form may not use a key twice, not even in two groups of line items: hence the longer ones.

const DISCOUNT = fields({
  discount_id: itemField('Discount', needed(picked('discounts')), 'A discount (скидка) on the whole order.'),
  discount_amount: {
    label: 'Discount Amount',
    kind: payment,
    help: 'Roubles off. Only for a discount whose sum is entered by hand.',
  },
});

const PREPAYMENT = fields({
  prepayment_currency_id: itemField(
    'Means of Prepayment (валюта)',
    onlyOne('currencies'),
    'How it was paid beforehand (предоплата). Leave it empty if the till has only one.',
  ),
  prepayment_amount: {
    label: 'Prepayment Amount',
    kind: needed(payment),
    help: 'Roubles paid beforehand.',
  },
  prepayment_reason: itemField(
    'Reason of Prepayment',
    picked('prepaymentReasons'),
    'Why it was paid beforehand (причина внесения предоплаты). Some tills want one.',
  ),
  prepayment_promised: {
    label: 'Money Is Held Elsewhere',
    kind: yesNo,
    help: 'Yes for money that another system took, such as a website, and that is not in the drawer (обещанная предоплата). No, if you leave it empty.',
  },
});

/** What is put on an order. No part is required by the form: an order may also get a discount or a prepayment alone. */
export const PACKET = {
  dishes: DISHES,
  ready_time: {
    label: 'Ready At',
    kind: restaurantTime,
    help: 'When these dishes shall be ready (время готовности), such as 31.03.2026 18:30. Leave it empty for as soon as possible.',
  },
  discounts: {
    label: 'Discounts',
    kind: lineItems('Discount', DISCOUNT),
  },
  prepayments: {
    label: 'Prepayments',
    kind: lineItems('Prepayment', PREPAYMENT),
  },
  station: station('Where the order is entered and, if it is paid here, the receipt is printed (касса).'),
} as const;

type PacketValues = Values<typeof PACKET>;

/** An order must get something. */
export function checkPacket({ dishes, discounts, prepayments }: PacketValues, form: Form): void {
  if (dishes.length + discounts.length + prepayments.length === 0)
    form.fault(say`Add at least one dish, discount or prepayment.`);
}

/** What is put on an order, as the client takes it. */
export function packetOf(values: Found<PacketValues>): Packet {
  const { dishes, discounts, prepayments } = values;
  return {
    station: values.station,
    readyAt: values.ready_time,
    dishes: dishLines(dishes),
    discounts: discounts.map(({ discount_id: discount, discount_amount: amount }) => ({ discount, amount })),
    prepayments: prepayments.map((line) => ({
      currency: line.prepayment_currency_id,
      amount: line.prepayment_amount,
      reason: line.prepayment_reason,
      promised: line.prepayment_promised,
    })),
  };
}
