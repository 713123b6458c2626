import { element, textOf, type XmlElement } from '../../xml';
import type { Account } from '../accounts';
import type { Reader, Side } from '../change_log';
import { localDay } from '../../clock';
import { folded } from '../gazetteer';
import type { Order } from '../order';
import { orderXml } from '../order_view';
import { unreadable } from '../refusal';
import { group, value, values } from '../shape';
import type { CourierFunction } from './function';

const DONE = ['ONLY_NOT_DONE', 'ONLY_DONE', 'ONLY_NEW', 'ONLY_DELIVERY'] as const;

const READER = {
  client: value(['CLIENT', 'AGENT']),
  streamid: value('integer'),
};

function readerOf(root: XmlElement, account: Account): Reader {
  const side: Side = textOf(root, 'client') === 'AGENT' ? 'AGENT' : 'CLIENT';
  const streamId = textOf(root, 'streamid');
  if (streamId !== '' && !(Number(streamId) >= 100 && Number(streamId) <= 10_000)) {
    throw unreadable('streamid must be from 100 to 10000');
  }
  return { account, side, streamId };
}

function mayRead(order: Order, { account, side }: Reader): boolean {
  return (side === 'AGENT' ? order.agent : order.client) === account;
}

/** Empty filters let everything pass; several narrow each other down. */
function fits(order: Order, root: XmlElement): boolean {
  const filter = (name: string): string => textOf(root, name);
  const day = localDay(order.created);
  const { receiver } = order.draft;
  const tests = [
    ['', order.number].includes(filter('orderno')),
    ['', order.code].includes(filter('ordercode')),
    day >= filter('datefrom'),
    filter('dateto') === '' || day <= filter('dateto'),
    [receiver.company, receiver.address].some((text) => folded(text).includes(folded(filter('target')))),
    isInState(order, filter('done')),
    // Nothing fills these two in the double.
    textOf(root, 'orderno2') === '' && textOf(root, 'givencode') === '',
  ];
  return tests.every(Boolean);
}

function isInState(order: Order, done: string): boolean {
  switch (done) {
    case 'ONLY_DONE':
      return order.done;
    case 'ONLY_NOT_DONE':
      return !order.done;
    case 'ONLY_NEW':
      return order.stage() === 'new';
    case 'ONLY_DELIVERY':
      return !order.done && order.stage() !== 'new';
    default:
      return true;
  }
}

export const statusreq: CourierFunction = {
  access: 'account',
  errors: 'request',
  shape: group({
    ...READER,
    ...values('text', 'orderno', 'orderno2', 'ordercode', 'givencode', 'target'),
    ...values('date', 'datefrom', 'dateto'),
    done: value(DONE),
    changes: value(['ONLY_LAST']),
    quickstatus: value('yes or no'),
  }),
  perform: ({ root, account }, world) => {
    const reader = readerOf(root, account);
    const quick = textOf(root, 'quickstatus') !== 'NO';
    const orders = world.orders.all.filter((order) => mayRead(order, reader));
    const found =
      textOf(root, 'changes') === 'ONLY_LAST'
        ? world.changes.read(reader, orders, quick)
        : orders.filter((order) => fits(order, root));
    const view = { company: world.company, switches: world.switches, quick };
    return element('statusreq', { count: found.length }, ...found.map((order) => orderXml(order, view)));
  },
};

/** The body of a success is not known; clients look for an `error` other than 0. */
export const commitlaststatus: CourierFunction = {
  access: 'account',
  errors: 'root',
  shape: group(READER),
  perform: ({ root, account }, world) => {
    world.changes.commit(readerOf(root, account));
    return element('commitlaststatus', { error: '0' });
  },
};
