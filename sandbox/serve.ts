/**
 * `npm run sandbox -- till`: the local services stay up, and the app can be tried against one of them with Zapier's own
 * command line, which reads its account and the app's environment from the file `.env`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CdekDouble, cdekConnection } from './cdek/cdek_double';
import { ShopDouble } from './justclick/shop_double';
import { CourierDouble } from './measoft/courier_double';
import { PimPayDouble, pimpayConnection } from './pimpay/pimpay_double';
import { courierConnection } from './scenes/delivery';
import { openRestaurant } from './scenes/restaurant';
import { shopConnection } from './scenes/shop';

const FILE = join(__dirname, '../.env');

/** Its first line tells the file from one that somebody wrote by hand. */
const MARK = '# Written by `npm run sandbox`, which writes it anew each time.';

/** A local service that is open. */
interface Local {
  readonly account: Readonly<Record<string, string>>;
  /** A step to begin with. */
  readonly step: string;
  /** By which the app finds it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** The services by the names that the command line has for them. Each gets ten ports from its own on. */
const LOCALS: Readonly<Record<string, (port: number) => Promise<Local>>> = {
  shop: async (port) => {
    const shop = await ShopDouble.start({ port });
    return {
      account: shopConnection,
      step: `create justclick_update_order_status -i '{"bill_id":"100000","status":"paid","date":"2026-03-31T18:30:00+03:00"}'`,
      environment: { EXPERTAM_URL: shop.url },
      stop: () => shop.stop(),
    };
  },
  till: async (port) => {
    const restaurant = await openRestaurant({ till: port, licences: port + 1 });
    return {
      account: restaurant.authData,
      step: `create rkeeper_create_order -i '{"external_id":"site-1042","table":"1000101","station":"15015"}'`,
      environment: { RKEEPER_LICENSE_URL: restaurant.licences.origin },
      stop: restaurant.stop,
    };
  },
  courier: async (port) => {
    const courier = await CourierDouble.start({ port });
    return {
      account: courierConnection,
      step: `search measoft_find_town -i '{"name":"Химки"}'`,
      environment: { MEASOFT_URL: courier.url },
      stop: () => courier.stop(),
    };
  },
  cdek: async (port) => {
    const cdek = await CdekDouble.start({ port });
    return {
      account: cdekConnection,
      step: `search cdek_find_city -i '{"city":"Киров"}'`,
      environment: { CDEK_URL: cdek.url },
      stop: () => cdek.stop(),
    };
  },
  pimpay: async (port) => {
    const pimpay = await PimPayDouble.start({ port });
    const connection = pimpayConnection();
    return {
      account: { ...connection, private_key: connection.private_key.trim().replaceAll('\n', '\\n') },
      step: `create pimpay_report_status -i '{"id":"11111","uniformPimpayDeliveryStatus":"COMPLETE"}'`,
      environment: { PIMPAY_URL: pimpay.url },
      stop: () => pimpay.stop(),
    };
  },
};

/** A `.env` stays right from one day to the next. */
const FIRST_PORT = 4800;

async function open(): Promise<ReadonlyMap<string, Local>> {
  const opened = await Promise.all(
    Object.entries(LOCALS).map(
      async ([name, start], index) => [name, await start(FIRST_PORT + 10 * index)] as const,
    ),
  );
  return new Map(opened);
}

function settings(locals: readonly Local[], { account }: Local): string {
  const environments = locals.flatMap(({ environment }) => Object.entries(environment));
  const lines = [['ALLOW_LOOPBACK', '1'], ...environments].map(([key = '', value = '']) => `${key}=${value}`);
  const accountLines = Object.entries(account).map(([key, value]) => `authData_${key}=${value}`);
  return [MARK, ...lines, ...accountLines, ''].join('\n');
}

/** @returns what a person is told of the file `.env`. */
function written(content: string, name: string): string {
  if (existsSync(FILE) && !readFileSync(FILE, 'utf8').startsWith(MARK))
    return `There is a file .env of your own, which stays as it is. For ${name} it needs these lines:\n\n${content}`;
  writeFileSync(FILE, content, { mode: 0o600 });
  return `The file .env now holds the account for ${name}.`;
}

async function main(name = 'shop'): Promise<void> {
  if (!(name in LOCALS))
    throw new Error(`There is no "${name}". Name one of ${Object.keys(LOCALS).join(', ')}.`);
  const opened = await open();
  const locals = [...opened.values()];
  const others = [...opened].filter(([other]) => other !== name);
  const local = opened.get(name);
  if (!local) throw new Error(`The ${name} did not open.`);
  process.stdout
    .write(`Open until you press Ctrl+C: ${[...opened.keys()].join(', ')}. ${written(settings(locals, local), name)}

In another terminal, first \`npm run build\`, again after each change of the app, then

${invoke(local)}
npx zapier-platform invoke auth test

The others, each once \`npm run sandbox\` was started for it:

${others.map(([other, { step }]) => `# npm run sandbox -- ${other}\n${invoke({ step })}`).join('\n\n')}
`);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  await Promise.all(locals.map(({ stop }) => stop()));
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
