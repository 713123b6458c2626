import { app } from './definition';
import { type AnyField, formOf, OPERATIONS, outputFieldsOf, valuesOf } from './operations';

/** Something that Zaps rely on: that a step exists, or what one of its fields is. Labels and helps may change. */
export interface Fact {
  /** `creates.rkeeper_pay_order`, `creates.rkeeper_pay_order in payments[]currency_id`, `connection in login`. */
  readonly place: string;
  /** The type of a field; of a step `polling`, `hook`, `search` or `action`. */
  readonly type: string;
  readonly list?: boolean;
  readonly required?: boolean;
  /** Part of what tells events apart. */
  readonly primary?: boolean;
  /** The values of a fixed drop-down. */
  readonly choices?: readonly string[];
}

/** All facts of the app, sorted by place. */
export async function factsOfApp(): Promise<readonly Fact[]> {
  const steps = OPERATIONS.map(async (operation): Promise<Fact[]> => {
    const place = `${operation.kind}.${operation.key}`;
    const { type = STEP_TYPES[operation.kind] } = operation.definition.operation as { type?: string };
    return [
      { place, type },
      ...factsOf(`${place} in `, await formOf(operation)),
      ...factsOf(`${place} out `, outputFieldsOf(operation)),
    ];
  });
  const facts = [
    ...factsOf('connection in ', app.authentication?.fields ?? []),
    ...(await Promise.all(steps)).flat(),
  ];
  // A field that several choices bring forth is one field.
  return [...new Map(facts.map((fact) => [fact.place, fact])).values()].toSorted((one, other) =>
    one.place < other.place ? -1 : 1,
  );
}

const STEP_TYPES = { triggers: 'polling', searches: 'search', creates: 'action' } as const;

function factsOf(prefix: string, fields: readonly AnyField[]): Fact[] {
  return fields
    .filter(({ type }) => type !== 'copy')
    .flatMap(({ key, type = 'string', list, required, primary, choices, children }) => {
      const values = valuesOf(choices);
      const fact: Fact = {
        place: prefix + key,
        type: children ? 'group' : type,
        ...(list && { list }),
        ...(required && { required }),
        ...(primary && { primary }),
        ...(values && { choices: values }),
      };
      return [fact, ...factsOf(`${fact.place}[]`, children ?? [])];
    });
}

/** One line a fact: `creates.justclick_update_order_status in bill_id string required`. */
export function writeFacts(facts: readonly Fact[]): string {
  const lines = facts.map(({ place, type, list, required, primary, choices }) =>
    [
      place,
      type,
      ...(list ? ['list'] : []),
      ...(required ? ['required'] : []),
      ...(primary ? ['primary'] : []),
      ...(choices ? [`choices=${choices.join()}`] : []),
    ].join(' '),
  );
  return `${lines.join('\n')}\n`;
}

export function parseFacts(text: string): readonly Fact[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, place = line, type = '', rest = ''] = /^(\S+(?: (?:in|out) \S+)?) (\S+)(.*)$/.exec(line) ?? [];
      const words = rest.split(' ');
      const choices = words
        .find((word) => word.startsWith('choices='))
        ?.slice('choices='.length)
        .split(',');
      return {
        place,
        type,
        ...(words.includes('list') && { list: true }),
        ...(words.includes('required') && { required: true }),
        ...(words.includes('primary') && { primary: true }),
        ...(choices && { choices }),
      };
    });
}

/** Everything by which Zaps of before would fail, or do something else, from now on. */
export function breaches(before: readonly Fact[], after: readonly Fact[]): string[] {
  const were = new Map(before.map((fact) => [fact.place, fact]));
  const are = new Map(after.map((fact) => [fact.place, fact]));
  // A step that is gone or new is told as one, without its fields.
  const isOfStepIn = (facts: ReadonlyMap<string, Fact>, { place }: Fact): boolean => {
    const [step = ''] = place.split(' ');
    return step === place || step === 'connection' || facts.has(step);
  };
  return [
    ...before
      .filter((was) => isOfStepIn(are, was))
      .flatMap((was) => {
        const is = are.get(was.place);
        return is ? breachesBetween(was, is) : [`${was.place} is gone`];
      }),
    ...after
      .filter((is) => is.required && !were.has(is.place) && isOfStepIn(were, is))
      .map(({ place }) => `${place} is new and must be filled in`),
  ];
}

function breachesBetween(was: Fact, is: Fact): string[] {
  // Without choices any value could be entered before.
  const refused = is.choices && (was.choices?.filter((value) => !is.choices?.includes(value)) ?? ['']);
  const problems = [
    ...(typeOf(was) === typeOf(is) ? [] : [`was ${typeOf(was)} and is ${typeOf(is)}`]),
    ...(is.required && !was.required ? ['must be filled in'] : []),
    ...(refused && refused.length > 0 ? ['takes fewer values'] : []),
    // With another key a poll would tell every event once more.
    ...(was.primary === is.primary ? [] : ['tells events apart otherwise']),
  ];
  return problems.map((problem) => `${was.place} ${problem}`);
}

function typeOf({ type, list }: Fact): string {
  return list ? `a list of ${type}` : type;
}
