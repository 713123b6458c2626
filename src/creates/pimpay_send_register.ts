import type { Form } from '../core/form';
import { integer, number, output, primary, text, texts, alreadyExisted } from '../core/output';
import { roubles } from '../core/money';
import { say } from '../language/language';
import { sendRegister, type Register, type SentRegister } from '../services/pimpay/registers';
import { computed, tin } from '../steps/pimpay/kinds';
import { pimpayOf } from '../steps/pimpay/pimpay';
import {
  choice,
  day,
  fields,
  line,
  lineItems,
  needed,
  orElse,
  wholeNumber,
  type Read,
} from '../zapier/fields';
import { create } from '../zapier/step';

const ROW = fields({
  oid: {
    label: 'Row Order Number',
    kind: needed(line),
    help: 'The order that PimPay knows by this number. Fill it in for every row.',
  },
  ptp: {
    label: 'Row Paid to PimPay',
    kind: needed(computed),
    help: 'What is paid to PimPay for the order (Due to You of a MeaSoft settlement). Fill it in for every row, 0 too.',
  },
  pfr: {
    label: 'Row Paid by Receiver',
    kind: computed,
    help: 'What the receiver paid (Collected of a MeaSoft settlement). Amounts of 0 are sent, empty ones are not.',
  },
  dc: {
    label: 'Row Delivery Cost',
    kind: computed,
    help: "What the delivery costs (Courier's Part of a MeaSoft settlement).",
  },
  cs: {
    label: 'Row Cash Service',
    kind: computed,
    help: "What the handling of the money costs (Agent's Fee of a MeaSoft settlement).",
  },
  ins: { label: 'Row Insurance', kind: computed, help: 'What the insurance costs.' },
  tsc: {
    label: 'Row TSC',
    kind: computed,
    help: 'PimPay does not publish what this amount is (tsc). Fill it in only as PimPay told you.',
  },
});

const TRANSACTION = fields({
  txs_oid: {
    label: 'Transaction Order Number',
    kind: needed(line),
    help: 'The row that the transaction belongs to, by its order number.',
  },
  val: {
    label: 'Transaction Amount',
    kind: needed(computed),
    help: 'Less than nothing where PimPay wants it so, such as -10.',
  },
  cmt: { label: 'Transaction Comment', kind: needed(line), help: 'What it is for, such as packing.' },
});

const FORM = fields({
  id: {
    label: 'Register ID',
    kind: line,
    required: true,
    help:
      "The register's own number (Act Code of a MeaSoft settlement). By it a run that is repeated finds the register that was sent already, instead of " +
      'sending a second one.',
  },
  tin: {
    label: 'Client INN',
    kind: tin,
    required: true,
    help: 'The INN (ИНН) of the client whose money it is, as PimPay knows it.',
  },
  num: {
    label: 'Payment Order Number',
    kind: wholeNumber(),
    required: true,
    help: 'The number of the payment order (платёжное поручение) in digits, which is all that PimPay takes.',
  },
  date: {
    label: 'Payment Order Date',
    kind: day,
    required: true,
    help: 'The date of the payment order.',
  },
  sum: {
    label: 'Payment Order Sum',
    kind: computed,
    required: true,
    help: 'What is paid by the payment order. PimPay compares it with the rows. For example "8486" or "1 250,50".',
  },
  rows: { label: 'Rows', kind: lineItems('Row', ROW) },
  txs: { label: 'Transactions', kind: lineItems('Transaction', TRANSACTION) },
  if_exists: {
    label: 'If PimPay Has the Register Already',
    kind: orElse(
      'error',
      choice({ error: 'Stop with an error', existing: 'Go on with the one that is there' }),
    ),
    help: 'Stops with an error, if you leave it empty. A register that PimPay has discarded is sent again in both cases.',
  },
});

type Values = Read<typeof FORM>;

const SENT = output<SentRegister & { readonly register: Register }>()({
  id: primary(text('Register ID', '6278', ({ register }) => register.id)),
  tin: text('Client INN', '7700000000', ({ register }) => register.tin),
  sum: number('Payment Order Sum', 8486, ({ register }) => roubles(register.sum)),
  row_count: integer('Number of Rows', 1, ({ register }) => register.rows.length),
  status: text('Status', 'pending', ({ status }) => status?.status),
  errors: texts('Errors', [], ({ status }) => status?.errors ?? []),
  already_existed: alreadyExisted,
});

function check({ rows, txs }: Values, form: Form): void {
  if (rows.length === 0) form.fault(say`Rows must hold at least one row.`);
  const orders = new Set(rows.map(({ oid }) => oid));
  for (const [index, { txs_oid: oid }] of txs.entries())
    if (oid !== '' && !orders.has(oid))
      form.fault(
        say`Transaction ${{ number: index + 1 }}: Transaction Order Number must be that of one of the rows.`,
      );
}

/** A transaction belongs to the first row of its order. */
function registerOf({ id, tin: client, num, date, sum, rows, txs }: Values): Register {
  const isFirst = (oid: string, index: number): boolean => rows.findIndex((row) => row.oid === oid) === index;
  return {
    ...{ id, tin: client, num, date, sum },
    rows: rows.map((row, index) => ({
      ...row,
      transactions: txs.filter(({ txs_oid }) => txs_oid === row.oid && isFirst(row.oid, index)),
    })),
  };
}

export default create({
  key: 'pimpay_send_register',
  noun: 'Register',
  label: 'Send PimPay Register',
  description:
    'Sends PimPay a money register (сверка): what a courier company collected for a client, order by order, and the payment order that pays it.',
  form: FORM,
  check,
  output: SENT,
  perform: async (run, values) => {
    const register = registerOf(values);
    return SENT.row({ register, ...(await sendRegister(pimpayOf(run), register, values.if_exists)) });
  },
});
