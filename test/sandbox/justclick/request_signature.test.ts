import { requestSignature } from '../../../sandbox/justclick/gatekeeper';
import { parsePhpForm } from '../../../sandbox/justclick/php_form';
import { evaluatePhp, phpIsHere } from './php';

const LOGIN = 'username';
const KEY = 'X'.repeat(40);

function signatureOf(body: string): string {
  return requestSignature(parsePhpForm(Buffer.from(body)), LOGIN, KEY);
}

const HARD =
  'a=%7E+%2A+%21+%27+%28+%29+-+_+.+%2B+%26+%3D+%25+%2F+%3F+%23+%40+%3A+%3B&b=&d=0&e=1.5&f=line1%0D%0Aline2&g=%F0%9F%98%80';
const TITLE = '%D0%9A%D1%83%D1%80%D1%81+%2APro%2A+%282024%29+%7E+it%27s%21';
const GOODS =
  'goods%5B0%5D%5Bgood_name%5D=invoice&goods%5B0%5D%5Bgood_sum%5D=1500&goods%5B1%5D%5Bgood_name%5D=sales';
const TEXTS =
  'good_mail_body=&good_mail_text=%D0%A1%D1%81%D1%8B%D0%BB%D0%BA%D0%B0%3A+%7B%24download%7D' +
  '&good_pay_text=%3Ch1%3E%23PRODUCT%23%3C%2Fh1%3E%0A%3Cb%3E%23PRICE%23%3C%2Fb%3E';
const PAID = 'bill_id=100000&status=paid&date=1362254400';
const PAID_HASH = '3e5d874250d817e74d4f30592d1076d5';

test.each([
  ['92cea5ba30b463b8c3b234e3d2945e65', 'bill_id=100000&status=sent&date=1362254400&rpo=10000000000000'],
  [PAID_HASH, PAID],
  ['bbd30a63963fe366e67333492ba8b38e', 'bill_id=100000&status=return'],
  ['e6f34e400659b7cbcc81554b735aa38a', 'bill_id=100000&status=cancel'],
  ['53de7e1144de71c41d1cb06887f4b179', ''],
  ['b3c31a09379ceec08d11715e50b2be40', 'good_name=super_tovar&good_sum=990.50'],
  ['ef8615bdd0aa17701af8198396de81c2', `good_name=super_tovar&good_title=${TITLE}&good_sum=1`],
  [
    '90558c85c2a60f30dbc3a3d6ec373802',
    'rid%5B0%5D=super&rid%5B1%5D=two&lead_email=lead%40email.ru&utm%5Butm_medium%5D=cpc&utm%5Butm_source%5D=direct',
  ],
  ['a60ef1f669c174f96636e37a4ff1bb6c', `${GOODS}&bill_email=user4%40email.com&bill_timer_kill=1`],
  ['f07f2c392b2da09e3ba21a742a680a98', HARD],
  [
    '2a3483082358e8911b48dbc38d2cfd8d',
    'good_name=super_tovar&good_sum=999887&good_client_rassilki=second%2C+clients_super_tovar&good_only_countries=RUS%2CUKR' +
      `&${TEXTS}`,
  ],
  [
    'e18ac8e1ba87d5dd231fa80c80f4e8aa',
    'begin_date=01.01.2017&end_date=01.02.2017&paid=true&goods%5B0%5D=1&goods%5B1%5D=2&goods%5B2%5D=3',
  ],
  // The hash itself is not signed, wherever it stands.
  [PAID_HASH, `bill_id=100000&hash=${PAID_HASH}&status=paid&date=1362254400`],
  [PAID_HASH, `hash[a]=1&${PAID}`],
])('a request must carry the signature %s for %s', (hash, body) => {
  expect(signatureOf(body)).toBe(hash);
});

test('the way a client encoded does not matter, only what PHP understood', () => {
  const title = (encoded: string) => signatureOf(`good_name=super_tovar&good_title=${encoded}&good_sum=1`);
  expect(title('*~%21')).toBe(title('%2a%7e!'));
  const regrouped = signatureOf('rid%5B0%5D=a&rid%5B1%5D=b&lead_email=x');
  expect(signatureOf('rid[0]=a&lead_email=x&rid[1]=b')).toBe(regrouped);
});

test('the order of the parameters matters', () => {
  expect(signatureOf('a=1&b=2')).not.toBe(signatureOf('b=2&a=1'));
  expect(signatureOf('a[1]=x&a[0]=y')).not.toBe(signatureOf('a[0]=y&a[1]=x'));
});

test('real PHP computes the same signatures from the same bodies', () => {
  if (!phpIsHere()) return;
  const bodies = [
    'goods[2][n]=x&goods[0][n]=y&10=a&9=b&hash=z',
    "a[]=1&a[]=2&b.c=3&d+e=4&t=*~!'()-_.%00%0A",
    'r[0]=Я&e=%F0%9F%98%80&r[5][x][y]=&r[0]=later&e2',
    'a[b][c]=1&a[b]=2&a[d][]=3&a[d][]=4',
  ];
  const answer = evaluatePhp(
    `foreach (json_decode(stream_get_contents(STDIN)) as $body) {
       parse_str($body, $form);
       unset($form['hash']);
       echo md5(http_build_query($form) . '::${LOGIN}::${KEY}'), "\\n";
     }`,
    JSON.stringify(bodies),
  );
  expect(bodies.map(signatureOf)).toEqual(answer.trimEnd().split('\n'));
});
