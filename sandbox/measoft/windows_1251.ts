const CODES = new Map(
  Array.from({ length: 256 }, (_, code): [string, number] => [
    new TextDecoder('windows-1251').decode(Uint8Array.of(code)),
    code,
  ]),
);

/** Text in windows-1251, as old installations send it. Characters that it lacks become `?`. */
export function toWindows1251(text: string): Buffer {
  return Buffer.from(Array.from(text, (character) => CODES.get(character) ?? 0x3f));
}
