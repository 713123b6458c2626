import { type ComponentChild } from 'preact';

/** What helps are written in: **bold**, `code`, [links](https://…), and paragraphs. Anything else stays as it is. */
const MARKS = /\*\*(?<bold>.+?)\*\*|`(?<code>[^`]+)`|\[(?<text>[^\]]+)\]\((?<link>https:[^)\s]+)\)/g;

export function Markdown({ text, id }: { readonly text: string; readonly id?: string | undefined }) {
  return (
    <div class="help" id={id}>
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p>{inline(paragraph)}</p>
      ))}
    </div>
  );
}

function inline(text: string): ComponentChild[] {
  const parts: ComponentChild[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    const { bold, code, text: words, link } = match.groups ?? {};
    parts.push(text.slice(end, match.index));
    if (bold !== undefined) parts.push(<strong>{inline(bold)}</strong>);
    if (code !== undefined) parts.push(<code>{code}</code>);
    if (link !== undefined)
      parts.push(
        <a href={link} target="_blank" rel="noreferrer">
          {words}
        </a>,
      );
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}
