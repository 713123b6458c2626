import type { Kopecks, Thousandths } from '../../core/money';
import type { XmlElement, XmlList } from '../../core/xml';
import { flag, kopecks, parseReceipt, thousandths, type Receipt } from './orders';
import { digits } from './ref_item';

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
  /** When its last pre-bill (пречек) was printed. */
  readonly billTime: string | undefined;
  readonly finished: boolean;
  /** Nothing is on it; not every till tells. */
  readonly totalPieces: Thousandths | undefined;
  readonly tableName: string | undefined;
  readonly tableCode: string | undefined;
  readonly waiterName: string | undefined;
}

/** Reads GetOrderList, visit by visit. */
export const ORDERS: XmlList<OrderSummary> = {
  name: 'Visit',
  items: (visit) => (visit.child('Orders')?.all('Order') ?? []).map((order) => parseSummary(visit, order)),
};

function parseSummary(visit: XmlElement, order: XmlElement): OrderSummary {
  return {
    guid: order.attribute('guid') ?? '',
    visit: visit.attribute('VisitID'),
    orderIdent: order.attribute('OrderID'),
    name: order.attribute('OrderName'),
    version: order.attribute('Version'),
    orderSum: kopecks(order, 'OrderSum'),
    toPaySum: kopecks(order, 'ToPaySum'),
    createTime: order.attribute('CreateTime'),
    finishTime: order.attribute('FinishTime'),
    billTime: order.attribute('BillTime'),
    finished: flag(order, 'Finished'),
    totalPieces: order.attribute('TotalPieces') === undefined ? undefined : thousandths(order, 'TotalPieces'),
    tableName: order.attribute('TableName'),
    tableCode: order.attribute('TableCode'),
    waiterName: order.attribute('WaiterName'),
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

/** The sales that a text means: by a GUID, or by the number on paper: "1042", "№ 1042", "чек 1042". */
export function receiptsNamed(receipts: readonly ListedReceipt[], text: string): readonly ListedReceipt[] {
  const number = /^(?:чек|receipt)?\s{0,3}[№#]?\s{0,3}0*(\d{1,15})$/i.exec(text)?.[1];
  return receipts.filter(
    ({ lineGuid, checkNumber, bill, deleted }) =>
      digits(lineGuid) === digits(text) || (number === checkNumber && !bill && !deleted),
  );
}

/** Reads GetReceiptList. */
export const RECEIPTS: XmlList<ListedReceipt> = {
  name: 'Receipt',
  items: (receipt) => [
    {
      ...parseReceipt(receipt),
      amount: kopecks(receipt, 'sum'),
      printTime: receipt.attribute('printtime'),
      orderGuid: receipt.child('Order')?.attribute('guid'),
      deleteTime: receipt.attribute('deletetime'),
      deleteReason: receipt.child('DeleteReason')?.attribute('name'),
      cashierName: receipt.child('Cashier')?.attribute('name'),
      stationName: receipt.child('CloseStation')?.attribute('name'),
    },
  ],
};
