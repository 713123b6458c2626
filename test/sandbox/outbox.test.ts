import { type Message, type MessageFault, Outbox } from '../../sandbox/outbox';
import { openReceiver, type Receiver } from './receiver';

/** Sends what it is told, at once. */
class Postman extends Outbox<Message> {
  constructor() {
    super('text/plain');
  }

  async tell(url: string, body: string): Promise<void> {
    for (const group of this.underFault({ url, body }, this.faults.take()))
      await Promise.all(group.map((one) => this.post(one)));
  }
}

let receiver: Receiver;
let postman: Postman;
beforeEach(async () => {
  receiver = await openReceiver();
  postman = new Postman();
});
afterEach(() => receiver[Symbol.asyncDispose]());

it.each<[MessageFault, string[]]>([
  [{ kind: 'twice' }, ['first', 'first', 'second']],
  [{ kind: 'half body' }, ['fi', 'second']],
  [{ kind: 'out of order' }, ['second', 'first']],
])('a message under %j, and the one behind it', async (fault, bodies) => {
  postman.faults.add(fault);
  await postman.tell(receiver.url, 'first');
  await postman.tell(receiver.url, 'second');
  expect(receiver.received.map(({ body }) => body)).toEqual(bodies);
  expect(receiver.received[0]?.headers['content-type']).toBe('text/plain');
});

it('the journal tells what came of each', async () => {
  receiver.statuses.push(200, 500, 0, 302);
  for (let message = 0; message < 4; message += 1) await postman.tell(receiver.url, String(message));
  await postman.tell('http://127.0.0.1:1/', 'nobody');
  expect(postman.journal.map(({ body, status, reply }) => [body, status, reply])).toEqual([
    ['0', 200, 'taken'],
    ['1', 500, 'taken'],
    ['2', undefined, undefined],
    ['3', 302, 'taken'],
    ['nobody', undefined, undefined],
  ]);
});
