import type { Kopecks } from '../../core/decimal';
import type { XmlElement } from '../../core/xml';
import { flag, kopecks, parseReceipt, type Receipt } from './orders';

/** One order of GetOrderList: what a till tells of all its orders at once. */
export interface OrderSummary {
  readonly guid: string;
  readonly visit: string | undefined;
  readonly orderIdent: string | undefined;
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly orderSum: Kopecks;
  readonly toPaySum: Kopecks;
  readonly createTime: string | undefined;
  readonly finishTime: string | undefined;
  readonly finished: boolean;
  readonly tableName: string | undefined;
  readonly tableCode: string | undefined;
  readonly waiterName: string | undefined;
}

/** A list with the version that makes the next request for it cheap. */
export interface Versioned<Item> {
  readonly items: readonly Item[];
  readonly lastVersion: string | undefined;
}

export function parseOrderList(data: XmlElement): Versioned<OrderSummary> {
  const visits = data.all('Visit');
  return {
    lastVersion: data.attribute('lastversion'),
    items: visits.flatMap((visit) =>
      (visit.child('Orders')?.all('Order') ?? []).map((order) => ({
        guid: order.attribute('guid') ?? '',
        visit: visit.attribute('VisitID'),
        orderIdent: order.attribute('OrderID'),
        name: order.attribute('OrderName'),
        version: order.attribute('Version'),
        orderSum: kopecks(order, 'OrderSum'),
        toPaySum: kopecks(order, 'ToPaySum'),
        createTime: order.attribute('CreateTime'),
        finishTime: order.attribute('FinishTime'),
        finished: flag(order, 'Finished'),
        tableName: order.attribute('TableName'),
        tableCode: order.attribute('TableCode'),
        waiterName: order.attribute('WaiterName'),
      })),
    ),
  };
}

/** One receipt of GetReceiptList, with the order it belongs to. */
export interface ListedReceipt extends Receipt {
  readonly orderGuid: string | undefined;
  readonly deleteTime: string | undefined;
  readonly deleteReason: string | undefined;
  readonly cashierName: string | undefined;
  readonly stationName: string | undefined;
}

export function parseReceiptList(data: XmlElement): Versioned<ListedReceipt> {
  const list = data.child('ReceiptsList');
  return {
    lastVersion: list?.attribute('lastversion'),
    items: (list?.all('Receipt') ?? []).map((receipt) => ({
      ...parseReceipt(receipt),
      amount: kopecks(receipt, 'sum'),
      printTime: receipt.attribute('printtime'),
      orderGuid: receipt.child('Order')?.attribute('guid'),
      deleteTime: receipt.attribute('deletetime'),
      deleteReason: receipt.child('DeleteReason')?.attribute('name'),
      cashierName: receipt.child('Cashier')?.attribute('name'),
      stationName: receipt.child('CloseStation')?.attribute('name'),
    })),
  };
}
