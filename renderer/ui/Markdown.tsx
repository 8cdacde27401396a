/** A note as it reads: elements made from the parsed text, never HTML. Headings are small: the note is a part of the page. */
import type { ReactNode } from 'react';
import { parseMarkdown } from '../words/markdown.ts';
import type { Block, Inline } from '../words/markdown.ts';
import styles from './Markdown.module.css';

/** Parts of a text never move: their place is their key. */
function Inlines({ content }: { readonly content: readonly Inline[] }): ReactNode {
  // oxlint-disable-next-line react/no-array-index-key
  return content.map((inline, index) => <One key={index} inline={inline} />);
}

function One({ inline }: { readonly inline: Inline }): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return <code>{inline.text}</code>;
    case 'strong':
      return (
        <strong>
          <Inlines content={inline.content} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inlines content={inline.content} />
        </em>
      );
    case 'link':
      return (
        <a href={inline.href} target="_blank" rel="noreferrer noopener">
          <Inlines content={inline.content} />
        </a>
      );
  }
}

function Items({ items }: { readonly items: readonly (readonly Inline[])[] }): ReactNode {
  return items.map((item, index) => (
    // oxlint-disable-next-line react/no-array-index-key
    <li key={index}>
      <Inlines content={item} />
    </li>
  ));
}

function Part({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return (
        <h3>
          <Inlines content={block.content} />
        </h3>
      );
    case 'paragraph':
      return (
        <p>
          <Inlines content={block.content} />
        </p>
      );
    case 'quote':
      return (
        <blockquote>
          <Inlines content={block.content} />
        </blockquote>
      );
    case 'list':
      return block.ordered ? (
        <ol>
          <Items items={block.items} />
        </ol>
      ) : (
        <ul>
          <Items items={block.items} />
        </ul>
      );
    case 'code':
      return <pre>{block.text}</pre>;
  }
}

export function Markdown({ source }: { readonly source: string }): ReactNode {
  return (
    <div className={styles['markdown']}>
      {parseMarkdown(source).map((block, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Part key={index} block={block} />
      ))}
    </div>
  );
}
