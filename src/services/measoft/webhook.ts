import { parseXml, XmlError, type XmlElement } from '../../core/xml';
import { identityOf, parseOrder, parseStatus } from './orders';
import type { StatusEvent } from './status_events';
import { text } from './elements';

/**
 * What the courier service posts to a webhook: one order as the root, with the code of the status that it is about.
 * It is not signed.
 *
 * @returns undefined for anything else.
 */
export function parseWebhook(body: string): StatusEvent | undefined {
  const root = parse(body);
  if (root?.name !== 'order') return undefined;
  const order = parseOrder(root);
  const code = text(root, 'webhook_status_code') ?? order.status.code;
  if (identityOf(order) === '' || code === '') return undefined;
  // By the time of the delivery the order may have moved on; its history tells when it had the status.
  const told = [order.status, ...order.history.toReversed()].find((status) => status.code === code);
  const status = told ?? { ...parseStatus(undefined), code };
  const time = status.recorded ?? status.eventTime ?? order.status.recorded ?? '';
  return { id: [identityOf(order), code, time].join(':'), order, status };
}

function parse(body: string): XmlElement | undefined {
  try {
    return parseXml(body);
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}
