import type { Create } from 'zapier-platform-core';
import { MANAGER as MANAGER_FIELD, REASON, STATION } from '../services/rkeeper/fields';
import { readOrderRef, requiredRefItem } from '../services/rkeeper/form_values';
import { roubles } from '../services/rkeeper/order_output';
import { ONE_WRITE_AT_A_TIME, tillOf } from '../steps/rkeeper/till';
import { MANAGER, ORDER, station, VOID_REASON } from '../steps/rkeeper/fields';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'rkeeper_void_order',
  noun: 'Order',
  display: {
    label: 'Delete Till Order',
    description:
      'Deletes a whole open order with all its dishes from the till of an r_keeper 7 restaurant, which cannot be undone.',
  },
  operation: {
    lock: ONE_WRITE_AT_A_TIME,
    inputFields: [...ORDER, station('Where the order is deleted (касса).'), MANAGER, VOID_REASON],
    perform: perform(async (run) => {
      const form = formOf(run);
      const order = readOrderRef(form);
      const voiding = {
        order,
        station: requiredRefItem(form, STATION),
        manager: requiredRefItem(form, MANAGER_FIELD),
        reason: requiredRefItem(form, REASON),
      };
      form.check();
      const before = await tillOf(run).voidOrder(voiding);
      const guid = before?.guid ?? ('guid' in order ? order.guid : null);
      const numbers = 'guid' in order ? undefined : order;
      return {
        id: guid ?? `${numbers?.visit ?? ''}-${numbers?.orderIdent ?? ''}`,
        order_guid: guid,
        visit: before?.visit ?? numbers?.visit ?? null,
        order_ident: before?.orderIdent ?? numbers?.orderIdent ?? null,
        order_name: before?.name ?? null,
        order_sum: before === undefined ? null : roubles(before.orderSum),
        deleted: true,
      };
    }),
    sample: {
      id: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}',
      order_guid: '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}',
      visit: '356255787',
      order_ident: '256',
      order_name: '5.1',
      order_sum: 238,
      deleted: true,
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'order_guid', label: 'Order GUID Before', type: 'string' },
      { key: 'visit', label: 'Visit', type: 'string' },
      { key: 'order_ident', label: 'Order in Visit', type: 'string' },
      { key: 'order_name', label: 'Order Name', type: 'string' },
      { key: 'order_sum', label: 'Order Sum', type: 'number' },
      { key: 'deleted', label: 'Was Deleted', type: 'boolean' },
    ],
  },
} satisfies Create;
