import { formProblem } from '../../src/core/errors';

describe('the problem of a form', () => {
  it('is its one fault', () => {
    expect(formProblem('input', ['Date is required.'])).toMatchObject({
      kind: 'input',
      message: 'Date is required.',
      code: 'invalid_input',
    });
  });

  it('lists no more faults than anybody reads', () => {
    const faults = Array.from({ length: 601 }, (_, index) => `Dish ${index + 1}: Price is required.`);
    const lines = formProblem('input', faults).message.split('\n');
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([
      32,
      'Please correct 601 fields:',
      '- … and 571 more.',
    ]);
  });

  it('lists all faults, a line each', () => {
    expect(formProblem('connection', ['Login is required.', 'API Key is required.'])).toMatchObject({
      kind: 'connection',
      message: 'Please correct 2 fields:\n- Login is required.\n- API Key is required.',
    });
  });
});
