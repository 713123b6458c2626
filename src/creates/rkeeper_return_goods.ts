import type { Create } from 'zapier-platform-core';
import {
  CASHIER,
  DISHES,
  LINE_GUID,
  QUANTITY,
  REASON,
  RECEIPT_GUID,
  STATION,
} from '../services/rkeeper/fields';
import { requiredGuid, requiredRefItem } from '../services/rkeeper/form_values';
import { RECEIPT_FIELDS, RECEIPT_SAMPLE, receiptOutput } from '../services/rkeeper/order_output';
import { ONE_WRITE_AT_A_TIME, tillOf } from '../steps/rkeeper/till';
import { cashier, RECEIPT, RETURN_REASON, RETURNED_DISHES, station } from '../steps/rkeeper/fields';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'rkeeper_return_goods',
  noun: 'Return',
  display: {
    label: 'Return Dishes',
    description:
      'Takes dishes of a paid receipt of an r_keeper 7 restaurant back, which prints a return receipt at the station and cannot be undone.',
  },
  operation: {
    lock: ONE_WRITE_AT_A_TIME,
    inputFields: [
      RECEIPT,
      RETURNED_DISHES,
      station('Where the return receipt is printed (касса). It must be switched on.'),
      cashier('Who gives the money back (кассир).'),
      RETURN_REASON,
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const receiptGuid = requiredGuid(form, RECEIPT_GUID);
      const rows = form.rows(DISHES, 'Dish');
      if (rows.length === 0) form.fault('Add at least one dish.');
      const goods = {
        receiptGuid,
        dishes: rows.map((row) => ({
          lineGuid: requiredGuid(row, LINE_GUID),
          quantity: row.requiredQuantity(QUANTITY),
        })),
        station: requiredRefItem(form, STATION),
        cashier: requiredRefItem(form, CASHIER),
        reason: requiredRefItem(form, REASON),
      };
      form.check();
      const { receipt } = await tillOf(run).returnGoods(goods);
      return {
        id: receipt?.lineGuid ?? receiptGuid,
        sale_receipt_guid: receiptGuid,
        ...receiptOutput(receipt, run.timeZone),
      };
    }),
    sample: {
      id: RECEIPT_SAMPLE.receipt_guid,
      sale_receipt_guid: '{BBBBBBBB-0000-0000-0000-000000000001}',
      ...RECEIPT_SAMPLE,
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'sale_receipt_guid', label: 'Receipt GUID of the Sale', type: 'string' },
      ...RECEIPT_FIELDS,
    ],
  },
} satisfies Create;
