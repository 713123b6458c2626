/** Stands in every page of words that a stranger sends instead of an answer: no message may ever quote one. */
export const MARKER = 'PAGE-OF-A-STRANGER';

/** Words that tell a person what to do, at the beginning of a sentence or of a part of one. */
const ADVICE = new RegExp(
  '(?:^|[.:;,] |\\n|\\b(?:and|or|then|to|please) )(?:' +
    'Add|Ask|Check|Choose|Close|Compare|Connect|Copy|Correct|Enter|Fill|Give|Have|Leave|Lift|Look|Map|Move|Pick|Read|Remove|Run|Set|' +
    'Shorten|Split|Start|Take|Tell|Test|Try|Turn|Use|Wait|Write' +
    ')\\b',
  'i',
);

/** The same of the Russian edition, where advice stands in the imperative. */
const RUSSIAN_ADVICE =
  /(?<!\p{L})(?:В(?:несите|ерните|ключите|ведите|ернитесь|оз[ьв]мите|пишите|ставьте|ызовите|ыберите)|Д(?:айте|обавьте|оверьтесь|ождитесь)|За(?:кройте|полн(?:ите|яйте)|пус(?:тите|кайте)|просите|регистрируйте|ймите)|И(?:справьте|спользуйте)|Н(?:азовите|айдите|ажмите|апечатайте|апишите)|О(?:тмените|бновите|ставьте|ткройте|платите|формите|чистите|тправьте)|П(?:еренесите|овторите|одключите|одождите|одставьте|оищите|олож?ите|опробуйте|опросите|осмотрите|роверьте)|С(?:делайте|нимите|качайте|копируйте|ложите|молите|ократите|ообщите|оздайте|вяжитесь|просите|равните|узьте)|У(?:берите|величьте|меньшите|кажите))(?!\p{L})/iu;

/** A rule says what to do as well: "Price must have at most two decimal digits." */
const RULE =
  /\b(?:must|is required|needs at least|has to)\b|(?:нуж(?:но|на|ен|ны)|обязательное поле|может быть|один из этих|долж(?:н|ен))/i;

/** Nothing is left to do. */
const NOTHING_TO_DO =
  /\bnothing to do\b|\bruns? again by itself\b|\bsafe to run\b|\bmakes up for it\b|\bhas to leave it first\b|повторится сам|сам запустится|безопасн|наверстает|нечего|должны выйти/;

/** What programs say to programmers. */
const GIBBERISH =
  /\[object |\bundefined\b|\bNaN\b|\b[A-Z]\w*Error:|\bat (?:\S+ \()?\S*\/\S+:\d+:\d+|Cannot read|is not a function|is not iterable|Unexpected token|Invalid time value/;

const LONGEST = 4000;

/** Tells that something was done, or may have been. */
const DOUBT =
  /\bmay (?:have been|be)\b|\balready\b|\bis (?:open on the till|there)\b|\bhas .* now\b|\bwas added\b|\bnow, but\b|(?<!\p{L})мог(?:ла|ло|ли)?(?!\p{L})|(?<!\p{L})уже(?!\p{L})|возможно|открыт на кассе|добавлен в группу/u;

export function tellsOutcomeIsUnknown(message: string): boolean {
  return DOUBT.test(message);
}

/** What is wrong with a message that a user is to read; nothing where it says what happened and what to do. */
export function complaintsAboutMessage(message: string): readonly string[] {
  const own = message.replaceAll(/"[^"]*"/g, '""');
  const isHelpful = ADVICE.test(own) || RUSSIAN_ADVICE.test(own) || RULE.test(own) || NOTHING_TO_DO.test(own);
  const isReadable = !/(?!\n)\p{Cc}/u.test(message) && message.isWellFormed();
  return [
    ...(GIBBERISH.test(withoutForeignWords(message)) ? ['speaks like a program'] : []),
    ...(isHelpful ? [] : ['says nothing of what to do']),
    ...(isInTheLanguageOf(own) ? [] : ['is not in the language of the build']),
    ...(message.includes(MARKER) ? ['quotes a page of a stranger'] : []),
    ...(message.length > LONGEST ? [`has ${message.length} characters`] : []),
    ...(isReadable ? [] : ['holds characters that cannot be shown']),
  ].map((complaint) => `The message ${complaint}: ${JSON.stringify(message.slice(0, 600))}`);
}

/** A Russian build tells nothing in English but what is quoted, and the code at the end. */
function isInTheLanguageOf(message: string): boolean {
  if (process.env.ZAKAZ_LANGUAGE !== 'ru') return true;
  return !/[a-z]+ [a-z]+ [a-z]+/i.test(message.replaceAll(/«[^»]*»|\([^)]*\)/g, ' '));
}

/** Without what a user entered, which may hold quotation marks as well, and without the code that a service told. */
function withoutForeignWords(message: string): string {
  return message.replace(/"[^\n]*"/g, '""').replace(/\([\w ]* error\b[^\n]*\)/g, '()');
}
