import { buildXml, element, type XmlElement } from '../../xml';
import { flag, integer, present } from '../attributes';
import {
  type Component,
  type Discount,
  type DishLine,
  LINE_STATE,
  type Modifier,
  type Order,
  type Packet,
  type Prepayment,
} from '../order';
import { orderAttributes } from '../order_view';
import { badParameters, cannotExecute, Refusal } from '../refusal';
import type { Restaurant } from '../restaurant';
import type { TillSwitches } from '../switches';
import { anything, many, mix, optional, reference, required, shape, some } from '../shape';
import { type Command, commandShape, EMPLOYEE, LICENSE_INFO, ORDER_REFERENCE, STATION } from './command';
import { checkReason } from './orders';
import { checkRegistration } from './registration';

const LINE = { uni: 'integer', line_guid: 'guid' } as const;
const DISCOUNT = reference({ ...LINE, amount: 'integer', cardCode: 'text' }, optional('Interface', anything));
const MODI = many('Modi', reference({ count: 'integer', price: 'integer', openName: 'text' }));
const MORE_OF_DISH = [
  many('Discount', DISCOUNT),
  many(
    'Void',
    reference({ quantity: 'integer!', dateTime: 'dateTime', openName: 'text' }, optional('Author', EMPLOYEE)),
  ),
  many('Consum', anything),
] as const;
/** A client sends a comment, too; whether a till does anything with it is unknown. */
const DISH_ATTRIBUTES = {
  ...LINE,
  quantity: 'integer!',
  price: 'integer',
  seat: 'integer',
  comment: 'text',
} as const;
const COMPONENT = reference(
  { ...LINE, count: 'integer', price: 'integer', isDefault: 'boolean' },
  MODI,
  ...MORE_OF_DISH,
  optional('ComboModi', reference()),
);
const PREPAY = reference(
  {
    ...LINE,
    amount: 'integer!',
    promised: 'boolean',
    Promised: 'boolean',
    cardCode: 'text',
    extTransactionInfo: 'text',
  },
  optional('Reason', reference()),
);

const SESSION = shape(
  {
    ...LINE,
    isDraft: 'boolean',
    printed: 'boolean',
    printTime: 'dateTime',
    remindTime: 'dateTime',
    readyTime: 'dateTime',
    startService: 'text',
    fixedPrice: 'text',
  },
  optional('Station', STATION),
  optional('Author', EMPLOYEE),
  optional('Creator', EMPLOYEE),
  optional('Course', anything),
  mix(
    {
      Dish: reference(DISH_ATTRIBUTES, MODI, ...MORE_OF_DISH),
      // Modifiers belong to the components.
      Combo: reference(DISH_ATTRIBUTES, ...MORE_OF_DISH, many('Component', COMPONENT)),
      Discount: DISCOUNT,
      Prepay: PREPAY,
    },
    1,
  ),
);

export const saveOrder: Command = {
  licensed: true,
  shape: commandShape(
    { lockguid: 'guid', deferred: 'boolean', sendtovdu: 'boolean', dontcheckLicense: 'boolean' },
    LICENSE_INFO,
    required('Order', ORDER_REFERENCE),
    optional('LockStation', STATION),
    some('Session', SESSION),
  ),
  run: (command, world) => {
    const { orders, restaurant, switches } = world;
    const order = orders.changeable(present(command.child('Order')));
    restaurant.references.resolveOptional('CASHES', command.child('LockStation'));
    for (const session of command.all('Session')) {
      const station = restaurant.references.resolveOptional('CASHES', session.child('Station'));
      checkRegistration(world, order.details.waiter, station);
    }
    const packing = new Packing(order, restaurant, switches);
    for (const session of command.all('Session')) packing.add(session);
    packing.commit();
    if (flag(command, 'dontcheckLicense')) order.invisible = true;
    orders.changed(order);
    const { order: sum } = order.sums();
    return {
      children: [
        element('Order', { ...orderAttributes(order), basicSum: sum, nationalSum: sum }),
        ...[...packing.told].map(({ guid, id }) => element('Session', { line_guid: guid, sessionID: id })),
      ],
    };
  },
};

/** Reads all packets of one request before any is put on the order: a bad line leaves the order as it was. */
class Packing {
  /** The packets that the answer names: new ones, and those that pieces were joined to. */
  readonly told = new Set<Packet>();
  private readonly packets: Packet[] = [];
  private readonly joined: { readonly line: DishLine; readonly quantity: number }[] = [];
  private readonly replaced = new Set<Packet>();
  private readonly voids: { readonly line: DishLine; readonly quantity: number }[] = [];
  private readonly taken = new Map<number, number>();

  constructor(
    private readonly order: Order,
    private readonly restaurant: Restaurant,
    private readonly switches: Readonly<TillSwitches>,
  ) {}

  add(session: XmlElement): void {
    const { references } = this.restaurant;
    const old = this.overwritten(session);
    if (old) this.replaced.add(old);
    const station = references.resolveOptional('CASHES', session.child('Station'));
    const author = references.resolveOptional(
      'EMPLOYEES',
      session.child('Author') ?? session.child('Creator'),
    );
    const lines = session.children.filter((child) => child.name === 'Dish' || child.name === 'Combo');
    const voided = lines.filter((line) => line.child('Void'));
    for (const line of voided) this.voidPart(line);
    const dishes: DishLine[] = [];
    for (const line of lines.filter((sent) => !voided.includes(sent)))
      this.put(this.dish(line, flag(session, 'printed')), dishes);
    const content = {
      dishes,
      discounts: session.all('Discount').map((line) => this.discount(line)),
      prepayments: session.all('Prepay').map((line) => this.prepayment(line)),
    };
    if (content.dishes.length + content.discounts.length + content.prepayments.length === 0) return;
    const packet = {
      ...(old ?? { ...this.order.nextLine(), id: 101 + this.order.packets.length + this.packets.length }),
      station,
      author,
      draft: flag(session, 'isDraft'),
      printed: flag(session, 'printed'),
      readyTime: session.attribute('readyTime'),
      ...content,
    };
    this.packets.push(packet);
    this.told.add(packet);
  }

  commit(): void {
    for (const old of this.replaced) this.order.packets.splice(this.order.packets.indexOf(old), 1);
    for (const { line, quantity } of this.voids) {
      line.quantity -= quantity;
      if (line.quantity === 0) line.state = LINE_STATE.deleted;
      this.take(line.dish.ident, -quantity);
    }
    for (const { line, quantity } of this.joined) add(line, quantity);
    this.order.packets.push(...this.packets);
    for (const [ident, quantity] of this.taken) {
      const left = this.restaurant.remainders.get(ident);
      if (left !== undefined) this.restaurant.remainders.set(ident, left - quantity);
    }
  }

  /** The unprinted packet that a `uni` or line_guid names, which the new one replaces. */
  private overwritten(session: XmlElement): Packet | undefined {
    const uni = integer(session, 'uni');
    const guid = session.attribute('line_guid');
    if (uni === undefined && guid === undefined) return undefined;
    const found = this.order.packets.find((packet) => packet.uni === uni || packet.guid === guid);
    if (!found) throw cannotExecute(`Пакет ${uni ?? guid ?? ''} не найден`);
    if (found.printed && !session.children.every((child) => child.child('Void'))) {
      throw cannotExecute(`Пакет ${found.uni} уже напечатан`);
    }
    if (found.printed) return undefined;
    for (const line of found.dishes) this.take(line.dish.ident, -line.quantity);
    return found;
  }

  private dish(sent: XmlElement, printed: boolean): DishLine {
    const { references, prices, remainders, stopped } = this.restaurant;
    try {
      const dish = references.resolve('MENUITEMS', sent);
      const quantity = this.quantity(sent);
      const components = sent.all('Component').map((component) => this.component(component));
      for (const { ident, name } of [dish, ...components.map(({ item }) => item)])
        if (stopped.has(ident)) throw cannotExecute(`Блюдо "${name}" в стоп-листе`);
      this.take(dish.ident, quantity);
      const left = remainders.get(dish.ident);
      if (left !== undefined && (this.taken.get(dish.ident) ?? 0) > left) {
        throw cannotExecute(`Недостаточно остатка блюда "${dish.name}"`);
      }
      return {
        kind: sent.name === 'Combo' ? 'Combo' : 'Dish',
        ...this.order.nextLine(),
        dish,
        price: integer(sent, 'price') ?? prices.get(dish.ident) ?? 0,
        quantity,
        ordered: quantity,
        seat: integer(sent, 'seat') ?? 0,
        modifiers: sent.name === 'Combo' ? [] : this.modifiers(sent),
        components,
        discounts: sent.all('Discount').map((line) => this.discount(line)),
        state: printed ? LINE_STATE.printed : LINE_STATE.fixed,
        returned: 0,
      };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const xml = buildXml(sent).replace(/^<\?.*?\?>/, '');
      throw new Refusal(error.status, error.text, error.code, [{ text: error.text, xml }]);
    }
  }

  /** Puts a line among those of its packet as the till has it, by the mode of its dish. */
  private put(line: DishLine, dishes: DishLine[]): void {
    const mode = line.dish.properties.AddLineMode ?? this.switches.addLineMode;
    if (line.kind === 'Dish' && mode === 'almOnePortion') dishes.push(...this.portions(line));
    else if (mode !== 'almJoinLines' || !this.join(line, dishes)) dishes.push(line);
  }

  private portions(line: DishLine): readonly DishLine[] {
    return Array.from({ length: Math.ceil(line.quantity / PIECE) }, (_, index) => {
      const quantity = Math.min(PIECE, line.quantity - index * PIECE);
      return { ...line, ...this.order.nextLine(), quantity, ordered: quantity };
    });
  }

  /** Whether there is an equal line for these pieces, in their own packet or another one. */
  private join(line: DishLine, dishes: readonly DishLine[]): boolean {
    const packet = [...this.order.packets, ...this.packets].find(
      (one) => !this.replaced.has(one) && one.dishes.some((other) => isEqual(line, other)),
    );
    const equal = (packet?.dishes ?? dishes).find((other) => isEqual(line, other));
    if (!equal) return false;
    this.joined.push({ line: equal, quantity: line.quantity });
    if (packet) this.told.add(packet);
    return true;
  }

  private modifiers(sent: XmlElement): readonly Modifier[] {
    const wanted = sent.all('Modi').map((modi) => this.modifier(modi));
    const { references, prices } = this.restaurant;
    const item = references.items('MODIFIERS').find(({ status }) => status === 'rsActive');
    if (wanted.length > 0 || !this.switches.addsDefaultModifier || !item) return wanted;
    return [{ item, count: 1, price: prices.get(item.ident) ?? 0, isDefault: true }];
  }

  private component(sent: XmlElement): Component {
    const item = this.restaurant.references.resolve('MENUITEMS', sent);
    const count = integer(sent, 'count') ?? 1;
    if (count < 1) throw cannotExecute(`Неверное количество компонента "${item.name}"`);
    const modifiers = sent.all('Modi').map((modi) => this.modifier(modi));
    return { item, count, price: integer(sent, 'price') ?? 0, modifiers };
  }

  private modifier(sent: XmlElement): Modifier {
    const item = this.restaurant.references.resolve('MODIFIERS', sent);
    const count = integer(sent, 'count') ?? 1;
    if (count < 1) throw cannotExecute(`Неверное количество модификатора "${item.name}"`);
    const price = integer(sent, 'price') ?? this.restaurant.prices.get(item.ident) ?? 0;
    return { item, count, price, openName: sent.attribute('openName') };
  }

  private discount(sent: XmlElement): Discount {
    const item = this.restaurant.references.resolve('DISCOUNTS', sent);
    const rule = this.restaurant.discountRules.get(item.ident) ?? { kind: 'no composition' };
    const amount = integer(sent, 'amount');
    const line = { ...this.order.nextLine(), item };
    switch (rule.kind) {
      case 'percent':
        return { ...line, off: rule };
      case 'amount':
        if (amount === undefined || amount <= 0)
          throw cannotExecute(`Не указана сумма скидки '${item.name}'`);
        return { ...line, off: { kind: 'amount', amount } };
      case 'no composition':
        throw cannotExecute(`Не найдена композиция для скидки '${item.name}'`);
    }
  }

  private prepayment(sent: XmlElement): Prepayment {
    const { references } = this.restaurant;
    const amount = present(integer(sent, 'amount'));
    if (amount <= 0) throw cannotExecute('Неверная сумма предоплаты');
    const reason = references.resolveOptional('DEPOSITCOLLECTREASONS', sent.child('Reason'));
    if (this.switches.prepayReasonRequired && !reason)
      throw badParameters('Error: child element "Reason" not found');
    return {
      ...this.order.nextLine(),
      currency: references.resolve('CURRENCIES', sent),
      amount,
      promised: flag(sent, 'promised') || flag(sent, 'Promised'),
    };
  }

  private voidPart(sent: XmlElement): void {
    const uni = integer(sent, 'uni');
    const guid = sent.attribute('line_guid');
    const line = this.order.lines.find((line) => line.uni === uni || line.guid === guid);
    if (!line) throw cannotExecute(`Строка ${uni ?? guid ?? ''} не найдена`);
    if (line.state !== LINE_STATE.printed) throw cannotExecute(`Блюдо "${line.dish.name}" ещё не напечатано`);
    for (const part of sent.all('Void')) {
      checkReason(this.restaurant.references, part, undefined);
      const quantity = this.quantity(part);
      if (quantity > line.quantity - this.voidedOf(line))
        throw cannotExecute(`Нельзя удалить больше, чем заказано: "${line.dish.name}"`);
      this.voids.push({ line, quantity });
    }
  }

  /** What earlier lines of the same request take away. */
  private voidedOf(line: DishLine): number {
    return this.voids.filter((part) => part.line === line).reduce((sum, part) => sum + part.quantity, 0);
  }

  private quantity(sent: XmlElement): number {
    const quantity = present(integer(sent, 'quantity'));
    if (quantity <= 0) throw cannotExecute('Неверное количество');
    return quantity;
  }

  private take(ident: number, quantity: number): void {
    this.taken.set(ident, (this.taken.get(ident) ?? 0) + quantity);
  }
}

/** Thousandths. */
const PIECE = 1000;

function add(line: DishLine, quantity: number): void {
  line.quantity += quantity;
  line.ordered += quantity;
}

/** Whether pieces of one line may be joined to another one, which is not printed yet. */
function isEqual(line: DishLine, other: DishLine): boolean {
  const likeness = ({ dish, price, seat, state, modifiers, components, discounts }: DishLine): string =>
    JSON.stringify([
      [dish.ident, price, seat, state],
      modifiers.map(({ item, count, price: each, openName }) => [item.ident, count, each, openName]),
      components,
      discounts.map(({ item, off }) => [item.ident, off]),
    ]);
  return line.kind === other.kind && likeness(line) === likeness(other);
}
