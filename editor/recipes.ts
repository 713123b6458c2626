import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Templates } from '../sandbox/zapier/mapping';
import type { Condition, Recipe, StepName } from './protocol';
import { platformOf } from './steps';

const FOLDER = join(__dirname, '../docs/recipes');

/** What the JSON of a recipe's page holds. */
interface Written {
  readonly trigger?: { readonly key: string; readonly inputData: Templates };
  readonly filter?: readonly Condition[];
  /** A search before the action. */
  readonly find?: { readonly key: string; readonly inputData: Templates };
  readonly step?: { readonly key: string; readonly inputData: Templates };
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
        trigger: used('triggers', trigger),
        ...(filter && { filter }),
        steps: [
          ...(find ? [{ name: 'find', ...used('searches', find) }] : []),
          { name: 'step', ...used('creates', step) },
        ],
      };
      return { id: `${page.replace('.md', '')}-${index + 1}`, title: draft.title, draft };
    });
  });
}

function used(type: StepName['type'], { key, inputData }: { key: string; inputData: Templates }) {
  return { type, key, account: platformOf(key), input: inputData };
}
