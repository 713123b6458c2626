import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import russian from '../../src/language/ru.json';
import { platforms } from '../../src/platforms';
import { sentencesOfSource } from '../support/texts';

const FILE = join(__dirname, '../../docs/ru/chto-znachit-soobshchenie.md');

const INTRODUCTION = `# Что значит сообщение

Если шаг не выполнен, Zapier показывает его сообщение: в истории Zap, в редакторе, при подключении аккаунта. В нём сказано, что случилось и что
делать. Здесь собраны все сообщения Zakaz; найти своё быстрее всего поиском по странице (Ctrl+F), по нескольким словам подряд.

- Многоточие стоит на месте того, что в каждом сообщении своё: названия поля, номера, имени. При сортировке по алфавиту оно не учитывается.
- Длинное сообщение складывается из нескольких предложений: каждое ищите отдельно.
- В скобках в конце стоит код ошибки или слова самого сервиса. Назовите их, если будете просить о помощи.

Сообщения здесь нет или совет не помог? [Если что-то пошло не так](esli-chto-to-poshlo-ne-tak.md).
`;

/** The parts of the page: a heading, the platform whose code tells its messages, and the page of that platform. */
const PARTS = [
  ['Все сервисы', undefined, undefined],
  ['Магазин', 'justclick', '[Подключить магазин](podklyuchit-magazin.md)'],
  ['Касса', 'rkeeper', '[Подключить кассу](podklyuchit-kassu.md)'],
  ['Курьерская служба', 'measoft', '[Подключить курьерскую службу](podklyuchit-kurera.md)'],
  ['СДЭК', 'cdek', '[СДЭК](cdek.md)'],
  ['PimPay', 'pimpay', '[PimPay](pimpay.md)'],
] as const;

/** The platform to which all files of a sentence belong, or undefined where it is told for several. */
function platformOf(paths: readonly string[]): string | undefined {
  const keys = new Set(paths.map((path) => platforms.find(({ key }) => path.includes(key))?.key));
  return keys.size === 1 ? [...keys][0] : undefined;
}

/** A message as the page shows it, or nothing for a word or a part that only stands inside of other sentences. */
function shown(english: string, translated: string): readonly string[] {
  const text = translated.replaceAll(/\{\w+\|[^}]*?([^|}]*)\}/g, '$1').replaceAll(/\{\w+\}/g, '…');
  // A rule stands behind the label of its field.
  if (/^(must|can|cannot|is) /.test(english)) return [`…: ${text}`];
  const words = text.match(/\p{Script=Cyrillic}{2,}/gu) ?? [];
  return /^[^\p{L}]*\p{Lu}|^…/u.test(text) && /[.:]( |$)/.test(text) && words.length > 1
    ? [text.replaceAll(/…\.(?= |$)/g, '…')]
    : [];
}

const { compare } = new Intl.Collator('ru', { ignorePunctuation: true });

function pageOfMessages(): string {
  const translations = new Map<string, string>(Object.entries(russian));
  const messages = [...sentencesOfSource()].flatMap(([english, paths]) =>
    shown(english, translations.get(english) ?? english).map((text) => ({
      text,
      platform: platformOf(paths),
    })),
  );
  const parts = PARTS.map(([heading, platform, page]) => {
    const own = messages.filter((message) => message.platform === platform).map(({ text }) => text);
    const lines = [...new Set(own)]
      .toSorted(compare)
      .map((text) => `- ${text.replaceAll(/[[\]<>*_`]/g, String.raw`\$&`)}\n`);
    return `\n## ${heading}\n\n${page ? `Подробнее: ${page}.\n\n` : ''}${lines.join('')}`;
  });
  return INTRODUCTION + parts.join('');
}

it('the page of messages holds what the Russian edition tells: `npm run messages` writes it anew', () => {
  const page = pageOfMessages();
  if (process.env.KEEP_FACTS) writeFileSync(FILE, page);
  const written = readFileSync(FILE, 'utf8');
  if (written !== page)
    throw new Error('docs/ru/chto-znachit-soobshchenie.md is not up to date. Run "npm run messages".');
  expect(written.split('\n').filter((line) => line.startsWith('- ')).length).toBeGreaterThan(300);
});
