import type { Clock } from '../clock';
import type { XmlElement } from '../xml';
import { told, toldList, toldObject } from './answers';
import type { Struct, Value } from './wsdl';

export interface Switches {
  /** The digests that signatures may have been made with. */
  digests: readonly string[];
  /** How long a register is pending. */
  matchSeconds: number;
  /** What becomes of a second register of the same id. */
  sameRegister: 'fault' | 'replace';
  /** Whether the payment order must come to the sum of rows and transactions. */
  comparesSums: boolean;
}

/** A request is refused as a whole, by a SOAP fault with these words. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

interface Register {
  readonly tin: string;
  readonly sent: Struct;
  readonly since: number;
}

type Parts = readonly (XmlElement | undefined)[];

/** Whom it works for, and what it has been told. */
export class Office {
  readonly clients = new Map<string, Struct>();
  readonly orders = new Map<string, Struct>();
  readonly states: Struct[] = [];
  readonly registers = new Map<string, Register>();

  constructor(
    private readonly clock: Clock,
    private readonly switches: Switches,
  ) {
    this.clients.set('7700000000', { legalEntityName: 'ООО Свеча', tin: '7700000000' });
    const first = { tin: '7700000000', sent: { paymentOrder: { sum: '0' } }, since: 0 };
    this.registers.set('6000', first);
    for (const id of ['11111', '11112']) this.orders.set(id, { id, tin: '7700000000' });
  }

  get state(): unknown {
    return [this.clients, this.orders, this.registers]
      .map((all) => [...all])
      .concat([this.states.map((one) => ['', one])]);
  }

  /** @param refusesItems each order or payment of the request. */
  answer(operation: string, parts: Struct, refusesItems: boolean): Parts {
    const answer = this.operations[operation];
    if (!answer) throw new Refusal(`Метод ${operation} не реализован`);
    return answer(parts, refusesItems);
  }

  private readonly operations: Readonly<Record<string, (parts: Struct, refusesItems: boolean) => Parts>> = {
    updateStateForOrders: ({ ordersStates }, refusesItems) => {
      const items = structs(ordersStates).map((state) => {
        const id = text(state.id);
        const isKnown = this.orders.has(id) && !refusesItems;
        if (isKnown) this.states.push(state);
        return resultItem('UpdateState', id, isKnown ? undefined : 'Заказ не найден');
      });
      return results('UpdateState', 'orders', items);
    },
    sendVerification: (sent) => {
      const { id, tin } = sent;
      if (this.registers.has(text(id)) && this.switches.sameRegister === 'fault')
        throw new Refusal(`Сверка ${text(id)} уже существует`);
      if (!this.clients.has(text(tin))) throw new Refusal('Клиент не найден');
      this.registers.set(text(id), { tin: text(tin), sent, since: this.clock.now() });
      return [told('result', 'xsd:boolean', true)];
    },
    getVerificationStatus: ({ id }) => {
      const register = this.registers.get(text(id));
      if (!register) throw new Refusal('Сверка не найдена');
      const errors = this.errorsOf(register);
      const isPending = this.clock.now() < register.since + this.switches.matchSeconds * 1000;
      const status = isPending ? 'pending' : errors.length > 0 ? 'discarded' : 'matched';
      const items = errors.map((words) =>
        toldObject('item', 'VerificationError', told('message', 'xsd:string', words)),
      );
      return [
        toldObject(
          'result',
          'VerificationStatusResponse',
          told('id', 'xsd:string', text(id)),
          told('status', 'ns1:verificationStatusType', status),
          status === 'discarded'
            ? toldList('errors', 'VerificationErrors', 'VerificationError', items)
            : undefined,
        ),
      ];
    },
  };

  private errorsOf({ sent }: Register): readonly string[] {
    const rows = structs(sent.rows);
    const unknown = rows.flatMap(({ oid }) =>
      this.orders.has(text(oid)) ? [] : [`Неизвестный заказ ${text(oid)}`],
    );
    const kopecks = (value: Value | undefined): number => Math.round(Number(value ?? 0) * 100);
    const sum = rows.reduce(
      (whole, { ptp, txs }) =>
        whole + kopecks(ptp) + structs(txs).reduce((part, { val }) => part + kopecks(val), 0),
      0,
    );
    const isWrong = this.switches.comparesSums && sum !== kopecks(struct(sent.paymentOrder).sum);
    return isWrong ? [...unknown, 'Сумма платёжного поручения не сходится со строками'] : unknown;
  }
}

/** A value that the WSDL has as a simple one. */
function text(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

function struct(value: Value | undefined): Struct {
  return typeof value === 'object' && !isList(value) ? value : {};
}

function structs(value: Value | undefined): readonly Struct[] {
  return isList(value) ? value.map(struct) : [];
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** What became of one order. @param error undefined where all is well. */
function resultItem(kind: 'UpdateState' | 'Upsert', id: string, error: string | undefined): XmlElement {
  return toldObject(
    'item',
    `${kind}ResultItem`,
    told('id', 'xsd:string', id),
    told('status', `ns1:${kind}ResultStatus`, error === undefined ? 'ok' : 'error'),
    told('errorMessage', 'xsd:string', error),
  );
}

function results(kind: 'UpdateState' | 'Upsert', name: string, items: readonly XmlElement[]): Parts {
  return [
    toldObject(
      'result',
      `${kind}ResultResponse`,
      told('count', 'xsd:int', items.length),
      toldList(name, `${kind}ResultItems`, `${kind}ResultItem`, items),
    ),
  ];
}
