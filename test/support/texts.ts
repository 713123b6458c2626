import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { authentication } from '../../src/authentication';
import { edition } from '../../src/language/edition';
import { unbroken } from '../../src/language/language';
import { platforms } from '../../src/platforms';
import { app } from './definition';
import { formOf, OPERATIONS } from './operations';

const ROOT = join(__dirname, '../..');

/** All texts of the definition that people read: of every step, its forms in every shape, and the connection. */
export async function textsOfApp(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const note = (text: string): string => {
    if (isText(text) && !text.startsWith('**')) found.add(text);
    return text;
  };
  edition(app, note);
  // A form for many is made of the texts that stand in those for one.
  for (const platform of platforms) edition([authentication([platform]), { label: platform.name }], note);
  const forms = await Promise.all(OPERATIONS.map(formOf));
  edition({ inputFields: forms.flat() }, note);
  return found;
}

/** Numbers, signs, codes and addresses alone read the same in every language. */
function isText(text: string): boolean {
  return !/^[A-Z\d]+$/.test(text) && /\p{L}{2}/u.test(text.replaceAll(/https?:\S+|\{\{.*?\}\}/g, ''));
}

/** The sentences that code tells with `say`, each with its holes: "The order {number} is closed.", and the files that tell it. */
export function sentencesOfSource(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { path, root } of sources())
    for (const { template } of tagged(root)) {
      const sentence = unbroken(
        ts.isTemplateExpression(template)
          ? template.head.text +
              template.templateSpans
                .map((span) => `{${nameOf(span.expression)}}${span.literal.text}`)
                .join('')
          : template.text,
      );
      found.set(sentence, [...(found.get(sentence) ?? []), path]);
    }
  return found;
}

interface Source {
  readonly path: string;
  readonly root: ts.SourceFile;
}

export function sources(): readonly Source[] {
  return globSync('src/**/*.ts', { cwd: ROOT }).map((path) => ({
    path,
    root: ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.Latest, true),
  }));
}

function tagged(node: ts.Node): ts.TaggedTemplateExpression[] {
  const here = ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'say' ? [node] : [];
  return [...here, ...node.getChildren().flatMap(tagged)];
}

/** The name of a hole: `number` of `${{ number }}` and of `${{ number: excerpt(text) }}`. */
function nameOf(hole: ts.Expression): string {
  if (ts.isObjectLiteralExpression(hole)) return hole.properties.map((one) => one.name?.getText()).join();
  throw new Error(`A hole of a sentence has no name: ${hole.getText()}`);
}

/** Words that no user reads: of logs, of entries in Zapier's cache, and of errors of the code itself. */
const OTHER_WORDS = /(^|\.)(log|note|claim|read|write)$|^(RangeError|TypeError|Error|RegExp|NetworkFailure)$/;

/** Sentences in the code that are in no definition and not told by `say`, which therefore nobody would translate. */
export function untoldSentences(texts: ReadonlySet<string>): readonly string[] {
  const known = [...texts].join('\n');
  return sources()
    .filter(({ path }) => !/core.xml/.test(path))
    .flatMap(({ path, root }) => {
      const found: string[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isTaggedTemplateExpression(node) || ts.isImportDeclaration(node)) return;
        if (
          (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
          OTHER_WORDS.test(node.expression.getText())
        )
          return;
        if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
          const pieces = ts.isTemplateExpression(node)
            ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
            : [node.text];
          if (pieces.some((piece) => isSentence(piece) && !known.includes(piece.trim())))
            found.push(`${path}: ${node.getText()}`);
        }
        ts.forEachChild(node, visit);
      };
      visit(root);
      return found;
    });
}

/** Three words in a row, the end of a sentence behind them. */
function isSentence(text: string): boolean {
  return /[A-Za-z]{2,},? [a-z]+,? [a-z]+/.test(text) && /[a-z)][.:]( |$)/.test(text);
}
