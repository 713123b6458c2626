/**
 * `npm run sandbox -- till`: the local services stay up, and the app can be tried against one of them with Zapier's own
 * command line, which reads its account and the app's environment from the file `.env`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CdekDouble, TEST_KEYS } from './cdek/cdek_double';
import { ShopDouble } from './justclick/shop_double';
import { CourierDouble } from './measoft/courier_double';
import { PimPayDouble, SAMPLE_TOKEN, sampleKeys } from './pimpay/pimpay_double';
import { courierConnection } from './scenes/delivery';
import { openRestaurant } from './scenes/restaurant';
import { shopConnection } from './scenes/shop';

/** A `.env` stays right from one day to the next. */
const PORTS = { shop: 4801, till: 4802, licences: 4803, courier: 4804, cdek: 4805, pimpay: 4806 } as const;

const FILE = join(__dirname, '../.env');

/** Its first line tells the file from one that somebody wrote by hand. */
const MARK = '# Written by `npm run sandbox`, which writes it anew each time.';

/** A local service, as the command line calls it. */
interface Local {
  readonly account: Readonly<Record<string, string>>;
  /** A step to begin with. */
  readonly step: string;
}

interface Opened {
  readonly locals: Readonly<Record<string, Local>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<unknown>;
}

async function open(): Promise<Opened> {
  const [shop, restaurant, courier, cdek, pimpay] = await Promise.all([
    ShopDouble.start({ port: PORTS.shop }),
    openRestaurant(PORTS),
    CourierDouble.start({ port: PORTS.courier }),
    CdekDouble.start({ port: PORTS.cdek }),
    PimPayDouble.start({ port: PORTS.pimpay }),
  ]);
  return {
    locals: {
      shop: {
        account: shopConnection,
        step: `create justclick_update_order_status -i '{"bill_id":"100000","status":"paid","date":"2026-03-31T18:30:00+03:00"}'`,
      },
      till: {
        account: restaurant.authData,
        step: `create rkeeper_create_order -i '{"external_id":"site-1042","table":"1000101","station":"15015"}'`,
      },
      courier: { account: courierConnection, step: `search measoft_find_town -i '{"name":"Химки"}'` },
      cdek: {
        account: { service: 'cdek', cdek_account: TEST_KEYS.account, cdek_password: TEST_KEYS.password },
        step: `search cdek_find_city -i '{"city":"Киров"}'`,
      },
      pimpay: {
        account: {
          service: 'pimpay',
          pimpay_token: SAMPLE_TOKEN,
          private_key: sampleKeys().privateKey.trim().replaceAll('\n', '\\n'),
          company_code: 'dalli_service',
        },
        step: `create pimpay_report_status -i '{"id":"11111","uniformPimpayDeliveryStatus":"COMPLETE"}'`,
      },
    },
    environment: {
      ALLOW_LOOPBACK: '1',
      EXPERTAM_URL: shop.url,
      RKEEPER_LICENSE_URL: restaurant.licences.origin,
      MEASOFT_URL: courier.url,
      CDEK_URL: cdek.url,
      PIMPAY_URL: pimpay.url,
    },
    stop: () => Promise.all([shop.stop(), restaurant.stop(), courier.stop(), cdek.stop(), pimpay.stop()]),
  };
}

function settings({ environment }: Opened, { account }: Local): string {
  const accountLines = Object.entries(account).map(([key, value]) => `authData_${key}=${value}`);
  const lines = Object.entries(environment).map(([key, value]) => `${key}=${value}`);
  return [MARK, ...lines, ...accountLines, ''].join('\n');
}

/** @returns what a person is told of the file `.env`. */
function written(content: string, name: string): string {
  if (existsSync(FILE) && !readFileSync(FILE, 'utf8').startsWith(MARK))
    return `There is a file .env of your own, which stays as it is. The ${name} needs these lines in it:\n\n${content}`;
  writeFileSync(FILE, content, { mode: 0o600 });
  return `The file .env now holds the account of the ${name}.`;
}

async function main(name = 'shop'): Promise<void> {
  const opened = await open();
  const local = opened.locals[name];
  if (!local) {
    await opened.stop();
    throw new Error(`There is no "${name}". Name one of ${Object.keys(opened.locals).join(', ')}.`);
  }
  const others = Object.entries(opened.locals).filter(([other]) => other !== name);
  process.stdout
    .write(`A shop, a till, a courier, CDEK and PimPay are open until you press Ctrl+C. ${written(settings(opened, local), name)}

In another terminal, first \`npm run build\`, again after each change of the app, then

${invoke(local)}
npx zapier-platform invoke auth test

The others, each once \`npm run sandbox\` was started for it:

${others.map(([other, { step }]) => `# npm run sandbox -- ${other}\n${invoke({ step })}`).join('\n\n')}
`);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  await opened.stop();
}

/** Without a zone the command line reads times as those of Chicago. It tells the app none: there a time without a zone is in UTC. */
function invoke({ step }: Pick<Local, 'step'>): string {
  return `npx zapier-platform invoke ${step} --non-interactive --timezone Europe/Moscow`;
}

main(process.argv[2]).catch((error: unknown) => {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(isTaken ? `${error.message}. Is the sandbox open already?` : String(error));
  process.exitCode = 1;
});
