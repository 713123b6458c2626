import type { InputFieldGroups, LockObject, PlainInputField } from 'zapier-platform-core';
import type { Form } from '../core/form';
import type { OutputField } from '../core/output';
import { readInput, type Readable } from './fields';
import { formOf, perform, type Run } from './run';

/**
 * The usual kinds of steps, each of which reads its form, does its work, and gives rows of its output.
 */

export type Sample = Readonly<Record<string, unknown>>;

/** What any of them tells of itself. */
export interface Description<Value, Row extends Sample> {
  readonly key: string;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
  /** What stands above the form. */
  readonly warning?: string;
  /** How the form is divided. */
  readonly groups?: InputFieldGroups;
  readonly form: Readable<Value>;
  /** Notes faults that concern more than one field, or the connection as well. */
  readonly check?: (values: NoInfer<Value>, form: Form, run: Run) => void;
  /** Keeps the runs of a step apart. */
  readonly lock?: LockObject;
  readonly output: { readonly fields: OutputField[]; readonly sample: Row };
  /** Where the sample of the output does not fit what this step gives. */
  readonly sample?: NoInfer<Row>;
}

/** As much of a row as is known, or of use. */
type Known<Row> = Partial<NoInfer<Row>> & { id: string };

interface Working<Value, Row extends Sample, Result> extends Description<Value, Row> {
  readonly perform: (run: Run, values: NoInfer<Value>) => Promise<Result>;
}

/** An action. */
export function create<Value, Row extends Sample>(step: Working<Value, Row, NoInfer<Row>>) {
  return described(step, (row) => row);
}

/** A search; nothing found is no error. */
export function search<Value, Row extends Sample>(step: Working<Value, Row, readonly NoInfer<Row>[]>) {
  return described(step, copied);
}

/** A trigger that looks for news by itself. The poll that turns a Zap on may tell of a row only what Zapier keeps of it. */
export function polling<Value, Row extends Sample & { readonly id: string }>(
  step: Working<Value, Row, readonly Known<Row>[]>,
) {
  const { operation, ...told } = described(step, copied);
  return { ...told, operation: { type: 'polling', ...operation } as const };
}

interface Listening<Value, Row extends Sample> extends Working<Value, Row, readonly NoInfer<Row>[]> {
  /** How a person gives the address of the Zap to the service. */
  readonly directions: string;
  /** What the service may have told lately, for the editor. */
  readonly examples: (run: Run, values: NoInfer<Value>) => Promise<readonly Known<Row>[]>;
}

/** A trigger that listens at an address. It is the same for all events of the Zap, and a person gives it to the service. */
export function hook<Value, Row extends Sample & { readonly id: string }>(step: Listening<Value, Row>) {
  const { operation, display, ...told } = described(step, copied);
  const examples = perform(async (run) => {
    const listed = await step.examples({ ...run, isLoadingSample: true }, step.form.read(formOf(run)));
    return copied(listed);
  }, 'editor');
  return {
    ...told,
    display: { ...display, directions: step.directions },
    operation: { type: 'hook', ...operation, performList: examples } as const,
  };
}

/** Zapier's types want lists that may be changed. */
const copied = <Row>(rows: readonly Row[]): Row[] => [...rows];

function described<Value, Row extends Sample, Result, Given>(
  step: Working<Value, Row, Result>,
  given: (result: Result) => Given,
) {
  const { key, noun, label, description, warning, groups, form, check, lock, output, sample } = step;
  const above: PlainInputField[] =
    warning === undefined ? [] : [{ key: 'warning', type: 'copy', helpText: warning }];
  return {
    key,
    noun,
    display: { label, description },
    operation: {
      ...(groups && { inputFieldGroups: groups }),
      inputFields: [...above, ...form.input],
      perform: perform(async (run) => given(await step.perform(run, readInput(run, form, check)))),
      ...(lock && { lock }),
      sample: sample ?? output.sample,
      outputFields: output.fields,
    },
  };
}
