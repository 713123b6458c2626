import { answered, NetworkFailure } from '../../core/http';
import type { Kopecks } from '../../core/money';
import type { XmlElement } from '../../core/xml';
import { itemsOf, textOf } from './answer';
import type { PimPayApi } from './api';
import { float, item, list, text, value, type Part } from './envelope';
import { NAME, refused } from './problems';
import type { ReportedStatus } from './statuses';

/** What became of an order on its way. */
export interface OrderState {
  readonly id: string;
  readonly cost: Kopecks | undefined;
  readonly status: ReportedStatus;
  /** ISO 8601 with an offset. */
  readonly time: string | undefined;
}

/** Vendor: updateStateForOrders, keyed by the order, so that a repetition does no harm. @throws Problem */
export async function reportState(api: PimPayApi, { id, cost, status, time }: OrderState): Promise<void> {
  const state = item(
    'OrderState',
    text('id', id),
    float('cost', cost),
    ...encodeStatus(status),
    dateTime('time', time),
  );
  const states = list('ordersStates', ['OrdersStates', 'OrderState'], [state]);
  const ifUnknown = 'The status may have been taken; it is safe to run this step again.';
  await answered(NAME, { kind: 'write', ifUnknown }, async () => {
    throwIfRefused(await api.exchange('updateStateForOrders', states), id);
  });
}

function encodeStatus({ uniform, custom }: ReportedStatus): readonly Part[] {
  return [
    value('uniformPimpayDeliveryStatus', 'ns1:uniformPimpayDeliveryStatusType', uniform),
    text('customDeliveryStatus', custom),
  ];
}

function dateTime(name: string, time: string | undefined): Part {
  return value(name, 'xsd:dateTime', time);
}

/** Each order has a result of its own. @throws Problem where that of this one is a refusal; NetworkFailure where it has none. */
function throwIfRefused(answer: XmlElement, id: string): void {
  const results = itemsOf(answer.child('result') ?? answer, 'orders');
  const result = results.find((one) => textOf(one, 'id') === id);
  if (!result) throw new NetworkFailure('no_answer', true, 'no result of this order');
  if (textOf(result, 'status') !== 'ok') throw refused(textOf(result, 'errorMessage'));
}
