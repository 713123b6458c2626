import type { JsonValue } from './json_value';

/** How one answer of a service goes wrong, or does not. */
export type Mood = ExecutedMood | DetourMood;

/** The service does what it was asked; what comes back suffers. */
export type ExecutedMood =
  | { readonly kind: 'as it is' }
  /** The connection breaks instead of an answer. */
  | { readonly kind: 'lost' }
  /** This share of the answer comes; then it ends, as if that were all or in the midst of it. */
  | { readonly kind: 'cut'; readonly share: number; readonly end: 'clean' | 'broken' }
  /** Bytes at these places, as shares of the whole, are changed by these masks. */
  | {
      readonly kind: 'flipped';
      readonly bytes: readonly { readonly at: number; readonly mask: number }[];
    }
  /**
   * The value at this place, as a share of all values, is another, is gone or stands there many times. `signed`: where
   * answers are signed the service signs what it says now.
   */
  | { readonly kind: 'retyped'; readonly at: number; readonly change: Change; readonly signed: boolean }
  /** None that says that nothing was done. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'encoded'; readonly as: Encoding }
  | { readonly kind: 'packed'; readonly as: Packing }
  /** So much white space stands before the answer. */
  | { readonly kind: 'padded'; readonly bytes: number }
  | { readonly kind: 'late'; readonly milliseconds: number }
  /** It never comes; `trickling`: or byte by byte, without an end. */
  | { readonly kind: 'silent'; readonly trickling: boolean };

/** Something else happens, and the service is not asked at all. */
export type DetourMood =
  /** The connection breaks at once. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'page'; readonly status: number; readonly page: PageName }
  /** A redirect to the same path here, or to another host. */
  | { readonly kind: 'redirect'; readonly status: number; readonly to: 'here' | 'elsewhere' | 'nonsense' }
  /** A refusal in the service's own form, in whose words after so many characters a secret is quoted. */
  | { readonly kind: 'echo'; readonly secret: number; readonly after: number };

/** What becomes of one value among those of an answer. */
export type Change =
  | { readonly kind: 'another'; readonly value: JsonValue }
  | { readonly kind: 'gone' }
  | { readonly kind: 'repeated'; readonly times: number };

export type Encoding = 'UTF-8 with BOM' | 'UTF-16' | 'Windows-1251' | 'Latin-1';
export type Packing = 'gzip' | 'deflate' | 'br' | 'gzip in name only' | 'half a gzip' | 'a gzip bomb';

export const PAGE_NAMES = [
  'empty',
  'html',
  'null',
  'empty list',
  'empty object',
  'number',
  'text',
  'deep json',
  'deep xml',
  'entity bomb',
  'prototype',
  'many attributes',
  'controls',
] as const;
export type PageName = (typeof PAGE_NAMES)[number];

export function isExecuted(mood: Mood): mood is ExecutedMood {
  return !['refused', 'page', 'redirect', 'echo'].includes(mood.kind);
}

/** Whether the app finds out only by waiting. Its HTTP client does not notice that an announced answer ended too early. */
export function isSlow(mood: Mood): boolean {
  return mood.kind === 'silent' || (mood.kind === 'cut' && mood.end === 'broken');
}

/** Whether what came back can be taken for no answer at all, neither for a success nor for a refusal. */
export function isUnreadable(mood: Mood): boolean {
  return ['lost', 'silent', 'cut'].includes(mood.kind);
}

export type Retyping = Extract<Mood, { kind: 'retyped' }>;
