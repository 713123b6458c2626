import { prepareApp, serializeApp } from 'zapier-platform-core/src/tools/schema';
import { app } from '../support/definition';

/** What the runtime makes of the app for each event. */
const prepared = prepareApp(app);

describe('for each event the runtime', () => {
  it.each(Object.keys(app.creates))('does not copy fields and sample of %s', (key) => {
    const original = app.creates[key]?.operation;
    const copy = prepared.creates[key]?.operation;
    expect(original?.sample).toBeDefined();
    expect(copy?.sample).toBe(original?.sample);
    for (const [index, field] of (original?.outputFields ?? []).entries())
      expect(copy?.outputFields?.[index]).toBe(field);
  });

  it('does not copy fields of a form', () => {
    const fields = app.creates.rkeeper_save_order?.operation.inputFields ?? [];
    const copies = prepared.creates.rkeeper_save_order?.operation.inputFields ?? [];
    const shared = fields.filter((field, index) => typeof field === 'object' && field === copies[index]);
    expect(shared).not.toEqual([]);
  });

  it('still finds the functions that fill drop-downs', () => {
    expect(serializeApp(prepared).creates.rkeeper_create_order?.operation.inputFields).toContainEqual(
      expect.objectContaining({ key: 'table', choices: { perform: '$func$2$f$' } }),
    );
  });
});
