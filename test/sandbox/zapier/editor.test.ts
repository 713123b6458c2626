import { EditorError } from '../../../sandbox/zapier/editor';
import { Zapier } from '../../../sandbox/zapier/zapier';
import { stageForAllTests } from './fixture-app/build';

const stage = stageForAllTests(1);
const authData = { login: 'anna', password: 'correct horse' };

describe('the form of an operation', () => {
  test('holds its own fields and those that depend on what has been filled in', async () => {
    const fields = await stage.zapier.inputFields('creates', 'form', { inputData: { kind: 'a' } });
    const keys = ['kind', 'size', 'shop', 'product', 'lines', 'extra', 'lost'];
    expect(fields.map(({ key }) => key)).toEqual(keys);
    expect(fields).toContainEqual({ key: 'extra', label: 'Extra of a', choices: { x: 'Ex' } });
  });

  test('fails with the words of the app', async () => {
    const failing = stage.zapier.inputFields('creates', 'form', { inputData: { kind: 'b' } });
    await expect(failing).rejects.toBeInstanceOf(EditorError);
    await expect(failing).rejects.toMatchObject({
      message: 'Bananas are out.',
      result: { kind: 'Error', code: 'out' },
    });
  });

  test('of an operation that does not exist is refused', async () => {
    await expect(stage.zapier.inputFields('searches', 'form')).rejects.toThrow(
      'The app has no searches.form.',
    );
  });
});

describe('a drop-down', () => {
  const choicesOf = (field: string, input: { pagingToken?: string } = {}) =>
    stage.zapier.choices('creates', 'form', field, { inputData: { kind: 'a' }, ...input });
  const choice = (value: string, label = value) => ({ value, label });

  test.each([
    ['of static choices gives their labels', 'kind', [choice('a', 'Apple'), choice('b', 'Banana')]],
    ['gives the values where they are all there is', 'size', [choice('s'), choice('m')]],
    ['of a line item is found below its parent', 'dish', [choice('tea', 'Tea')]],
    ['that a hidden trigger fills has the keys that the field names', 'shop', [choice('tea', 'Tea shop')]],
    ['of a field that a function returned gives static choices', 'extra', [choice('x', 'Ex')]],
  ])('%s', async (_, field, choices) => {
    expect(await choicesOf(field)).toEqual({ choices });
  });

  test('that performs is given the form so far, page by page', async () => {
    expect(await choicesOf('product')).toEqual({
      choices: [choice('1', 'a'), choice('2')],
      pagingToken: 'two',
    });
    expect(await choicesOf('product', { pagingToken: 'two' })).toEqual({ choices: [choice('3', 'Third')] });
  });

  test.each([
    ['lost', 'The field lost has no choices that Zapier could load.'],
    ['pieces', 'The field pieces has no choices'],
    ['nothing', 'creates.form has no field nothing'],
  ])('of the field %s is refused', async (field, message) => {
    await expect(choicesOf(field)).rejects.toThrow(message);
  });
});

describe('a connection', () => {
  test('is listed under a label made of its fields and of what the test returned', async () => {
    const output = { shop: { name: 'Tea' } };
    const test = await stage.zapier.testConnection(authData);
    expect(test).toMatchObject({ outcome: 'success', output, label: 'anna of Tea' });
  });

  test('is listed under the label that a function makes', async () => {
    const other = await Zapier.start({ app: stage.folder, environment: { LABEL: 'function' } });
    expect(await other.testConnection(authData)).toMatchObject({ outcome: 'success', label: 'anna by shop' });
    await other.stop();
  });

  test('that is refused has no label', async () => {
    const test = await stage.zapier.testConnection({ ...authData, password: 'wrong' });
    expect(test).toMatchObject({ kind: 'ExpiredAuthError', message: 'The password is wrong.' });
    expect(test).not.toHaveProperty('label');
  });
});
