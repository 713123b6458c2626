import { EditorError } from '../../../sandbox/zapier/editor';
import { Zapier } from '../../../sandbox/zapier/zapier';
import { fixtureFiles, layOut } from './fixture-app/build';

const app = layOut(fixtureFiles());
const authData = { login: 'anna', password: 'correct horse' };
let zapier: Zapier;

beforeAll(async () => {
  zapier = await Zapier.start({ app: app.folder });
});

afterAll(async () => {
  await zapier.stop();
  app.remove();
});

describe('the form of an operation', () => {
  test('holds its own fields and those that depend on what has been filled in', async () => {
    const fields = await zapier.inputFields('creates', 'form', { inputData: { kind: 'a' } });
    expect(fields.map(({ key }) => key)).toEqual([
      'kind',
      'size',
      'shop',
      'product',
      'lines',
      'extra',
      'lost',
    ]);
    expect(fields).toContainEqual({ key: 'extra', label: 'Extra of a', choices: { x: 'Ex' } });
  });

  test('fails with the words of the app', async () => {
    const failing = zapier.inputFields('creates', 'form', { inputData: { kind: 'b' } });
    await expect(failing).rejects.toThrow(new EditorError('Bananas are out.'));
    await expect(failing).rejects.toMatchObject({ result: { kind: 'Error', code: 'out' } });
  });

  test('of an operation that does not exist is refused', async () => {
    await expect(zapier.inputFields('searches', 'form')).rejects.toThrow('The app has no searches.form.');
  });
});

describe('a drop-down', () => {
  const choicesOf = (field: string, input: { pagingToken?: string } = {}) =>
    zapier.choices('creates', 'form', field, { inputData: { kind: 'a' }, ...input });

  test('of static choices gives their labels, or the values where they are all there is', async () => {
    expect(await choicesOf('kind')).toEqual({
      choices: [
        { value: 'a', label: 'Apple' },
        { value: 'b', label: 'Banana' },
      ],
    });
    expect((await choicesOf('size')).choices).toEqual([
      { value: 's', label: 's' },
      { value: 'm', label: 'm' },
    ]);
  });

  test('that performs is given the form so far, page by page', async () => {
    const first = await choicesOf('product');
    expect(first).toEqual({
      choices: [
        { value: '1', label: 'a' },
        { value: '2', label: '2' },
      ],
      pagingToken: 'two',
    });
    expect(await choicesOf('product', { pagingToken: 'two' })).toEqual({
      choices: [{ value: '3', label: 'Third' }],
    });
  });

  test('of a line item is found below its parent', async () => {
    expect((await choicesOf('dish')).choices).toEqual([{ value: 'tea', label: 'Tea' }]);
  });

  test('that a hidden trigger fills takes its value and label by the keys that the field names', async () => {
    expect((await choicesOf('shop')).choices).toEqual([{ value: 'tea', label: 'Tea shop' }]);
  });

  test('of a field that a function returned gives static choices, but cannot perform', async () => {
    expect((await choicesOf('extra')).choices).toEqual([{ value: 'x', label: 'Ex' }]);
    await expect(choicesOf('lost')).rejects.toThrow('The field lost has no choices that Zapier could load.');
  });

  test('is refused for a field without choices, and for one that is not in the form', async () => {
    await expect(choicesOf('pieces')).rejects.toThrow('The field pieces has no choices');
    await expect(choicesOf('nothing')).rejects.toThrow('creates.form has no field nothing');
  });
});

describe('a connection', () => {
  test('is listed under a label made of its fields and of what the test returned', async () => {
    expect(await zapier.testConnection(authData)).toMatchObject({
      outcome: 'success',
      output: { shop: { name: 'Tea' } },
      label: 'anna of Tea',
    });
  });

  test('is listed under the label that a function makes', async () => {
    const other = await Zapier.start({ app: app.folder, environment: { LABEL: 'function' } });
    expect(await other.testConnection(authData)).toMatchObject({ outcome: 'success', label: 'anna by shop' });
    await other.stop();
  });

  test('that is refused has no label', async () => {
    const test = await zapier.testConnection({ ...authData, password: 'wrong' });
    expect(test).toMatchObject({ kind: 'ExpiredAuthError', message: 'The password is wrong.' });
    expect(test).not.toHaveProperty('label');
  });
});
