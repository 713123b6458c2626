import type { Form } from '../core/form';
import { output, primary, text } from '../core/output';
import { parsePhpForm } from '../core/php_form';
import { excerpt } from '../core/redact';
import { say } from '../language/language';
import { shopOf } from '../steps/justclick/shop';
import { fields, matching, pairs, type Read } from '../zapier/fields';
import { create } from '../zapier/step';
import createOrder from './justclick_create_order';
import updateGood from './justclick_update_good';

const FORM = fields({
  function_name: {
    label: 'Function',
    kind: matching(
      /^[a-z]\w{0,63}$/i,
      say`must be the name of a function of API 1.0, such as GetPartnerStats`,
    ),
    required: true,
    help: 'A function of API 1.0, spelled as in its [documentation](https://help.expertam.ru/archives/511), such as `GetPartnerStats`. Capitals count.',
  },
  parameters: {
    label: 'Parameters',
    kind: pairs,
    help: 'The parameters with their values, by the names of the documentation. Each value of a list has its own line: `rid[0]`, `rid[1]`, `utm[utm_source]`. The step adds the signature (`hash`); a line without a value is not sent.',
  },
});

/** PHP makes other names of points and spaces, and what it read would not have the hash of what was sent. */
const PARAMETER = /^[a-z_]\w*(?:\[[\w-]*\])*$/i;

function checkParameters({ function_name, parameters }: Read<typeof FORM>, form: Form): void {
  const names = parameters.map(([name]) => name);
  for (const name of names) {
    if (!PARAMETER.test(name))
      form.fault(say`Parameters: "${{ name: excerpt(name) }}" must be a name like lead_email or rid[0].`);
    if (name === 'hash') form.fault(say`Parameters: leave hash out, the step signs the call itself.`);
    if (names.some((other) => other.startsWith(`${name}[`)))
      form.fault(
        say`Parameters: "${{ name: excerpt(name) }}" has a value and lines with brackets. Keep one of them.`,
      );
  }
  const called = function_name.toLowerCase();
  if (called === 'createorder')
    form.fault(
      say`Use the step ${{ label: createOrder.display.label }} instead of CreateOrder: it places an
        order once, however often it is run.`,
    );
  if (called === 'updategood' && !names.includes('good_sum'))
    form.fault(
      say`Parameters: UpdateGood needs good_sum, or the shop sets the price to zero. The step
        ${{ label: updateGood.display.label }} keeps the price.`,
    );
}

interface Called {
  readonly name: string;
  readonly result: unknown;
}

const CALLED = output<Called>()({
  id: primary(text('ID', 'GetPartnerStats', ({ name }) => name)),
  result_json: text('Result as JSON', '{"earned_total":"1500.00","leads_total":12}', ({ result }) =>
    result === undefined ? undefined : JSON.stringify(result),
  ),
});

export default create({
  key: 'justclick_call_function',
  noun: 'Function',
  label: 'Call Shop Function',
  description:
    'Calls any function of API 1.0 of an Expertam, JustClick or InfluencerSoft shop, signed. ⚠ A call that changes something may be carried out twice if it is repeated.',
  warning:
    '⚠ For functions that no other step has. Other steps look at the shop before they repeat something; this one sends what you fill in, each time that it is run.',
  form: FORM,
  check: checkParameters,
  output: CALLED,
  perform: async (run, { function_name: name, parameters }) => {
    // PHP keeps the members of a list together, wherever they stood; so they are signed together.
    const nested = Object.entries(parsePhpForm(String(new URLSearchParams(Object.fromEntries(parameters)))));
    const result = await shopOf(run).callFunction(name, nested);
    // The parts of a result are other ones for each function, so no table can tell them.
    return { ...CALLED.row({ name, result }), result };
  },
});
