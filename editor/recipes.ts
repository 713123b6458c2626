import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Condition, OperationType, Recipe, Templates, ZapStep } from './protocol';
import { platformOf } from './steps';

const FOLDER = join(__dirname, '../docs/recipes');

/** What the JSON of a recipe's page holds. */
interface Written {
  readonly trigger?: WrittenStep;
  readonly filter?: readonly Condition[];
  /** A search before the action. */
  readonly find?: WrittenStep;
  readonly step?: WrittenStep;
}

interface WrittenStep {
  readonly key: string;
  readonly inputData: Templates;
}

/**
 * The recipes of the documentation that consist of steps of the app and filters, on the local accounts. Others begin with a
 * Catch Hook, or need steps of Formatter or Code by Zapier.
 */
export function recipes(): readonly Recipe[] {
  return readdirSync(FOLDER).flatMap((page) => {
    const text = readFileSync(join(FOLDER, page), 'utf8');
    const [, title = page] = /^# (.+)$/m.exec(text) ?? [];
    return [...text.matchAll(/```json\n(.*?)```/gs)].flatMap(([, json = ''], index) => {
      const { trigger, filter, find, step, ...more } = JSON.parse(json) as Written;
      if (!trigger || !step || Object.keys(more).some((part) => part !== 'example')) return [];
      const draft = {
        title: index === 0 ? title : `${title} (${index + 1})`,
        trigger: used('trigger', 'triggers', trigger),
        ...(filter && { filter }),
        steps: [...(find ? [used('find', 'searches', find)] : []), used('step', 'creates', step)],
      };
      return { id: `${page.replace('.md', '')}-${index + 1}`, title: draft.title, draft };
    });
  });
}

function used(name: string, type: OperationType, { key, inputData }: WrittenStep): ZapStep {
  return { name, type, key, account: platformOf(key), input: inputData };
}
