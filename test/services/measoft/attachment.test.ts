import { Form } from '../../../src/core/form';
import { readFileName } from '../../../src/services/measoft/attachment';
import { faultsOf, problemOf } from '../../support/problem';

const NAME = { key: 'name', label: 'File Name' } as const;

function fileName(name: string | undefined, url: string | undefined): string {
  const form = new Form({ name });
  const result = readFileName(form, NAME, url);
  form.check();
  return result;
}

describe('the name of a file', () => {
  it('is the one on the form', () => {
    expect(fileName(' Акт 1.pdf ', 'https://files.example.com/2.pdf')).toBe('Акт 1.pdf');
  });

  it.each(['folder/1.pdf', 'folder\\1.pdf', '/'])('must not be %s', async (name) => {
    const problem = await problemOf(() => fileName(name, undefined));
    expect(faultsOf(problem)[0]).toContain('File Name must be a name without a folder');
  });

  it.each([
    ['https://files.example.com/a/photo1.jpg?token=1#top', 'photo1.jpg'],
    ['https://files.example.com/%D0%B0%20%D0%B1.jpg', 'а б.jpg'],
    ['https://files.example.com/100%.jpg', '100%.jpg'],
    ['https://files.example.com/', 'file'],
    ['https://files.example.com', 'file'],
    ['https://files.example.com/folder/', 'file'],
    ['no address', 'file'],
    [undefined, 'file'],
  ])('is else taken from the address %s: %s', (url, name) => {
    expect(fileName(undefined, url)).toBe(name);
  });
});
