import { PLATFORMS, SERVICES } from '../proof/services';
import { DAY, localTime } from '../sandbox/clock';
import type { Faults, Occasion } from '../sandbox/faults';
import type { LocalServices } from './local_services';
import type { Service, Switch, Table, World } from './protocol';
import { RefusalError } from './server';

/** How a switch stands, and what becomes of it when it is pressed. */
interface Control extends Omit<Switch, 'isOn'> {
  readonly isOn?: () => boolean;
  readonly press: () => void;
}

/** What the local services hold, and what can be made to go wrong there. */
export class LocalWorld {
  private readonly controls: readonly Control[];

  constructor(private readonly services: LocalServices) {
    const { clock, justclick, rkeeper } = services;
    const { till } = rkeeper;
    const openOrders = () =>
      till.orders.visits
        .flatMap(({ orders }) => orders)
        .filter(({ finished, voided }) => !finished && !voided);
    const isLocked = (): boolean => openOrders().some(({ lock }) => lock !== undefined);
    const hasLicenceEnded = (): boolean =>
      (till.registry.find(till.anchor)?.expirationDate ?? '') < localTime(clock.now());
    this.controls = [
      ...PLATFORMS.flatMap((service) => this.lostAnswer(service)),
      {
        id: 'wrong-key',
        service: 'justclick',
        label: 'The shop refuses the API key',
        help: 'Once: the account waits to be reconnected then, and its runs are held.',
        ...planned(justclick.double.faults, { kind: 'refusal', code: 4 }),
      },
      {
        id: 'waiter',
        service: 'rkeeper',
        label: 'A waiter has the order open',
        help: 'Every order that is open at the till now, until this is switched off.',
        isOn: isLocked,
        press: () => {
          const orders = openOrders();
          if (orders.length === 0) throw new RefusalError('No order is open at the till.');
          const turn = isLocked() ? 'release' : 'lockByWaiter';
          for (const order of orders) till.orders[turn](order);
        },
      },
      {
        id: 'shift',
        service: 'rkeeper',
        label: 'The common shift is being closed',
        help: 'The till refuses every command until this is switched off (закрытие общей смены).',
        ...planned(till.faults, { kind: 'closed shift' }, { times: Number.MAX_SAFE_INTEGER }),
      },
      {
        id: 'licence',
        service: 'rkeeper',
        label: 'The licence has ended',
        help: 'Licensed commands are refused until this is switched off, which grants another licence.',
        isOn: hasLicenceEnded,
        press: () => till.registry[hasLicenceEnded() ? 'grant' : 'expire'](till.anchor),
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
      {
        id: 'day',
        service: undefined,
        label: 'A day passes',
        help: 'For Zapier, the app and every service; the till opens its next shift.',
        press: () => {
          clock.moveOn(DAY);
          till.orders.openShift();
        },
      },
    ];
  }

  shown(): World {
    return {
      now: new Date(this.services.clock.now()).toISOString(),
      tables: this.tables(),
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

  private lostAnswer(service: Service): readonly Control[] {
    return Object.values(this.services.of(service).doubles)
      .slice(-1)
      .map(({ faults }) => ({
        id: `lost-${service}`,
        service,
        label: 'The next answer is lost',
        help: 'Whatever is changed there is done, and the connection breaks before the service can say so. Questions are answered.',
        ...planned(faults, { kind: 'lost answer' }, { on: SERVICES[service].changes }),
      }));
  }

  private tables(): readonly Table[] {
    const { justclick, rkeeper, measoft, cdek, pimpay } = this.services;
    const { shop } = justclick;
    const { visits, receipts } = rkeeper.till.orders;
    const orders = visits.flatMap((visit) => visit.orders);
    return [
      table('justclick', 'Orders', shop.orders.values(), {
        Number: ({ id }) => id,
        Buyer: ({ first_name, last_name }) => `${first_name} ${last_name}`,
        Products: ({ items }) => items.map(({ title }) => title).join(', '),
        Sum: ({ price }) => price,
        Payment: ({ pay_status }) => pay_status,
        Delivery: ({ delivery_status }) => delivery_status,
        Tracking: ({ rpo }) => rpo,
      }),
      table('justclick', 'Products', shop.products.values(), {
        Identifier: ({ good_name }) => good_name,
        Title: ({ good_title }) => good_title,
        Price: ({ good_sum }) => good_sum,
      }),
      table('rkeeper', 'Orders', orders, {
        Order: ({ name }) => name,
        GUID: ({ guid }) => guid,
        'External ID': ({ details }) => details.external?.id,
        Dishes: ({ lines }) =>
          lines.map(({ dish, quantity }) => `${quantity / 1000} × ${dish.name}`).join(', '),
        Sum: (order) => roubles(order.sums().order),
        State: ({ voided, finished }) => (voided ? 'deleted' : finished ? 'closed' : 'open'),
        'Open at': ({ lock }) => lock?.station,
      }),
      table('rkeeper', 'Receipts', receipts, {
        Number: ({ number }) => number,
        Order: ({ order }) => order.name,
        Sum: ({ amount }) => roubles(amount),
        Printed: ({ printed }) => printed,
        State: ({ deletion, order }) => (deletion ? 'deleted' : order.source ? 'return' : 'paid'),
      }),
      table('measoft', 'Parcels', measoft.courier.orders.all, {
        Number: ({ number }) => number,
        Code: ({ code }) => code,
        Receiver: ({ draft }) => draft.receiver.person,
        Town: ({ draft }) => draft.receiver.town.shortName,
        'To Collect': ({ draft }) => roubles(draft.price),
        Status: (order) => order.status().title,
      }),
      table('cdek', 'Parcels', cdek.double.contract().orders, {
        Number: ({ number }) => number,
        'CDEK Number': ({ cdekNumber }) => cdekNumber,
        UUID: ({ uuid }) => uuid,
        Status: ({ statuses }) => statuses.at(-1)?.code,
      }),
      table('pimpay', 'Registers', pimpay.double.office.registers, {
        ID: ([id]) => id,
        'TIN (ИНН)': ([, { tin }]) => tin,
      }),
    ];
  }
}

/** Newest first. */
function table<Row>(
  service: Service,
  title: string,
  rows: Iterable<Row>,
  columns: Readonly<Record<string, (row: Row) => string | number | undefined>>,
): Table {
  const cells = Object.values(columns);
  const shown = [...rows].map((row) => cells.map((cell) => String(cell(row) ?? '')));
  return { service, title, columns: Object.keys(columns), rows: shown.toReversed() };
}

function roubles(kopecks: number): string {
  return (kopecks / 100).toFixed(2);
}

/** Lets a fault befall the next request, or as many as said, until it is switched off. */
function planned<Fault>(faults: Faults<Fault>, fault: Fault, occasion?: Occasion) {
  return {
    isOn: () => faults.isPlanned(fault),
    press: () => {
      if (faults.isPlanned(fault)) faults.withdraw(fault);
      else faults.add(fault, occasion);
    },
  } satisfies Pick<Control, 'isOn' | 'press'>;
}
