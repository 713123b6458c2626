import { element } from '../../xml';
import { flag, present } from '../attributes';
import { itemElement } from '../order_view';
import type { ReferenceItem } from '../references';
import { cannotExecute, notRegistered } from '../refusal';
import { many, optional, reference, required } from '../shape';
import { type Command, commandShape, EMPLOYEE, STATION, TABLE, type World } from './command';

const keyOf = (employee: ReferenceItem, station: ReferenceItem): string =>
  `${employee.ident} ${station.ident}`;

/** Lets an employee work at a station. It needs no licence. */
export const registerEmployee: Command = {
  shape: commandShape(
    { iscashstation: 'boolean' },
    required('Waiter', EMPLOYEE),
    optional('Manager', EMPLOYEE),
    required('Station', STATION),
    many('Position', reference()),
  ),
  run: (command, { restaurant: { references, registered } }) => {
    const waiter = references.resolve('EMPLOYEES', present(command.child('Waiter')));
    references.resolveOptional('EMPLOYEES', command.child('Manager'));
    const key = keyOf(waiter, references.resolve('CASHES', present(command.child('Station'))));
    if (registered.has(key)) throw cannotExecute(`Работник "${waiter.name}" уже зарегистрирован`, 2101);
    registered.add(key);
    return { children: [itemElement('Waiter', waiter) ?? element('Waiter')] };
  },
};

/** Who may work with a table. Its element has a small letter, unlike all others. */
export const getWaiterList: Command = {
  shape: commandShape({ registeredOnly: 'boolean' }, required('Table', TABLE)),
  run: (command, { restaurant: { references, registered } }) => {
    references.resolve('TABLES', present(command.child('Table')));
    const working = new Set([...registered].map((key) => Number(key.split(' ')[0])));
    const waiters = references
      .items('EMPLOYEES')
      .filter(
        ({ ident, status }) =>
          status === 'rsActive' && (!flag(command, 'registeredOnly') || working.has(ident)),
      );
    return {
      children: [
        element(
          'Waiters',
          {},
          ...waiters.map(({ ident, code }) => element('waiter', { ID: ident, Code: code })),
        ),
      ],
    };
  },
};

/** @throws Refusal where the till wants employees to register first, and this one did not. */
export function checkRegistration(
  { switches, restaurant: { registered } }: Pick<World, 'switches' | 'restaurant'>,
  employee: ReferenceItem | undefined,
  station: ReferenceItem | undefined,
): void {
  if (!switches.wantsRegistration || !employee || !station) return;
  if (!registered.has(keyOf(employee, station))) throw notRegistered(employee.name, station.name);
}
