import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { parseMarkdown } from '../../../../renderer/words/markdown.ts';
import type { Block, Inline } from '../../../../renderer/words/markdown.ts';

function inlineText(inline: Inline): string {
  return inline.kind === 'text' || inline.kind === 'code' ? inline.text : inline.content.map(inlineText).join('');
}

function links(content: readonly Inline[]): readonly string[] {
  return content.flatMap((inline) => {
    if (inline.kind === 'text' || inline.kind === 'code') return [];
    return [...(inline.kind === 'link' ? [inline.href] : []), ...links(inline.content)];
  });
}

function inlinesOf(block: Block): readonly Inline[] {
  if (block.kind === 'code') return [{ kind: 'code', text: block.text }];
  return block.kind === 'list' ? block.items.flat() : block.content;
}

/** One paragraph's parts, as kinds and texts. */
function parts(source: string): readonly string[] {
  return parseMarkdown(source)
    .flatMap(inlinesOf)
    .map((inline) => `${inline.kind}:${inlineText(inline)}`);
}

describe('blocks of a note', () => {
  it('are headings, paragraphs, lists, quotes and code', () => {
    const source =
      '# Cause\nA race\nin the cache.\n\n- one\n- two\n\n1. first\n2. second\n> said\n```\nlet x = *1*\n```\nend';
    expect(parseMarkdown(source).map((block) => [block.kind, inlinesOf(block).map(inlineText).join('|')])).toEqual([
      ['heading', 'Cause'],
      ['paragraph', 'A race\nin the cache.'],
      ['list', 'one|two'],
      ['list', 'first|second'],
      ['quote', 'said'],
      ['code', 'let x = *1*'],
      ['paragraph', 'end'],
    ]);
  });

  it('end with the note where code is left open', () => {
    expect(parseMarkdown('```\nnever closed')).toEqual([{ kind: 'code', text: 'never closed' }]);
  });
});

describe('parts of a line', () => {
  it('are emphasis, code and links', () => {
    expect(parts('a *b* **c** `d` _e_')).toEqual([
      'text:a ',
      'emphasis:b',
      'text: ',
      'strong:c',
      'text: ',
      'code:d',
      'text: ',
      'emphasis:e',
    ]);
    expect(parts('snake_case_name and 2 * 3 * 4')).toEqual(['text:snake_case_name and 2 * 3 * 4']);
    expect(parts('see [the fix](https://example.com/pull/1).')).toEqual(['text:see ', 'link:the fix', 'text:.']);
    expect(parts('https://example.com/a.')).toEqual(['link:https://example.com/a', 'text:.']);
  });

  it('lead nowhere but to the web, to mail and to Faultline itself', () => {
    const hrefs = (source: string) => parseMarkdown(source).flatMap((block) => links(inlinesOf(block)));
    expect(hrefs('[a](https://example.com) [b](mailto:a@example.com) [c](faultline://signature/1)')).toHaveLength(3);
    for (const scheme of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '//x.y',
    ]) {
      expect(hrefs(`[press](${scheme})`)).toEqual([]);
    }
  });
});

describe('any text', () => {
  it('keeps all its letters', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '*', '_', '`', '[', ']', '(', ')', '#', '-', '\n'),
      maxLength: 60,
    });
    const letters = (words: string): string => words.replaceAll(/[^ab]/g, '');
    fc.assert(
      fc.property(text, (source) => {
        const shown = parseMarkdown(source).flatMap(inlinesOf).map(inlineText).join('');
        // The target of a link is not shown, and the word behind an opening fence names a language.
        if (!/\]\(|```|~~~/.test(source)) expect(letters(shown)).toBe(letters(source));
      }),
    );
  });

  it('is read in no time, however hostile', () => {
    const hostile = ['*a ', '**a', '`a', '[a](', '_a ', '> ', '[', '*a* '].map((part) => part.repeat(20_000));
    const started = performance.now();
    for (const source of hostile) parseMarkdown(source);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
