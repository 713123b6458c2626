/** `npm run sandbox`: the doubles stay up, and the app can be tried against them with Zapier's own command line. */
import { ShopDouble } from './justclick/shop_double';
import { CourierDouble } from './measoft/courier_double';
import { courierConnection } from './scenes/delivery';
import { openRestaurant } from './scenes/restaurant';
import { shopConnection } from './scenes/shop';

function lines(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `authData_${key}=${value}`)
    .join('\n');
}

async function main(): Promise<void> {
  const [shop, restaurant, courier] = await Promise.all([
    ShopDouble.start(),
    openRestaurant(),
    CourierDouble.start(),
  ]);
  process.stdout
    .write(`A shop, a restaurant and a courier are open until you press Ctrl+C. Put these lines into the file .env:

ALLOW_LOOPBACK=1
EXPERTAM_URL=${shop.url}
RKEEPER_LICENSE_URL=${restaurant.licences.origin}
MEASOFT_URL=${courier.url}

and one of these accounts, the shop's:

${lines(shopConnection)}

the restaurant's:

${lines(restaurant.authData)}

or the courier's:

${lines(courierConnection)}

Then, in another terminal, for the shop:

npm run build
npx zapier-platform invoke auth test
npx zapier-platform invoke create justclick_update_order_status -i '{"bill_id":"100000","status":"paid","date":"2026-03-31"}' --non-interactive
`);
  process.once('SIGINT', () => void Promise.all([shop.stop(), restaurant.stop(), courier.stop()]));
}

void main();
