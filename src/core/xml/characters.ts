// Ranges of XML 1.0, section 2.3. The rare letters beyond U+FFFF are left out: no vendor uses them in a name.
const START =
  ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD';
const NAME = new RegExp(`^[${START}][${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*$`);

/** Whether that is a name of an element or an attribute. */
export function isName(text: string): boolean {
  return NAME.test(text);
}

const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/**
 * "U+0007" for the first character that XML 1.0 cannot hold in any form, escaped or not: a control, half of a surrogate pair,
 * U+FFFE, U+FFFF.
 */
export function forbiddenIn(text: string): string | undefined {
  const found = FORBIDDEN.exec(text)?.[0].codePointAt(0);
  return found === undefined ? undefined : `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
}
