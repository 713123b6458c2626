import { SERVICES } from '../proof/services';
import { DAY } from '../sandbox/clock';
import type { CommonFault, Faults, Occasion } from '../sandbox/faults';
import type { LocalServices } from './local_services';
import type { Service, Switch, Table, World } from './protocol';
import { RefusalError } from './server';

/** How a switch stands, and what becomes of it when it is pressed. */
interface Control extends Omit<Switch, 'isOn'> {
  readonly isOn?: () => boolean;
  readonly press: () => void;
}

const SERVICE_WORDS = {
  justclick: 'the shop',
  rkeeper: 'the till',
  measoft: 'the courier',
  cdek: 'CDEK',
  pimpay: 'PimPay',
} as const;
const MINUTE = 60_000;

/** What the local services hold, and what can be made to go wrong there. */
export class LocalWorld {
  private readonly controls: readonly Control[];

  constructor(private readonly services: LocalServices) {
    const { justclick, rkeeper, measoft, cdek, pimpay } = services;
    const { till } = rkeeper;
    this.controls = [
      ...lostAnswer('justclick', justclick.double.faults),
      ...planned(
        justclick.double.faults,
        { kind: 'refusal', code: 4 },
        {
          id: 'wrong-key',
          service: 'justclick',
          label: 'The shop refuses the API key',
          help: 'Once: the account waits to be reconnected then, and its runs are held.',
        },
      ),
      ...lostAnswer('rkeeper', till.faults),
      {
        id: 'waiter',
        service: 'rkeeper',
        label: 'A waiter has the order open',
        help: 'Every order that is open at the till now, until this is switched off.',
        isOn: () => this.openOrders().some(({ lock }) => lock !== undefined),
        press: () => {
          const orders = this.openOrders();
          const isLocked = orders.some(({ lock }) => lock !== undefined);
          if (orders.length === 0) throw new RefusalError('No order is open at the till.');
          for (const order of orders) {
            if (isLocked) till.orders.release(order);
            else till.orders.lockByWaiter(order);
          }
        },
      },
      ...planned(
        till.faults,
        { kind: 'closed shift' },
        {
          id: 'shift',
          service: 'rkeeper',
          label: 'The common shift is being closed',
          help: 'The till refuses every command until this is switched off (закрытие общей смены).',
          times: Number.MAX_SAFE_INTEGER,
        },
      ),
      {
        id: 'licence',
        service: 'rkeeper',
        label: 'The licence has ended',
        help: 'Licensed commands are refused until this is switched off, which grants another licence.',
        isOn: () => (till.registry.find(till.anchor)?.expirationDate ?? '') < this.now,
        press: () => {
          if ((till.registry.find(till.anchor)?.expirationDate ?? '') < this.now)
            till.registry.grant(till.anchor);
          else till.registry.expire(till.anchor);
        },
      },
      {
        id: 'restart',
        service: 'rkeeper',
        label: 'Restart the till',
        help: 'It forgets the answers that it keeps for repeated requests.',
        press: () => {
          till.restart();
        },
      },
      ...lostAnswer('measoft', measoft.courier.faults),
      ...lostAnswer('cdek', cdek.double.faults),
      ...lostAnswer('pimpay', pimpay.double.faults),
      {
        id: 'day',
        service: undefined,
        label: 'A day passes',
        help: 'For Zapier, the app and every service; the till opens its next shift.',
        press: () => {
          services.clock.moveOn(DAY);
          till.orders.openShift();
        },
      },
    ];
  }

  shown(): World {
    return {
      now: new Date(this.services.clock.now()).toISOString(),
      tables: [...this.shopTables(), ...this.tillTables(), ...this.parcels()],
      switches: this.controls.map(({ id, service, label, help, isOn }) => ({
        ...{ id, service, label, help },
        ...(isOn && { isOn: isOn() }),
      })),
    };
  }

  press(id: string): World {
    const control = this.controls.find((one) => one.id === id);
    if (!control) throw new RefusalError(`There is no switch "${id}".`);
    control.press();
    return this.shown();
  }

  private get now(): string {
    return new Date(this.services.clock.now() + 180 * MINUTE).toISOString().slice(0, 19);
  }

  private openOrders() {
    const { visits } = this.services.rkeeper.till.orders;
    return visits.flatMap(({ orders }) => orders).filter(({ finished, voided }) => !finished && !voided);
  }

  private shopTables(): readonly Table[] {
    const { shop } = this.services.justclick;
    const orders = [...shop.orders.values()].map((order) => [
      ...[
        String(order.id),
        `${order.first_name} ${order.last_name}`,
        order.items.map(({ title }) => title).join(', '),
      ],
      ...[String(order.price), order.pay_status, order.delivery_status, order.rpo],
    ]);
    const products = [...shop.products.values()].map(({ good_name, good_title, good_sum }) => [
      ...[good_name, good_title, String(good_sum)],
    ]);
    return [
      table(
        'justclick',
        'Orders',
        ['Number', 'Buyer', 'Products', 'Sum', 'Payment', 'Delivery', 'Tracking'],
        orders,
      ),
      table('justclick', 'Products', ['Identifier', 'Title', 'Price'], products),
    ];
  }

  private tillTables(): readonly Table[] {
    const { visits, receipts } = this.services.rkeeper.till.orders;
    const orders = visits
      .flatMap((visit) => visit.orders)
      .map((order) => [
        ...[order.name, order.guid, order.details.external?.id ?? ''],
        order.lines.map(({ dish, quantity }) => `${quantity / 1000} × ${dish.name}`).join(', '),
        ...[roubles(order.sums().order), order.voided ? 'deleted' : order.finished ? 'closed' : 'open'],
        order.lock ? order.lock.station : '',
      ]);
    const printed = receipts.map((receipt) => [
      ...[String(receipt.number), receipt.order.name, roubles(receipt.amount)],
      ...[receipt.printed, receipt.deletion ? 'deleted' : receipt.order.source ? 'return' : 'paid'],
    ]);
    return [
      table(
        'rkeeper',
        'Orders',
        ['Order', 'GUID', 'External ID', 'Dishes', 'Sum', 'State', 'Open at'],
        orders,
      ),
      table('rkeeper', 'Receipts', ['Number', 'Order', 'Sum', 'Printed', 'State'], printed),
    ];
  }

  private parcels(): readonly Table[] {
    const { measoft, cdek, pimpay } = this.services;
    const ours = measoft.courier.orders.all.map((order) => [
      ...[order.number, order.code, order.draft.receiver.person, order.draft.receiver.town.shortName],
      ...[roubles(order.draft.price), order.status().title],
    ]);
    const theirs = cdek.double
      .contract()
      .orders.map((order) => [
        ...[order.number, order.cdekNumber, order.uuid, order.statuses.at(-1)?.code ?? ''],
      ]);
    const registers = [...pimpay.double.office.registers].map(([id, { tin }]) => [id, tin]);
    return [
      table('measoft', 'Parcels', ['Number', 'Code', 'Receiver', 'Town', 'To Collect', 'Status'], ours),
      table('cdek', 'Parcels', ['Number', 'CDEK Number', 'UUID', 'Status'], theirs),
      table('pimpay', 'Registers', ['ID', 'TIN (ИНН)'], registers),
    ];
  }
}

/** Newest first. */
function table(
  service: Service,
  title: string,
  columns: readonly string[],
  rows: readonly string[][],
): Table {
  return { service, title, columns, rows: rows.toReversed() };
}

function roubles(kopecks: number): string {
  return (kopecks / 100).toFixed(2);
}

function lostAnswer<Own>(service: Service, faults: Faults<CommonFault | Own>): readonly Control[] {
  return planned(
    faults,
    { kind: 'lost answer' },
    {
      id: `lost-${service}`,
      service,
      label: `The next answer of ${SERVICE_WORDS[service]} is lost`,
      help: 'Whatever is changed there is done, and the connection breaks before the service can say so. Questions are answered.',
      on: SERVICES[service].changes,
    },
  );
}

/** Lets a fault befall the next request, or all of them, until it is switched off. */
function planned<Fault>(
  faults: Faults<Fault>,
  fault: Fault,
  { times = 1, on, ...told }: Omit<Switch, 'isOn'> & Pick<Occasion, 'times' | 'on'>,
): readonly Control[] {
  return [
    {
      ...told,
      isOn: () => faults.isPlanned(fault),
      press: () => {
        if (faults.isPlanned(fault)) faults.withdraw(fault);
        else faults.add(fault, { times, ...(on !== undefined && { on }) });
      },
    },
  ];
}
