/** `npm run sandbox`: the doubles stay up, and the app can be tried against them with Zapier's own command line. */
import { SAMPLE_ACCOUNT, ShopDouble } from './justclick/shop_double';

async function main(): Promise<void> {
  const shop = await ShopDouble.start();
  const lines = [
    'ALLOW_LOOPBACK=1',
    `EXPERTAM_URL=${shop.url}`,
    'authData_service=expertam',
    `authData_login=${SAMPLE_ACCOUNT.login}`,
    `authData_api_key=${SAMPLE_ACCOUNT.key}`,
  ];
  process.stdout.write(`A shop is open until you press Ctrl+C. Put these lines into the file .env:

${lines.join('\n')}

Then, in another terminal:

npm run build
npx zapier-platform invoke auth test
npx zapier-platform invoke create justclick_update_order_status -i '{"bill_id":"100000","status":"paid","date":"2026-03-31"}' --non-interactive
`);
  process.once('SIGINT', () => void shop.stop());
}

void main();
