import { readWebhook } from '../../../src/services/measoft/webhook';

const NEW = '<status eventtime="2024-03-22 17:08:43" createtimegmt="2024-03-22 14:08:43">NEW</status>';
const DELIVERY =
  '<status eventtime="2024-03-24 09:10:00" createtimegmt="2024-03-24 06:12:05" eventstore="Москва">DELIVERY</status>';

const body = (content: string, identity = 'orderno="00032011" ordercode="0000032"'): string =>
  `<?xml version="1.0"?><order ${identity}>${content}</order>`;

const about = (code: string): string => `<webhook_status_code>${code}</webhook_status_code>`;

describe('what the courier service posts', () => {
  it('is about the status that it names, with the zeros that numbers begin with', () => {
    expect(readWebhook(body(`${DELIVERY}<items/><packages/>${about('DELIVERY')}`))).toMatchObject({
      id: '0000032:DELIVERY:2024-03-24T06:12:05Z',
      order: { orderCode: '0000032', orderNo: '00032011', items: [], packages: [] },
      status: { code: 'DELIVERY', store: 'Москва', eventTime: '2024-03-24 09:10:00' },
    });
  });

  it('is about the present status where it names none', () => {
    expect(readWebhook(body(DELIVERY))?.status.code).toBe('DELIVERY');
    expect(readWebhook(body(`${DELIVERY}${about(' ')}`))?.status.code).toBe('DELIVERY');
  });

  it('may be about an earlier status, whose time the history tells: that of its last time', () => {
    const early = NEW.replaceAll('2024-03-22', '2024-03-20');
    const history = `<statushistory>${early}${NEW}${DELIVERY}</statushistory>`;
    expect(readWebhook(body(`${DELIVERY}${history}${about('NEW')}`))).toMatchObject({
      id: '0000032:NEW:2024-03-22T14:08:43Z',
      order: { status: { code: 'DELIVERY' } },
      status: { code: 'NEW', eventTime: '2024-03-22 17:08:43' },
    });
  });

  it('may be about a status of which nothing more is told: the order then tells the time', () => {
    expect(readWebhook(body(`${DELIVERY}${about('MYOWN')}`))).toMatchObject({
      id: '0000032:MYOWN:2024-03-24T06:12:05Z',
      status: { code: 'MYOWN', eventTime: undefined, recorded: undefined },
    });
    expect(readWebhook(body(about('MYOWN')))?.id).toBe('0000032:MYOWN:');
  });

  it('goes by the time of the place where the time of recording is not told, or is none', () => {
    const stamped = (stamp: string): string =>
      `<status eventtime="2024-03-22 17:08:43" createtimegmt="${stamp}">NEW</status>`;
    expect(readWebhook(body(stamped('')))?.id).toBe('0000032:NEW:2024-03-22 17:08:43');
    expect(readWebhook(body(stamped('yesterday')))?.id).toBe('0000032:NEW:2024-03-22 17:08:43');
  });

  it('goes by the number of an order without a code', () => {
    expect(readWebhook(body(NEW, 'orderno="A7"'))?.id).toBe('A7:NEW:2024-03-22T14:08:43Z');
  });

  it.each([
    ['an order without a name', body(NEW, '')],
    ['an order without a status', body('')],
    ['another document', `<statusreq>${body(NEW).replace(/^<\?xml[^>]*>/, '')}</statusreq>`],
    ['half a document', '<order ordercode="1"><status>NEW'],
    ['JSON', '{"order": 1}'],
    ['nothing', ''],
  ])('is nothing where it is %s', (_name, text) => {
    expect(readWebhook(text)).toBeUndefined();
  });
});
