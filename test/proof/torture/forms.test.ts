import { join } from 'node:path';
import type { Case } from '../../../proof/torture/case';
import { formsOf } from '../../../proof/torture/forms';
import { HOOK_CONTENTS } from '../../../proof/torture/hook_contents';
import type { Method } from '../../../proof/torture/method';
import { Stage } from '../../../proof/torture/stage';
import { complaintsAbout } from '../../../proof/torture/verdict';

jest.setTimeout(120_000);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open(join(__dirname, '../../../build/build.zip'));
});
afterAll(() => stage.close());

const TAME: Case = {
  brand: 'expertam',
  form: {},
  connection: {},
  moods: [],
  timeZone: 'Europe/Moscow',
  notification: undefined,
  isSubscribed: false,
  meta: { isLoadingSample: false, isPopulatingDedupe: false },
};

async function outputOf(method: Method, played: Partial<Case>): Promise<unknown> {
  const evidence = await stage.play(method, { ...TAME, ...played });
  const { result } = evidence;
  expect([method.path, ...complaintsAbout(evidence)]).toEqual([method.path]);
  expect(result).toMatchObject({ outcome: 'success' });
  return result.outcome === 'success' ? result.output : undefined;
}

// What is hostile is laid over these, and must be what fails.
it('Every form is accepted', async () => {
  for (const method of await stage.methods())
    for (const form of formsOf(method.key)) await outputOf(method, { form });
});

it('Every notification is an event', async () => {
  for (const method of (await stage.methods()).filter(({ kind }) => kind === 'hook'))
    for (const content of HOOK_CONTENTS[method.key] ?? [''])
      expect(await outputOf(method, { notification: { content, mood: { kind: 'as it is' } } })).toHaveLength(
        1,
      );
});
