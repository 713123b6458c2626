import * as fc from 'fast-check';
import { JsonListReader } from '../../src/core/json_list';
import { parseObject } from '../../src/core/json';

interface Read {
  readonly record: Record<string, unknown> | undefined;
  readonly members: readonly unknown[];
}

function readInPieces(text: string, most: number, windowBytes: number, pieceBytes: number): Read {
  const members: unknown[] = [];
  const take = (member: unknown): void => {
    members.push(member);
  };
  const reader = new JsonListReader({ name: 'result', take, most }, windowBytes);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.push(bytes.subarray(at, at + pieceBytes));
  const record = reader.end();
  return { record, members };
}

/** It says the same whether it comes at once or cut everywhere. */
function read(text: string, most = 100): Read {
  const whole = readInPieces(text, most, 100_000, 100_000);
  for (const [windowBytes, pieceBytes] of [
    [3, 1],
    [8, 5],
    [20, 100],
  ] as const) {
    const { record, members } = readInPieces(text, most, windowBytes, pieceBytes);
    expect(record).toEqual(whole.record);
    // What was taken of a document that is none counts for nothing.
    if (record) expect(members).toEqual(whole.members);
  }
  return whole;
}

describe('a long list in a JSON object', () => {
  it('is handed over member by member, and leaves an empty one behind', () => {
    expect(read('{"code":0, "result" : [ {"id":1,"x":["]"]} , 2,"3",null,[4,[5]] ],"text":"ok"}')).toEqual({
      record: { code: 0, result: [], text: 'ok' },
      members: [{ id: 1, x: [']'] }, 2, '3', null, [4, [5]]],
    });
  });

  it('may be a map, as PHP writes lists with gaps', () => {
    expect(read('{"result":{"5":{"id":5},"a\\"}":{"id":6}}}')).toEqual({
      record: { result: [] },
      members: [{ id: 5 }, { id: 6 }],
    });
  });

  it.each(['[]', '[ ]', '{}', '{ }'])('may be empty: %s', (list) => {
    expect(read(`{"result":${list}}`)).toEqual({ record: { result: [] }, members: [] });
  });

  it('is the one of that name in the object itself', () => {
    const text = '{"text":"\\"result\\":[1]","deep":{"result":[1]},"results":[1]}';
    expect(read(text)).toEqual({ record: JSON.parse(text) as unknown, members: [] });
  });

  it.each(['12', '"[1]"', 'null', 'true'])('may be missing, with %s in its place', (value) => {
    expect(read(`{"result":${value},"a":1}`)).toEqual({
      record: { result: JSON.parse(value) as unknown, a: 1 },
      members: [],
    });
  });

  it('may follow a byte order mark', () => {
    expect(read('\uFEFF{"result":[1]}')).toEqual({ record: { result: [] }, members: [1] });
  });

  it('is not read when it is longer than it may be', () => {
    expect(read('{"result":[1,2,3]}', 3).members).toHaveLength(3);
    expect(read('{"result":[1,2,3]}', 2).record).toBeUndefined();
  });

  it.each([
    '',
    '[]',
    'null',
    '{',
    '{"result"',
    '{"result":',
    '{"result":[',
    '{"result":[1',
    '{"result":[1,',
    '{"result":[1,]}',
    '{"result":[,1]}',
    '{"result":[1 2]}',
    '{"result":[1}',
    '{"result":{1:2}}',
    '{"result":{"a"}}',
    '{"result":{"a":}}',
    '{"result":{"a":1,}}',
    '{"result":[{"a":1]}]}',
    '{"result":["\\x"]}',
    '{"result":[1]',
    '{"result":[1]} x',
    '{"result":[1],}',
    "{'result':[1]}",
  ])('is none in %s', (text) => {
    expect(read(text).record).toBeUndefined();
  });

  const document = fc
    .tuple(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()), fc.nat(), fc.nat())
    .map(([rest, result, indent, place]) => {
      const entries = Object.entries(rest).filter(([name]) => name !== 'result');
      entries.splice(place % (entries.length + 1), 0, ['result', result]);
      return JSON.stringify(Object.fromEntries(entries), null, indent % 3);
    });

  it('holds what JSON.parse finds, whatever it holds', () => {
    fc.assert(
      fc.property(document, (text) => {
        const { record, members } = read(text, 1000);
        const whole = JSON.parse(text) as Record<string, unknown>;
        expect(members).toEqual(whole.result);
        expect(record).toEqual({ ...whole, result: [] });
      }),
    );
  });

  it('is refused where JSON.parse refuses the document, and nowhere else', () => {
    const change = fc.tuple(
      fc.nat(),
      fc.nat(3),
      fc.constantFrom('', ',', '"', '[', '}', '\\', ':', '1', ' '),
    );
    fc.assert(
      fc.property(document, change, (text, [place, gone, put]) => {
        const at = place % text.length;
        const changed = text.slice(0, at) + put + text.slice(at + gone);
        expect(read(changed, 1000).record === undefined).toBe(
          parseObject(Buffer.from(changed)) === undefined,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
