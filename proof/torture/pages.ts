import type { PageName } from './mood';

/** Stands in every page of words: no message may ever quote one. */
export const MARKER = 'PAGE-OF-A-STRANGER';

const DEEP = 50_000;
const ENTITIES = Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
);

/** What comes instead of an answer, by its name. */
export const PAGES: Readonly<Record<PageName, { readonly type: string; readonly body: string }>> = {
  empty: { type: 'text/plain', body: '' },
  html: {
    type: 'text/html; charset=utf-8',
    body: `<!DOCTYPE html><html><head><title>${MARKER}</title></head><body><h1>${MARKER}</h1></body></html>`,
  },
  null: { type: 'application/json', body: 'null' },
  'empty list': { type: 'application/json', body: '[]' },
  'empty object': { type: 'application/json', body: '{}' },
  number: { type: 'application/json', body: '0' },
  text: { type: 'text/plain', body: `${MARKER} at line 12, stack trace follows` },
  'deep json': { type: 'application/json', body: '['.repeat(DEEP) + ']'.repeat(DEEP) },
  'deep xml': { type: 'application/xml', body: '<a>'.repeat(DEEP) + '</a>'.repeat(DEEP) },
  'entity bomb': {
    type: 'application/xml',
    body:
      `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "${MARKER}">${ENTITIES.join('')}` +
      '<!ENTITY f SYSTEM "file:///etc/hostname">]><RK7QueryResult Status="Ok">&e9;&f;</RK7QueryResult>',
  },
  prototype: {
    type: 'application/json',
    body: `{"__proto__":{"error_code":0,"id":"${MARKER}"},"constructor":{"prototype":{"error_code":0}}}`,
  },
  'many attributes': {
    type: 'application/xml',
    body: `<RK7QueryResult ${Array.from({ length: 50_000 }, (_, number) => `a${number}="${MARKER}"`).join(' ')}/>`,
  },
  controls: { type: 'text/xml', body: `<a b="\u0000\u0008\u001b[2J">${MARKER}\u0000</a>` },
};
