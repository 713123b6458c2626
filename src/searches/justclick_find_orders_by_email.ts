import type { Search } from 'zapier-platform-core';
import { PAY_STATUS, PAY_STATUSES } from '../services/justclick/bills';
import { EMAIL, readEmail } from '../services/justclick/contact_details';
import { ORDER_OUTPUT_FIELDS, ORDER_SAMPLE } from '../services/justclick/orders';
import { flat, productField, shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

/** Not `good_name`: the products of a new order have that name on the form that finds or creates one. */
const ORDERED = { key: 'ordered_good_name', label: 'Product' } as const;

export default {
  key: 'justclick_find_orders_by_email',
  noun: 'Order',
  display: {
    label: 'Find Shop Orders by Email',
    description:
      "Finds a buyer's newest order in an Expertam, JustClick or InfluencerSoft shop, with the numbers of all orders of this buyer.",
  },
  operation: {
    inputFields: [
      {
        ...EMAIL,
        required: true,
        helpText: "The buyer's e-mail address.",
      },
      {
        ...PAY_STATUS,
        choices: PAY_STATUSES,
        helpText: 'Only orders of this status. Leave it empty for all orders.',
      },
      {
        ...productField({
          helpText: 'Only orders that hold this product. Leave it empty for all orders.',
        }),
        ...ORDERED,
      },
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const email = readEmail(form, EMAIL);
      const payStatus = form.choice(PAY_STATUS, ['waiting', 'paid', 'cancel']);
      const goodName = form.text(ORDERED);
      form.check();
      const shop = shopOf(run);
      const bills = (await shop.bills(email, payStatus)).filter(
        ({ goodNames }) => goodName === undefined || goodNames.includes(goodName),
      );
      // Zapier takes the first result only, so only the newest order is worth a second request.
      const [newest] = bills;
      const order = newest && (await shop.order(newest.billId));
      if (!order) return [];
      return [
        {
          ...flat(run, order),
          order_count: bills.length,
          order_numbers: bills.map(({ billId }) => billId),
        },
      ];
    }),
    sample: { ...ORDER_SAMPLE, order_count: 2, order_numbers: ['100000', '99871'] },
    outputFields: [
      ...ORDER_OUTPUT_FIELDS,
      { key: 'order_count', label: 'Order Count', type: 'integer' },
      { key: 'order_numbers', label: 'Order Numbers', type: 'string', list: true },
    ],
  },
} satisfies Search;
