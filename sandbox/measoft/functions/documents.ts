import { attributeOf, element, leaf, textOf } from '../../xml';
import { labelPdf } from '../label_pdf';
import type { Order } from '../order';
import { OrderRefusal, refused, unreadable } from '../refusal';
import { group, value, values } from '../shape';
import { attempt, type CourierFunction, findOrder, isOwn } from './function';

function labelOf({ number, code, barcode, draft }: Order): readonly string[] {
  return [
    `Order ${number}`,
    `Courier's code ${code}`,
    `Barcode ${barcode}`,
    `Places ${draft.texts.quantity ?? ''}`,
  ];
}

/** Printed forms of orders: one page each. The numbers of the forms are not known, so any will do. */
export const waybill: CourierFunction = {
  access: 'account',
  errors: 'root',
  shape: group({
    orders: group({ order: value('text', { orderno: 'text', ordercode: 'text' }) }),
    form: value('integer'),
  }),
  perform: ({ root, account }, world) => {
    const named = root.child('orders')?.all('order') ?? [];
    const found = named.map((order) => attempt(() => findOrder(order, isOwn(account), world)));
    const orders = found.filter((order): order is Order => !(order instanceof OrderRefusal));
    if (orders.length === 0 || orders.length < found.length) throw refused(11, 'root');
    const pdf = labelPdf(orders.map(labelOf));
    switch (world.switches.waybillAnswer) {
      case 'pdf':
        return { type: 'application/pdf', body: pdf };
      case 'html':
        return { type: 'text/html; charset=utf-8', body: '<html><body><h1>Накладная</h1></body></html>' };
      case 'base64':
        return element('waybill', {}, leaf('content', pdf.toString('base64')));
    }
  },
};

/** The body of the real answer is not known. */
export const addattachments: CourierFunction = {
  access: 'account',
  errors: 'root',
  shape: group({
    ...values('text', 'orderno', 'ordercode'),
    attachments: group({ item: value('base64', { name: 'text' }) }),
  }),
  perform: ({ root, account }, world) => {
    const items = root.child('attachments')?.all('item') ?? [];
    if (items.length === 0 || items.some((item) => attributeOf(item, 'name') === '')) {
      throw unreadable('addattachments needs items with names');
    }
    const reference = { code: textOf(root, 'ordercode'), number: textOf(root, 'orderno') };
    const order = world.orders.find(reference, isOwn(account));
    if (!order) throw refused(11, 'root');
    for (const item of items) order.attach(attributeOf(item, 'name'), Buffer.from(item.text, 'base64'));
    return element('addattachments', { error: '0' });
  },
};
