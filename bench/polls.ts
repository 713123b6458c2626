import { answerHash } from '../src/core/signature';
import type { BuiltApp } from './built_app';
import { median } from './statistics';
import { megabytes, milliseconds, type Row } from './table';
import { TimedProcess } from './timed_process';
import { Upstream, type Answer } from './upstream';
import { Platform } from './warm_step';

const KEY = 'key-of-the-benchmark';
const SIZES = [10, 1000, 20_000];
const POLLS = 5;
/** Zapier ends a poll that takes longer than 30 seconds; ours are to be far from it. */
const MOST_MILLISECONDS = 2000;

interface Service {
  readonly title: string;
  readonly key: string;
  readonly authData: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly answer: (orders: number) => Answer;
  /** More items than this the poll does not hand over. */
  readonly most: number;
}

/** What a poll costs at growing numbers of orders: requests, bytes, time, and the most memory the process has held. */
export async function polls(app: BuiltApp): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const service of [shop(), till()]) {
    for (const size of SIZES) rows.push(await poll(app, service, size));
  }
  return rows;
}

async function poll(
  app: BuiltApp,
  { title, key, authData, environment, answer, most }: Service,
  size: number,
): Promise<Row> {
  const { contentType, body } = answer(size);
  const upstream = await Upstream.start(() => ({ contentType, body }));
  const platform = await Platform.start();
  const process = new TimedProcess(app.folder, {
    ...filled(environment, upstream.url),
    ALLOW_LOOPBACK: '1',
    LOGGING_ENDPOINT: platform.loggingEndpoint,
  });
  try {
    const step = { method: `triggers.${key}.operation.perform`, authData: filled(authData, upstream.url) };
    const { results } = await platform.handle(process, step);
    if (!Array.isArray(results) || results.length !== Math.min(size, most))
      throw new Error(
        `The poll of ${size} orders found ${Array.isArray(results) ? results.length : 'nothing'}.`,
      );
    const before = upstream.count;
    const timed = [];
    for (let index = 0; index < POLLS; index += 1) timed.push(await platform.handle(process, step));
    const time = median(timed.map((one) => one.milliseconds));
    const requests = (upstream.count - before) / POLLS;
    return {
      title: `${title}, ${size.toLocaleString('en')} orders`,
      ours: milliseconds(time),
      beside: `${requests} request, ${megabytes(Buffer.byteLength(body))} read, ${megabytes(timed.at(-1)?.peakBytes ?? 0)} of memory`,
      goal: `≤ ${milliseconds(MOST_MILLISECONDS)}`,
      met: time <= MOST_MILLISECONDS && requests === 1,
    };
  } finally {
    await Promise.all([process.stop(), platform.close()]);
    upstream.stop();
  }
}

function filled(values: Readonly<Record<string, string>>, url: string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.replace('{url}', url)]));
}

function shop(): Service {
  return {
    title: 'Poll of a shop',
    key: 'justclick_new_order',
    authData: { service: 'expertam', login: 'username', api_key: KEY },
    environment: { EXPERTAM_URL: '{url}' },
    most: 10_000,
    answer: (orders) => ({
      contentType: 'application/json',
      body: JSON.stringify({
        error_code: 0,
        error_text: 'ok',
        result: Array.from({ length: orders }, (_, index) => shopOrder(100_000 + index)),
        hash: answerHash('0', 'ok', KEY),
      }),
    }),
  };
}

/** As getOrdersWithGoods tells it. */
function shopOrder(id: number): object {
  return {
    id,
    first_name: 'Иван',
    last_name: 'Петров',
    middle_name: 'Сергеевич',
    email: `user${id}@email.com`,
    phone: '+79280000000',
    city: 'Москва',
    country: 'Россия',
    address: 'ул. Ленина, д. 1, кв. 2',
    region: 'Московская область',
    postalcode: '101000',
    created: 1_362_254_400 + id,
    paid: '',
    pay_status: 'waiting',
    type: 'order',
    payway: '',
    comment: 'Позвонить заранее',
    domain: 'shop.example',
    link: `http://shop.example/bill/${id}/`,
    price: '990.00',
    bill_sum_topay: '990.00',
    kupon: '',
    tag: '',
    utm: { medium: 'cpc', source: 'direct', campaign: '', content: '', term: '' },
    good_count: 2,
    is_recurrent: false,
    items: [
      { id: 'super_tovar', title: 'Супер-товар на DVD', sum: '490.00', price: '490.00', partners: [] },
      { id: 'kurs_start', title: 'Курс «Быстрый старт»', sum: '500.00', price: '500.00', partners: [] },
    ],
  };
}

function till(): Service {
  return {
    title: 'Poll of a till',
    key: 'rkeeper_order_changed',
    authData: {
      service: 'rkeeper',
      license_product: 'lifetime',
      server_url: '{url}',
      server_login: 'zapier',
      server_password: 'secret of the benchmark',
    },
    environment: {},
    most: Infinity,
    answer: (orders) => ({
      contentType: 'application/xml',
      body:
        '<?xml version="1.0" encoding="utf-8"?><RK7QueryResult ServerVersion="7.6.5.92" XmlVersion="246" NetName="MID" Status="Ok" ' +
        'CMD="GetOrderList" ErrorText="" DateTime="2026-10-03T16:05:02" WorkTime="47" Processed="1" lastversion="42">' +
        `${Array.from({ length: orders }, (_, index) => tillOrder(index)).join('')}</RK7QueryResult>`,
    }),
  };
}

/** As GetOrderList tells it. */
function tillOrder(index: number): string {
  const guid = `{6002FD3A-68B6-4FC9-8EB1-${String(index).padStart(12, '0')}}`;
  return (
    `<Visit VisitID="${356_255_787 + index}" guid="${guid}" Finished="0" GuestsCount="1" PersistentComment="100500"><Guests count="1"><Guest GuestLabel="1" closed="0"/></Guests>` +
    `<Orders><Order OrderID="256" Version="3" crc32="-77" guid="${guid}" url="rk7://order" OrderName="5.1" OrderSum="11900" ToPaySum="11900" PrepaySum="0" PromisedSum="0" ` +
    'PriceListSum="11900" TotalPieces="1000" CreateTime="2026-10-03T16:05:00" Finished="0" Bill="0" locked="0" TableID="1000101" TableCode="5" TableName="5" ' +
    'WaiterID="1000018" WaiterCode="5" WaiterName="Иванова Анна" OrderCategID="1" OrderTypeID="2"/></Orders></Visit>'
  );
}
