import { fitting, fittingRows } from '../../src/zapier/result';

const MEGABYTE = 1024 * 1024;
const row = (id: number, bytes = MEGABYTE) => ({ id, text: 'я'.repeat(bytes / 2) });
const asIs = <Row>(row: Row): Row => row;

describe('a result', () => {
  it('holds ten megabytes, counted as they are sent, and the first rows of more', () => {
    const rows = Array.from({ length: 30 }, (_, id) => row(id));
    const held = fittingRows(rows, asIs);
    expect(held).toEqual(rows.slice(0, 9));
    expect(Buffer.byteLength(JSON.stringify(held))).toBeLessThan(10 * MEGABYTE);
    expect(fittingRows(rows.slice(0, 5), asIs)).toEqual(rows.slice(0, 5));
    expect(fittingRows([], asIs)).toEqual([]);
  });

  it('holds one that is too large, or nothing behind it would ever be told', () => {
    const rows = [row(1, 12 * MEGABYTE), row(2, 1000)];
    expect(fittingRows(rows, asIs).map(({ id }) => id)).toEqual([1]);
  });

  it('makes each row once, and none that nobody asks for', () => {
    const rowOf = vi.fn((id: number) => row(id));
    expect(
      fittingRows(
        Array.from({ length: 30 }, (_, id) => id),
        rowOf,
      ),
    ).toHaveLength(9);
    expect(rowOf).toHaveBeenCalledTimes(10);
  });

  it('counts of each thing what is handed over of it', () => {
    const things = Array.from({ length: 100 }, (_, id) => id);
    expect(fitting(things, (id) => (id % 10 === 0 ? [row(id)] : []))).toHaveLength(90);
  });
});
