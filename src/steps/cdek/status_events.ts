import type { Trigger } from 'zapier-platform-core';
import { Problem } from '../../core/errors';
import { output, yesNo, type Row } from '../../core/output';
import { say } from '../../language/language';
import { parseOrder, type OrderStatus } from '../../services/cdek/orders';
import { parseWebhook, type StatusReport } from '../../services/cdek/webhook';
import { readInput, type Readable } from '../../zapier/fields';
import { formOf, perform, type Run } from '../../zapier/run';
import { unlessSeenBefore } from '../seen_before';
import { cdekConnection, cdekOf } from './cdek';
import { ORDER, type OrderEvent } from './order_output';

interface ConfirmedEvent extends OrderEvent {
  readonly confirmed: boolean;
}

/** What starts a Zap: an order with the status that it got. */
const EVENT = output<ConfirmedEvent>()({
  ...ORDER.columns,
  confirmed: yesNo('Confirmed by CDEK', true, ({ confirmed }) => confirmed),
});

/** What decides whether an event is wanted. */
type Told = Pick<StatusReport, 'code' | 'is_return'>;

interface StatusTrigger<Value> {
  readonly key: string;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
  readonly form: Readable<Value>;
  readonly isWanted: (told: Told, values: NoInfer<Value>) => boolean;
  /** In what the example differs from that of an order which was made. */
  readonly sample?: Partial<Row<typeof EVENT>>;
}

/** A trigger that CDEK itself tells of statuses, by a webhook of the account that is made and removed with the Zap. */
export function statusTrigger<Value>({ form, isWanted, sample, ...told }: StatusTrigger<Value>): Trigger {
  const { key, noun, label, description } = told;
  return {
    key,
    noun,
    display: { label, description },
    operation: {
      type: 'hook',
      inputFields: form.input,
      performSubscribe: perform(subscribe),
      performUnsubscribe: perform(unsubscribe),
      perform: perform((run) => received(run, (news) => isWanted(news, readInput(run, form)))),
      performList: perform(async (run) => {
        const order = await cdekOf(run).lastOrder();
        if (!order) return [];
        const values = form.read(formOf(run));
        return order.history
          .filter(({ code }) => isWanted({ code, is_return: order.is_return }, values))
          .toReversed()
          .map((status) => EVENT.row({ id: idOf(order.uuid, status), order, status, confirmed: true }));
      }),
      sample: { ...EVENT.sample, ...sample },
      outputFields: EVENT.fields,
    },
  };
}

function idOf(uuid: string, { code, time }: Pick<OrderStatus, 'code' | 'time'>): string {
  return [uuid, code, time ?? ''].join(':');
}

/**
 * The documentation has said both that a second webhook of a type is added, and that it takes the place of the first. So that
 * no other program is cut off, the addresses of others are looked at before and after.
 */
async function subscribe(run: Run): Promise<{ id: string; target_url: string }> {
  const { targetUrl } = run.hook;
  if (targetUrl === undefined)
    throw new Problem(
      'failed',
      say`Zapier named no address for this Zap. Turn the Zap on again. (no target)`,
    );
  if (cdekConnection(run).contour === 'test')
    throw new Problem(
      'refused',
      say`Everybody shares the account of the test contour (учебный контур), so that no Zap can listen
        there. Connect the account of your contract to use this trigger. (test contour)`,
      { code: 'test_contour' },
    );
  const cdek = cdekOf(run);
  const before = await cdek.subscriptions();
  if (!before.some(({ url }) => url === targetUrl)) await cdek.subscribe(targetUrl);
  const after = await cdek.subscriptions();
  const lost = before.map(({ url }) => url).find((address) => !after.some(({ url }) => url === address));
  const id = after.find(({ url }) => url === targetUrl)?.uuid ?? '';
  if (lost === undefined) return { id, target_url: targetUrl };
  // Whoever listened first goes on listening.
  await cdek.subscribe(lost);
  throw new Problem(
    'refused',
    say`CDEK reports the statuses of this account to one address only, and ${{ lost: hostOf(lost) }} has
      it: it was given back its place. Use one Zap for all statuses, or take that other address out of the
      cabinet first. (one webhook)`,
    { code: 'one_webhook' },
  );
}

async function unsubscribe(run: Run): Promise<{ removed: boolean }> {
  const { target_url: subscribed } = run.hook.subscription;
  const cdek = cdekOf(run);
  const ours = (await cdek.subscriptions()).find(({ url }) => url === (subscribed ?? run.hook.targetUrl));
  if (ours) await cdek.unsubscribe(ours.uuid);
  return { removed: ours !== undefined };
}

/** The path of an address may be a secret. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : 'another program';
}

async function received(run: Run, isWanted: (told: Told) => boolean) {
  const report = parseWebhook(run.hook.content);
  if (!report) {
    run.log('Ignored something that is no status of an order.');
    return [];
  }
  if (!isWanted(report)) return [];
  const event = await confirmed(run, report);
  if (!event || !isWanted({ code: report.code, is_return: event.order.is_return })) {
    run.log('Ignored a status that the order does not have.');
    return [];
  }
  return unlessSeenBefore(run, cdekOf(run).memory.vault, { id: event.id, isDated: true }, () =>
    EVENT.row(event),
  );
}

/**
 * The event as the order itself tells it, since reports are not signed. CDEK does not repeat them, so that one whose order cannot be
 * asked for starts the Zap all the same, and says so.
 */
async function confirmed(run: Run, report: StatusReport): Promise<ConfirmedEvent | undefined> {
  const { uuid, code, time } = report;
  const cdek = cdekOf(run);
  try {
    const order = await cdek.order({ order_uuid: uuid });
    const having = order?.history.filter((status) => status.code === code) ?? [];
    const status = having.find((one) => one.time === time) ?? having.at(-1);
    if (!order || !status) return undefined;
    await cdek.remember(uuid);
    return { id: idOf(uuid, status), order, status, confirmed: true };
  } catch (error) {
    if (!(error instanceof Problem) || error.kind === 'connection') throw error;
    // As an order of another contract.
    if (error.kind === 'refused') return undefined;
    const { cdek_number, number, city, is_return } = report;
    const order = { ...parseOrder({}), uuid, cdek_number, number, is_return };
    const status = { code, time, city, name: undefined, reasonCode: undefined };
    return { id: idOf(uuid, status), order, status, confirmed: false };
  }
}
