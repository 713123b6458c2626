import { complaintsAboutMessage } from '../../proof/message';
import russian from '../../src/language/ru.json';
import { edition } from '../../src/language/edition';
import { app } from '../support/definition';
import { sentencesOfSource, textsOfApp, untoldSentences } from '../support/texts';

const TRANSLATIONS = new Map<string, string>(Object.entries(russian));
const inRussian = (text: string): string => TRANSLATIONS.get(text) ?? text;

/** What reads the same in Russian: names of companies, of formats and of what people copy. */
const SAME =
  /^(Email|AB:CD:…|Dengi Vzaimy \(.*|Mobi \(.*|PimPay( \(.*)?|MeaSoft|QuickPost|r_keeper|RussianPostService|\{.*)$/;

const holesOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)].map(([, name = '']) => name))].toSorted();

describe('the Russian edition', () => {
  it('has a translation for every text, and no other', async () => {
    const texts = new Set([...(await textsOfApp()), ...sentencesOfSource().keys()]);
    expect([...texts].filter((text) => !TRANSLATIONS.has(text))).toEqual([]);
    expect([...TRANSLATIONS.keys()].filter((text) => !texts.has(text))).toEqual([]);
  });

  it('is in Russian', () => {
    const foreign = [...TRANSLATIONS].filter(
      ([english, text]) => !/\p{Script=Cyrillic}/u.test(text) && !SAME.test(english),
    );
    expect(foreign).toEqual([]);
  });

  it('tells in each sentence what the English one tells', () => {
    const different = [...TRANSLATIONS].filter(
      ([english, text]) => holesOf(english).join() !== holesOf(text).join(),
    );
    expect(different).toEqual([]);
  });

  it('leads to the same pages, and quotes the same names', () => {
    const quoted = (text: string): string =>
      [...text.matchAll(/https?:\/\/[^\s)]+|`[^`]+`/g)]
        .map(([found]) => found)
        .toSorted()
        .join(' ');
    const different = [...TRANSLATIONS].filter(([english, text]) => quoted(english) !== quoted(text));
    expect(different).toEqual([]);
  });

  it('says what to do in every message in which the English edition does', () => {
    const told = sentencesOfSource();
    const messages = [...TRANSLATIONS].filter(([english]) => told.has(english) && /[.)]$/.test(english));
    const silent = messages.filter(
      ([english, text]) =>
        complaintsAboutMessage(english).length === 0 && complaintsAboutMessage(text).length > 0,
    );
    expect(silent).toEqual([]);
  });

  it('ends sentences as the English ones end', () => {
    const ending = (text: string): string => /[.:…]?$/.exec(text)?.[0] ?? '';
    const different = [...TRANSLATIONS].filter(([english, text]) => ending(english) !== ending(text));
    expect(different).toEqual([]);
  });

  it('is the same definition but for its texts', () => {
    const shape = (node: typeof app): string =>
      JSON.stringify(
        edition(node, () => '…'),
        (_, value: unknown) => (typeof value === 'function' ? 'fn' : value),
      );
    expect(shape(edition(app, inRussian))).toBe(shape(app));
  });
});

it('no sentence that people read is told otherwise than by the definition or by say', async () => {
  expect(untoldSentences(await textsOfApp())).toEqual([]);
});
