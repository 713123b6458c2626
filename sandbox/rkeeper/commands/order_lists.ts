import { element, type XmlElement } from '../../xml';
import { bit, flag, integer } from '../attributes';
import { LINE_STATE, type Order, type Receipt } from '../order';
import type { ReferenceItem } from '../references';
import { itemElement } from '../order_view';
import { optional } from '../shape';
import { type Command, commandShape, EMPLOYEE, ORDER_REFERENCE, TABLE } from './command';

export const getOrderList: Command = {
  shape: commandShape(
    {
      lastversion: 'integer',
      onlyOpened: 'boolean',
      needIdents: 'boolean',
      needCodes: 'boolean',
      needNames: 'boolean',
    },
    optional('Waiter', EMPLOYEE),
    optional('Table', TABLE),
  ),
  run: (command, { orders, restaurant: { references } }) => {
    const lastversion = orders.ordersVersion;
    const waiter = references.resolveOptional('EMPLOYEES', command.child('Waiter'));
    const table = references.resolveOptional('TABLES', command.child('Table'));
    if (integer(command, 'lastversion') === lastversion)
      return { status: 'No changes', attributes: { lastversion } };
    const columns: Columns = {
      idents: flag(command, 'needIdents', true),
      codes: flag(command, 'needCodes', true),
      names: flag(command, 'needNames'),
    };
    const wanted = (order: Order): boolean =>
      (!flag(command, 'onlyOpened') || !order.finished) &&
      (!waiter || order.details.waiter?.ident === waiter.ident) &&
      (!table || order.details.table.ident === table.ident);
    const visits = orders
      .shown()
      .map((visit) => ({ ...visit, orders: visit.orders.filter(wanted) }))
      .filter((visit) => visit.orders.length > 0)
      .map((visit) => {
        const guests = visit.orders[0]?.details.guests ?? [];
        return element(
          'Visit',
          {
            VisitID: visit.id,
            guid: visit.guid,
            Finished: bit(visit.closed),
            GuestsCount: guests.length,
            PersistentComment: visit.orders[0]?.details.texts.persistentComment,
          },
          element(
            'Guests',
            { count: guests.length },
            ...guests.map(({ label }) => element('Guest', { GuestLabel: label, closed: 0 })),
          ),
          element('Orders', {}, ...visit.orders.map((order) => listedOrder(order, columns))),
        );
      });
    return { attributes: { lastversion }, children: visits };
  },
};

export const getReceiptList: Command = {
  shape: commandShape({ lastversion: 'integer', line_guid: 'guid' }, optional('Order', ORDER_REFERENCE)),
  run: (command, { orders, switches }) => {
    const lastversion = orders.receiptsVersion;
    if (integer(command, 'lastversion') === lastversion)
      return { status: 'No changes', attributes: { lastversion } };
    const sent = command.child('Order');
    const order = sent && orders.find(sent);
    const guid = command.attribute('line_guid');
    const receipts = orders
      .shownReceipts()
      .filter(
        (receipt) =>
          (!order || receipt.order === order) &&
          (guid === undefined || receipt.guid === guid) &&
          (switches.listsReturns || !receipt.order.source),
      );
    return {
      children: [
        element('ReceiptsList', { count: receipts.length, lastversion }, ...receipts.map(listedReceipt)),
      ],
    };
  },
};

interface Columns {
  readonly idents: boolean;
  readonly codes: boolean;
  readonly names: boolean;
}

function listedReceipt(receipt: Receipt): XmlElement {
  const { guid, number, amount, printed, order, station, cashier, deletion } = receipt;
  return element(
    'Receipt',
    {
      line_guid: guid,
      checknum: number,
      sum: amount,
      state: deletion ? LINE_STATE.deleted : LINE_STATE.closed,
      seat: 0,
      starttime: printed,
      printtime: printed,
      deletetime: deletion?.time,
    },
    element('Order', { guid: order.guid, visit: order.visit, orderIdent: order.ident }),
    itemElement('CloseStation', station),
    itemElement('PrintStation', station),
    itemElement('Cashier', cashier),
    itemElement('DeleteManager', deletion?.manager),
    itemElement('DeleteReason', deletion?.reason),
  );
}

function listedOrder(order: Order, columns: Columns): XmlElement {
  const { details } = order;
  const sums = order.sums();
  return element(
    'Order',
    {
      OrderID: order.ident,
      Version: order.version,
      crc32: order.crc,
      guid: order.guid,
      url: order.url,
      OrderName: order.name,
      OrderSum: sums.order,
      ToPaySum: order.toPay,
      PrepaySum: sums.prepaid,
      PromisedSum: sums.promised,
      PriceListSum: sums.list,
      TotalPieces: sums.pieces,
      CreateTime: order.openTime,
      FinishTime: order.finishTime,
      BillTime: order.billTime,
      Finished: bit(order.finished),
      Bill: bit(order.billTime !== undefined),
      locked: bit(order.lock !== undefined),
      ...described('Table', details.table, columns),
      ...described('Waiter', details.waiter, columns),
      ...(columns.idents ? { OrderCategID: details.category?.ident, OrderTypeID: details.type?.ident } : {}),
    },
    details.external &&
      element('ExternalID', { ExtSource: details.external.source, ExtID: details.external.id }),
  );
}

function described(
  what: string,
  item: ReferenceItem | undefined,
  { idents, codes, names }: Columns,
): Record<string, string | number | undefined> {
  return {
    ...(idents ? { [`${what}ID`]: item?.ident } : {}),
    ...(codes ? { [`${what}Code`]: item?.code } : {}),
    ...(names ? { [`${what}Name`]: item?.name } : {}),
  };
}
