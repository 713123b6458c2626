import { Form } from '../../../src/core/form';
import { readFileName } from '../../../src/services/measoft/attachment';
import { faultsOf, problemOf } from '../../support/problem';

const NAME = { key: 'name', label: 'File Name' } as const;

function fileName(name: string | undefined): string | undefined {
  const form = new Form({ name });
  const result = readFileName(form, NAME);
  form.check();
  return result;
}

describe('the name of a file', () => {
  it('is the one on the form, if there is one', () => {
    expect(fileName(' Акт 1.pdf ')).toBe('Акт 1.pdf');
    expect(fileName(undefined)).toBeUndefined();
  });

  it.each(['folder/1.pdf', 'folder\\1.pdf', '/'])('must not be %s', async (name) => {
    const problem = await problemOf(() => fileName(name));
    expect(faultsOf(problem)[0]).toContain('File Name must be a name without a folder');
  });
});
