import type { XmlElement, XmlList } from '../../core/xml';
import { flag, kopecks, parseReceipt, thousandthsIfTold } from './orders';
import { digits } from './ref_item';

/** Reads GetOrderList, visit by visit. */
export const ORDERS: XmlList<OrderSummary> = {
  name: 'Visit',
  items: (visit) => (visit.child('Orders')?.all('Order') ?? []).map((order) => parseSummary(visit, order)),
};

/** What a till tells of all its orders at once. */
function parseSummary(visit: XmlElement, order: XmlElement) {
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
    /** When its last pre-bill (пречек) was printed. */
    billTime: order.attribute('BillTime'),
    finished: flag(order, 'Finished'),
    /** Nothing is on it; not every till tells. */
    totalPieces: thousandthsIfTold(order, 'TotalPieces'),
    tableName: order.attribute('TableName'),
    tableCode: order.attribute('TableCode'),
    waiterName: order.attribute('WaiterName'),
  };
}

export type OrderSummary = Readonly<ReturnType<typeof parseSummary>>;

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
  items: (receipt) => [parseListed(receipt)],
};

/** A receipt with the order that it belongs to. */
function parseListed(receipt: XmlElement) {
  return {
    ...parseReceipt(receipt),
    amount: kopecks(receipt, 'sum'),
    printTime: receipt.attribute('printtime'),
    orderGuid: receipt.child('Order')?.attribute('guid'),
    deleteTime: receipt.attribute('deletetime'),
    deleteReason: receipt.child('DeleteReason')?.attribute('name'),
    cashierName: receipt.child('Cashier')?.attribute('name'),
    stationName: receipt.child('CloseStation')?.attribute('name'),
  };
}

export type ListedReceipt = Readonly<ReturnType<typeof parseListed>>;
