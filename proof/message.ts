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

/** A rule says what to do as well: "Price must have at most two decimal digits." */
const RULE = /\b(?:must|is required|needs at least|has to)\b/;

/** Nothing is left to do. */
const NOTHING_TO_DO =
  /\bnothing to do\b|\bruns? again by itself\b|\bsafe to run\b|\bmakes up for it\b|\bhas to leave it first\b/;

/** What programs say to programmers. */
const GIBBERISH =
  /\[object |\bundefined\b|\bNaN\b|\b[A-Z]\w*Error:|\bat (?:\S+ \()?\S*\/\S+:\d+:\d+|Cannot read|is not a function|is not iterable|Unexpected token|Invalid time value/;

const LONGEST = 4000;

/** Tells that something was done, or may have been. */
const DOUBT =
  /\bmay (?:have been|be)\b|\balready\b|\bis (?:open on the till|there)\b|\bhas .* now\b|\bwas added\b|\bnow, but\b/;

export function tellsOutcomeIsUnknown(message: string): boolean {
  return DOUBT.test(message);
}

/** What is wrong with a message that a user is to read; nothing where it says what happened and what to do. */
export function complaintsAboutMessage(message: string): readonly string[] {
  const own = message.replace(/"[^"]*"/g, '""');
  const isHelpful = ADVICE.test(own) || RULE.test(own) || NOTHING_TO_DO.test(own);
  const isReadable = !/(?!\n)\p{Cc}/u.test(message) && message.isWellFormed();
  return [
    ...(GIBBERISH.test(withoutForeignWords(message)) ? ['speaks like a program'] : []),
    ...(isHelpful ? [] : ['says nothing of what to do']),
    ...(message.includes(MARKER) ? ['quotes a page of a stranger'] : []),
    ...(message.length > LONGEST ? [`has ${message.length} characters`] : []),
    ...(isReadable ? [] : ['holds characters that cannot be shown']),
  ].map((complaint) => `The message ${complaint}: ${JSON.stringify(message.slice(0, 600))}`);
}

/** Without what a user entered, which may hold quotation marks as well, and without the code that a service told. */
function withoutForeignWords(message: string): string {
  return message.replace(/"[^\n]*"/g, '""').replace(/\([\w ]* error\b[^\n]*\)/g, '()');
}
