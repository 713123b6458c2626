import { ByteWindow } from '../../src/core/xml/byte_window';

describe('a window on bytes that come', () => {
  it('takes what finds room, and more once it has let something go', () => {
    const window = new ByteWindow(4);
    const piece = Buffer.from('abcdef');
    expect(window.fill(piece, 0)).toBe(4);
    expect([String(window.bytes), window.isFull]).toEqual(['abcd', true]);
    window.drop(3);
    expect([String(window.bytes), window.isFull]).toEqual(['d', false]);
    expect(window.fill(piece, 4)).toBe(2);
    expect(String(window.bytes)).toBe('def');
  });

  it('grows where too little of it can go', () => {
    const window = new ByteWindow(4);
    window.fill(Buffer.from('abcd'), 0);
    window.drop(0);
    expect(window.fill(Buffer.from('efgh'), 0)).toBe(4);
    expect(String(window.bytes)).toBe('abcdefgh');
  });
});
