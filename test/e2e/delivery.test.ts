import { join } from 'node:path';
import { ShopDouble } from '../../sandbox/justclick/shop_double';
import { CourierDouble } from '../../sandbox/measoft/courier_double';
import { courierConnection, playDelivery } from '../../sandbox/scenes/delivery';
import { Zapier } from '../../sandbox/zapier/zapier';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const ZIP = join(__dirname, '../../build/build.zip');

it('a paid order goes to the courier, its label is a PDF, and the shop hears of the delivery', async () => {
  const [shop, courier] = await Promise.all([ShopDouble.start(), CourierDouble.start()]);
  const zapier = await Zapier.start({
    app: ZIP,
    environment: { EXPERTAM_URL: shop.url, MEASOFT_URL: courier.url, ALLOW_LOOPBACK: '1' },
    workers: 2,
  });
  try {
    const chapters = await playDelivery({ zapier, shop, courier });
    expect(chapters.flatMap(({ complaints }) => complaints)).toEqual([]);
    const logged = zapier.log.map(({ text }) => text).join('\n');
    expect(logged).toContain('/api/');
    expect(logged).not.toContain(courierConnection.password);
  } finally {
    await Promise.all([zapier.stop(), shop.stop(), courier.stop()]);
  }
});

it('a label that a step got can be attached to the order by the next one, every byte of it, under its name', async () => {
  const courier = await CourierDouble.start();
  const zapier = await Zapier.start({
    app: ZIP,
    environment: { MEASOFT_URL: courier.url, ALLOW_LOOPBACK: '1' },
  });
  try {
    const zap = zapier.zap({
      trigger: {
        key: 'measoft_status_changed',
        authData: courierConnection,
        inputData: { statuses: ['DELIVERY'] },
      },
      steps: [
        {
          name: 'label',
          method: 'creates.measoft_get_label.operation.perform',
          authData: courierConnection,
          inputData: { ordercode: ['{{trigger.ordercode}}'] },
        },
        {
          name: 'attachment',
          method: 'creates.measoft_add_attachment.operation.perform',
          authData: courierConnection,
          inputData: { ordercode: '{{trigger.ordercode}}', file: '{{label.file}}' },
        },
      ],
    });
    await zap.turnOn();
    const order = courier.orders.get('SHOP-0996');
    courier.orders.move(order, 'DELIVERY');
    await zap.poll();

    expect(zap.runs.map(({ status }) => status)).toEqual(['success']);
    const [label, attached] = zap.runs[0]?.history.slice(1).map(({ result }) => result) ?? [];
    const { file } = (label?.outcome === 'success' ? label.output : {}) as { file: string };
    const { content } = zapier.files.at(file);
    expect(content.toString('latin1')).toMatch(/^%PDF-1\.\d[^]*%%EOF\s*$/);
    expect(order.attachments).toEqual([{ name: `label-${order.code}.pdf`, content }]);
    expect(attached).toMatchObject({
      output: { file_name: `label-${order.code}.pdf`, file_size: content.length },
    });
    expect(courier.budget.exceeded).toEqual([]);
  } finally {
    await Promise.all([zapier.stop(), courier.stop()]);
  }
});

it('a file on the own computer is out of reach, unless the owner of the app allows it', async () => {
  const zapier = await Zapier.start({ app: ZIP });
  try {
    const result = await zapier.run({
      method: 'creates.measoft_add_attachment.operation.perform',
      authData: courierConnection,
      inputData: { ordercode: '1', file: 'http://127.0.0.1:1/label.pdf' },
    });
    expect(result).toMatchObject({
      outcome: 'error',
      kind: 'Error',
      message: expect.stringContaining(
        'must be an address on the internet, not one of your own computer',
      ) as string,
    });
  } finally {
    await zapier.stop();
  }
});
