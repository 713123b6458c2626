import type { Form } from '../core/form';
import { integer, output, primary, text, yesNo } from '../core/output';
import { excerpt } from '../core/redact';
import { say } from '../language/language';
import { OPEN_TABLES, type AnswerItem, type OpenTable, type Question } from '../services/rkeeper/questions';
import { IDENTITY } from '../services/rkeeper/references';
import { picked, requiredItem, station } from '../steps/rkeeper/kinds';
import { tillSearch } from '../steps/rkeeper/till';
import { ORDER_REF } from '../steps/rkeeper/order_ref';
import { choice, fields, filledWith, list, shownWith, type Values } from '../zapier/fields';
import { fitting } from '../zapier/result';

const QUESTION = {
  label: 'Question',
  kind: shownWith(
    { altersDynamicFields: true },
    choice({
      GetSystemInfo2: 'The restaurant and its shift (GetSystemInfo2)',
      GetRefList: 'Which reference tables there are (GetRefList)',
      GetRefData: 'The items of a reference table (GetRefData)',
      GetOrderMenu: 'What a station sells now (GetOrderMenu)',
      GetDishRests: 'The stop list (GetDishRests)',
      GetModifierStopList: 'The stop list of modifiers (GetModifierStopList)',
      GetOrderList: 'The orders of the shift (GetOrderList)',
      GetOrder: 'All of an order (GetOrder)',
      GetReceiptList: 'The receipts of the shift (GetReceiptList)',
      GetWaiterList: 'The waiters of a table (GetWaiterList)',
    } satisfies Record<Question['command'], string>),
  ),
  required: true,
  help: 'What the till is asked. None of these changes anything, and none needs a licence.',
} as const;

const FORM = fields({
  question: QUESTION,
  table_name: {
    label: 'Reference Table',
    kind: choice(
      Object.fromEntries(OPEN_TABLES.map((name) => [name, name])) as Readonly<Record<OpenTable, string>>,
    ),
    required: true,
    when: filledWith('question', QUESTION, 'GetRefData'),
    help: 'The name of the reference table (справочник) in the XML interface, such as CURRENCIES.',
  },
  properties: {
    label: 'Properties',
    kind: list,
    when: filledWith('question', QUESTION, 'GetRefData'),
    help: `The properties of the items, by their names in the XML interface, such as MainParentIdent. ${IDENTITY.join(', ')}, if you leave it empty.`,
  },
  order_guid: { ...ORDER_REF.order_guid, when: filledWith('question', QUESTION, 'GetOrder') },
  station: {
    ...station('Whose menu it is (касса).'),
    when: filledWith('question', QUESTION, 'GetOrderMenu'),
  },
  table: {
    ...requiredItem('Table', picked('tables'), 'Whose waiters they are (стол).'),
    when: filledWith('question', QUESTION, 'GetWaiterList'),
  },
});

type Asked = Values<typeof FORM.rows>;

function checkProperties({ table_name: name, properties = [] }: Asked, form: Form): void {
  for (const property of properties) {
    if (!/^[a-z][\w-]{0,60}$/i.test(property))
      form.fault(say`Properties: "${{ property: excerpt(property) }}" must be a name like MainParentIdent.`);
    // Employees have their passwords among their properties.
    else if (name === 'EMPLOYEES' && !IDENTITY.includes(property))
      form.fault(
        say`Properties: of employees only ${{ known: IDENTITY.join(', ') }} are told, since their passwords are
          among the others. Remove "${{ property: excerpt(property) }}".`,
      );
  }
}

interface Answer {
  readonly command: string;
  readonly count: number;
  readonly items: readonly AnswerItem[];
}

const ANSWER = output<Answer>()({
  id: primary(text('ID', 'GetRefData', ({ command }) => command)),
  count: integer('Number of Items', 1, ({ count }) => count),
  is_complete: yesNo('Is Complete', true, ({ count, items }) => items.length === count),
  items_json: text(say`Items as JSON`, '[{"Ident":"1","Code":"1","Name":"Рубли"}]', ({ items }) =>
    JSON.stringify(items),
  ),
});

/** The parts of an answer are other ones for each question, so no table can tell them. */
const ASKED = {
  ...ANSWER,
  row: (answer: Answer) => ({ ...ANSWER.row(answer), items: answer.items }),
};

export default tillSearch({
  key: 'rkeeper_ask_till',
  noun: 'Answer',
  label: 'Ask Till',
  description:
    'Asks the till of an r_keeper 7 restaurant a question of its XML interface that changes nothing, and gives the answer as it stands there.',
  form: FORM,
  check: checkProperties,
  output: ASKED,
  perform: async (till, { question: command, table_name: reference, order_guid: order, ...about }) => {
    const all = await till.ask({ command, reference, order, ...about });
    // Each is handed over twice.
    const items = fitting(all, (item) => [item, JSON.stringify(item)]);
    return all.length === 0 ? [] : [{ command, count: all.length, items }];
  },
});
