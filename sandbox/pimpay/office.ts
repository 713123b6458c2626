import type { Clock } from '../clock';
import type { XmlElement } from '../xml';
import { told, toldList, toldObject } from './answers';
import { DELIVERY_SERVICES, type Struct, type Value } from './wsdl';

export interface Switches {
  /** The digests that signatures may have been made with. */
  digests: readonly string[];
  /** How long a register is pending. */
  matchSeconds: number;
  /** What becomes of a second register of the same id. */
  sameRegister: 'fault' | 'replace';
  /** Whether the payment order must come to the sum of rows and transactions. */
  comparesSums: boolean;
  /** Whether the list of payments shows any: no vendor's word says that it is complete, or that it shows one at once. */
  listsPayments: boolean;
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

export interface Payment {
  readonly id: string;
  readonly asked: Struct;
  status: 'draft' | 'pending' | 'sent_waiting_bank_approval' | 'declined' | 'complete';
}

type Parts = readonly (XmlElement | undefined)[];

/** Whom it works for, and what it has been told. */
export class Office {
  readonly clients = new Map<string, Struct>();
  readonly orders = new Map<string, Struct>();
  private readonly stateOf = new Map<string, Struct>();
  readonly registers = new Map<string, Register>();
  readonly payments: Payment[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly switches: Switches,
  ) {
    this.clients.set('7700000000', { legalEntityName: 'ООО Свеча', tin: '7700000000' });
    this.clients.set('7700000001', { legalEntityName: 'ИП Петров', tin: '7700000001' });
    this.pay({
      externalId: 'PAY-6000',
      tin: '7700000000',
      amount: '1500.5',
      purposeOfPayment: 'Оплата по сверке 6000',
    });
    const first = { tin: '7700000000', sent: { paymentOrder: { sum: '0' } }, since: 0 };
    this.registers.set('6000', first);
    for (const id of ['11111', '11112']) this.orders.set(id, { id, tin: '7700000000' });
  }

  /** The last one that was told of each order. */
  get states(): readonly Struct[] {
    return [...this.stateOf.values()];
  }

  get state(): unknown {
    return [[...this.clients], [...this.orders], [...this.registers], this.states, this.payments];
  }

  /** @param refusesItems each order or payment of the request. */
  answer(operation: string, parts: Struct, refusesItems: boolean): Parts {
    const answer = this.operations[operation];
    if (!answer) throw new Refusal(`Метод ${operation} не реализован`);
    return answer(parts, refusesItems);
  }

  private readonly operations: Readonly<Record<string, (parts: Struct, refusesItems: boolean) => Parts>> = {
    upsertOrders: ({ orders }, refusesItems) => {
      const items = structs(orders).map((order) => {
        const id = text(order.id);
        const error = refusesItems ? 'Заказ отклонён' : this.faultOf(order);
        if (error === undefined) this.orders.set(id, order);
        return resultItem('Upsert', id, error);
      });
      return results('Upsert', 'orders', items);
    },
    acceptClient: ({ client }) => {
      const accepted = struct(client);
      const tin = text(accepted.tin);
      if (this.clients.has(tin)) throw new Refusal('Клиент уже существует');
      this.clients.set(tin, accepted);
      return this.clientInfo(tin);
    },
    getClient: ({ tin }) => this.clientInfo(text(tin)),
    getClientsBalance: ({ tins }) => {
      const known = (isList(tins) ? tins.map(text) : []).filter((tin) => this.clients.has(tin));
      const items = known.map((tin) =>
        toldObject(
          'item',
          'ClientBalanceInfoItem',
          told('status', 'xsd:string', 'ok'),
          told('tin', 'ns1:tinType', tin),
          told('legalEntityName', 'xsd:string', text(this.clients.get(tin)?.legalEntityName)),
          told('customerBalance', 'xsd:float', '1500.5'),
          told('depositBalance', 'xsd:float', '0'),
        ),
      );
      return [
        toldObject(
          'result',
          'ClientsBalanceInfoResponse',
          toldList('balances', 'ClientBalanceInfoItems', 'ClientBalanceInfoItem', items),
        ),
      ];
    },
    requestPayments: ({ payments }, refusesItems) =>
      processed(
        structs(payments).map((asked) => {
          const isRefused = refusesItems || !this.clients.has(text(asked.tin));
          const id = isRefused ? undefined : this.pay(asked).id;
          return processItem(id, text(asked.externalId), isRefused ? 'Клиент не найден' : undefined);
        }),
      ),
    rejectPayments: ({ payments }, refusesItems) =>
      processed(
        structs(payments).map((named) => {
          const id = text(named.id);
          const found = this.payments.find((payment) => payment.id === id);
          const isOpen =
            found !== undefined && !['complete', 'declined'].includes(found.status) && !refusesItems;
          if (isOpen) found.status = 'declined';
          return processItem(id, undefined, isOpen ? undefined : 'Платёж нельзя отменить');
        }),
      ),
    getRequestedPayments: () => {
      const items = (this.switches.listsPayments ? this.payments : []).map(({ id, asked, status }) =>
        toldObject(
          'item',
          'PaymentInfoResultItem',
          told('id', 'xsd:integer', id),
          told('externalId', 'xsd:string', text(asked.externalId)),
          told('tin', 'ns1:tinType', text(asked.tin)),
          told('amount', 'xsd:float', text(asked.amount)),
          told('paymentSum', 'xsd:float', text(asked.amount)),
          told('feeSum', 'xsd:float', '0'),
          told('status', 'ns1:PaymentInfoResultStatus', status),
          told('purposeOfPayment', 'xsd:string', text(asked.purposeOfPayment)),
          asked.comment === undefined ? undefined : told('comment', 'xsd:string', text(asked.comment)),
        ),
      );
      return results('PaymentInfo', 'payments', items, 'xsd:integer');
    },
    getDeliveryServices: () => {
      const items = DELIVERY_SERVICES.map((code) =>
        toldObject(
          'item',
          'DeliveryServiceInfoResultItem',
          told('code', 'ns1:deliveryServiceType', code),
          told('title', 'xsd:string', code.replaceAll('_', ' ')),
        ),
      );
      return results('DeliveryServiceInfo', 'deliveryServices', items, 'xsd:integer');
    },
    updateStateForOrders: ({ ordersStates }, refusesItems) => {
      const items = structs(ordersStates).map((state) => {
        const id = text(state.id);
        const isKnown = this.orders.has(id) && !refusesItems;
        if (isKnown) this.stateOf.set(id, state);
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

  /** A second payment of the same external ID is another payment: nobody has said that PimPay refuses it. */
  pay(asked: Struct): Payment {
    const payment: Payment = { id: String(501 + this.payments.length), asked, status: 'pending' };
    this.payments.push(payment);
    return payment;
  }

  private faultOf(order: Struct): string | undefined {
    if (Object.keys(struct(order.base)).length === 0)
      return 'Не указана ни одна из обазательных частей основной информации по заказу.';
    return this.clients.has(text(order.tin)) ? undefined : 'Клиент не найден';
  }

  private clientInfo(tin: string): Parts {
    const client = this.clients.get(tin);
    if (!client) throw new Refusal('Клиент не найден');
    const orders = [...this.orders.values()].filter((order) => order.tin === tin);
    return [
      toldObject(
        'clientInfo',
        'ClientInfo',
        told('tin', 'ns1:tinType', tin),
        told('status', 'xsd:string', 'active'),
        told('isMoneyTransferPossible', 'xsd:boolean', true),
        told('isActive', 'xsd:boolean', true),
        told('paymentOrderPurpose', 'xsd:string', `Перечисление за ${text(client.legalEntityName)}`),
        told('ordersCount', 'xsd:integer', orders.length),
      ),
    ];
  }

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

function results(kind: string, name: string, items: readonly XmlElement[], count = 'xsd:int'): Parts {
  return [
    toldObject(
      'result',
      `${kind}ResultResponse`,
      told('count', count, items.length),
      toldList(name, `${kind}ResultItems`, `${kind}ResultItem`, items),
    ),
  ];
}

/** What became of one payment. @param error undefined where all is well. */
function processItem(
  id: string | undefined,
  externalId: string | undefined,
  error: string | undefined,
): XmlElement {
  return toldObject(
    'item',
    'PaymentProcessResultItem',
    told('id', 'xsd:integer', id),
    told('externalId', 'xsd:string', externalId),
    told('status', 'ns1:PaymentProcessResultStatus', error === undefined ? 'ok' : 'error'),
    told('errorMessage', 'xsd:string', error),
  );
}

function processed(items: readonly XmlElement[]): Parts {
  return results('PaymentProcess', 'payments', items, 'xsd:integer');
}
