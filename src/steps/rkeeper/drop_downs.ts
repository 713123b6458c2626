import { formatKopecks, formatThousandths } from '../../core/money';
import { say } from '../../language/language';
import { isProof, type ListedReceipt } from '../../services/rkeeper/orders';
import { itemLabel } from '../../services/rkeeper/item_search';
import type { ReasonFlag, ReferenceTable } from '../../services/rkeeper/references';
import { dropDown, labelOf, typedInto } from '../../zapier/drop_down';
import { tillOf } from './till';

/**
 * The items of a reference table (справочник) by their names, with what tells namesakes apart. What is picked is kept as
 * `id:…`, which no step has to look up: a menu of twenty thousand dishes need not be read to add one.
 *
 * @param flag of the reasons: lists only those that fit the operation.
 */
export const referenceItems = (table: ReferenceTable, flag?: ReasonFlag) =>
  dropDown(async (run) => {
    const items = await tillOf(run).reference(table, flag);
    // A collator takes 10 ms to make, which would delay every cold start if it were made at load.
    const byName = new Intl.Collator('ru', { numeric: true });
    return items
      .map((item) => ({ id: `id:${item.ident}`, label: itemLabel(item) }))
      .sort((one, other) => byName.compare(one.label, other.label));
  });

/** The open orders (заказы) of the present shift, the newest first. */
export const openOrders = dropDown(async (run) => {
  const open = (await tillOf(run).orderList()).filter(({ finished }) => !finished);
  return open.toReversed().map(({ guid, name, tableName, orderSum }) => {
    const table = tableName && say`table ${{ tableName }}`;
    return { id: guid, label: labelOf(name && say`Order ${{ name }}`, table, formatKopecks(orderSum)) };
  });
});

/** The receipts (чеки) of the present shift that prove a payment, the newest first. */
export const receipts = dropDown(async (run) => {
  const proofs = (await tillOf(run).receiptList()).filter(isProof);
  return proofs.toReversed().map((receipt) => {
    return { id: receipt.lineGuid, label: receiptLabel(receipt) };
  });
});

export function receiptLabel({
  checkNumber,
  amount,
  printTime,
}: Pick<ListedReceipt, 'checkNumber' | 'amount' | 'printTime'>): string {
  return labelOf(say`Receipt ${{ checkNumber }}`, formatKopecks(amount), printTime?.replace('T', ' '));
}

/** The dishes of the order that the chosen receipt belongs to; none where it is unknown or of an earlier shift. */
export const soldDishes = dropDown(async (run) => {
  const sold = await tillOf(run).soldDishes(typedInto('receipt_guid', run) ?? '');
  return sold.flatMap(({ lineGuid: id, name, quantity, amount }) =>
    id === undefined
      ? []
      : [{ id, label: labelOf(name, formatThousandths(quantity), formatKopecks(amount)) }],
  );
});
