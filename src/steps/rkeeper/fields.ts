import type { PlainInputField } from 'zapier-platform-core';
import { dropDown } from '../../zapier/drop_down';
import { Form } from '../../core/form';
import * as fields from '../../services/rkeeper/fields';
import {
  EXTERNAL_PROPERTIES,
  GUESTS,
  NON_PERSISTENT_COMMENT,
  PERSISTENT_COMMENT,
} from '../../services/rkeeper/new_order_form';
import type { ReasonFlag, ReferenceTable } from '../../services/rkeeper/references';
import { tillOf } from './till';

// The fields that r_keeper steps share. Numbers are typed as text: Zapier's own number field would read "1 250,50" as 125050.

const ANOTHER_WAY = 'Pick it from the list, or enter its id, its code as `code:17`, or its GUID.';

const picked = (table: ReferenceTable, needed?: ReasonFlag): Pick<PlainInputField, 'type' | 'choices'> => ({
  choices: dropDown((run) => fields.referenceChoices(tillOf(run), table, needed)),
});

const STATIONS = picked('stations');
const EMPLOYEES = picked('employees');
const CURRENCIES = picked('currencies');

/** The three ways to name the order of a step. */
export const ORDER: PlainInputField[] = [
  {
    ...fields.ORDER_GUID,
    choices: dropDown((run) => fields.openOrderChoices(tillOf(run))),
    helpText: 'The order (заказ). Map the Order GUID of an earlier step, or pick one of the open orders.',
  },
  {
    ...fields.EXTERNAL_ID,
    helpText: 'Instead of Order: the External ID under which an earlier step opened it.',
  },
  {
    ...fields.VISIT,
    helpText: 'Instead of Order: the number of its visit (визит), together with Order in Visit.',
  },
  {
    ...fields.ORDER_IDENT,
    helpText: 'The number of the order inside its visit. The first one is 256.',
  },
];

export const station = (helpText: string, required = true): PlainInputField => ({
  ...fields.STATION,
  ...STATIONS,
  required,
  helpText: `${helpText} ${ANOTHER_WAY}`,
});

export const cashier = (helpText: string, required = true): PlainInputField => ({
  ...fields.CASHIER,
  ...EMPLOYEES,
  required,
  helpText: `${helpText} ${ANOTHER_WAY}`,
});

export const MANAGER: PlainInputField = {
  ...fields.MANAGER,
  ...EMPLOYEES,
  required: true,
  helpText: `Who deletes the order (менеджер). It must be allowed to on the till. ${ANOTHER_WAY}`,
};

export const VOID_REASON: PlainInputField = {
  ...fields.REASON,
  ...picked('reasons', 'ImplOnCheckVoid'),
  required: true,
  helpText: `Why the order is deleted (причина удаления). The list shows the reasons that fit. ${ANOTHER_WAY}`,
};

export const RETURN_REASON: PlainInputField = {
  ...fields.REASON,
  ...picked('reasons', 'ImplOnDishReturn'),
  required: true,
  helpText: `Why the dishes come back (причина возврата). The list shows the reasons that fit. ${ANOTHER_WAY}`,
};

/** What an order is opened with, apart from its station and its own id. */
export const NEW_ORDER: PlainInputField[] = [
  {
    ...fields.TABLE,
    ...picked('tables'),
    required: true,
    helpText: `Where the order is opened (стол). ${ANOTHER_WAY}`,
  },
  {
    ...fields.WAITER,
    ...EMPLOYEES,
    helpText: `Whose order it is (официант). ${ANOTHER_WAY}`,
  },
  {
    ...fields.ORDER_TYPE,
    ...picked('orderTypes'),
    helpText: `The type of the order (тип заказа), such as take-away. ${ANOTHER_WAY}`,
  },
  {
    ...fields.ORDER_CATEGORY,
    ...picked('orderCategories'),
    helpText: `The category of the order (категория заказа), which cannot be changed later. ${ANOTHER_WAY}`,
  },
  {
    ...GUESTS,
    placeholder: '1',
    helpText: 'How many guests there are. One, if you leave it empty.',
  },
  {
    ...PERSISTENT_COMMENT,
    type: 'text',
    helpText: 'Stays with the order (сохраняемый комментарий).',
  },
  {
    ...NON_PERSISTENT_COMMENT,
    type: 'text',
    helpText: 'Is shown while the order is open (несохраняемый комментарий).',
  },
  {
    ...EXTERNAL_PROPERTIES,
    dict: true,
    helpText: 'Names and values of your own that are kept with the order, such as source and website.',
  },
];

/** What is put on an order. No part is required by the form: an order may also get a discount or a prepayment alone. */
export const PACKET: PlainInputField[] = [
  {
    ...fields.DISHES,
    children: [
      {
        ...fields.DISH_ID,
        ...picked('dishes'),
        helpText: `The dish (блюдо). ${ANOTHER_WAY}`,
      },
      {
        ...fields.QUANTITY,
        helpText: 'Pieces or kilograms, such as 2 or 0.350. Every dish needs it.',
      },
      {
        ...fields.PRICE,
        helpText:
          'Roubles for one. Leave it empty for the price of the menu, which is what you want most of the time.',
      },
      {
        ...fields.MODIFIERS,
        ...picked('modifiers'),
        helpText:
          'Changes to the dish (модификаторы). For several, enter their ids with commas: `1000200, 1000201 x2` is one of the first ' +
          'and two of the second.',
      },
      {
        ...fields.SEAT,
        helpText: 'The number of the seat (место) that gets it. Leave it empty for the whole table.',
      },
    ],
  },
  {
    ...fields.DISCOUNTS,
    children: [
      {
        ...fields.DISCOUNT_ID,
        ...picked('discounts'),
        helpText: `A discount (скидка) on the whole order. ${ANOTHER_WAY}`,
      },
      {
        ...fields.DISCOUNT_AMOUNT,
        helpText: 'Roubles off. Only for a discount whose sum is entered by hand.',
      },
    ],
  },
  {
    ...fields.PREPAYMENTS,
    children: [
      {
        ...fields.PREPAYMENT_CURRENCY_ID,
        ...CURRENCIES,
        helpText: `The currency (валюта) that was paid in beforehand (предоплата). ${ANOTHER_WAY}`,
      },
      {
        ...fields.PREPAYMENT_AMOUNT,
        helpText: 'Roubles paid beforehand.',
      },
    ],
  },
];

export const PAYMENTS: PlainInputField = {
  ...fields.PAYMENTS,
  children: [
    {
      ...fields.CURRENCY_ID,
      ...CURRENCIES,
      helpText: `How it is paid (валюта): cash, card and so on. ${ANOTHER_WAY}`,
    },
    {
      ...fields.AMOUNT,
      helpText:
        'Roubles. Leave it empty to pay exactly what is unpaid in one currency; several payments need their amounts.',
    },
  ],
};

export const RECEIPT: PlainInputField = {
  ...fields.RECEIPT_GUID,
  required: true,
  choices: dropDown((run) => fields.receiptChoices(tillOf(run))),
  helpText:
    'The receipt (чек) of the sale. Map the Receipt GUID of an earlier step, or pick one of the present shift.',
};

export const RETURNED_DISHES: PlainInputField = {
  ...fields.DISHES,
  children: [
    {
      ...fields.LINE_GUID,
      required: true,
      choices: dropDown((run) =>
        fields.soldDishChoices(tillOf(run), new Form(run.input).text(fields.RECEIPT_GUID) ?? ''),
      ),
      helpText:
        'The dish that comes back. Map the Dish Line GUID of Find Order, or pick a dish of the receipt above.',
    },
    {
      ...fields.QUANTITY,
      required: true,
      helpText: 'How much of it comes back, in pieces or kilograms; no more than was sold.',
    },
  ],
};
