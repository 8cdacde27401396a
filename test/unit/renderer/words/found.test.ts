import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf, placesOf, spansOf } from '../../../../renderer/words/found.ts';

const bracketed = (text: string, search: string): string =>
  partsOf(text, spansOf(search, text))
    .map((part, index) => (index % 2 === 0 ? part : `[${part}]`))
    .join('');

describe('marking what was found', () => {
  it('marks every word of a search, whatever its case', () => {
    expect(bracketed('-[UITableView selectRowAtIndexPath:]', 'selectrow ui')).toBe(
      '-[[UI]TableView [selectRow]AtIndexPath:]',
    );
  });

  it('joins marks that touch', () => {
    expect(bracketed('FeedModel', 'feed model')).toBe('[FeedModel]');
    expect(bracketed('aaaa', 'aa aaa')).toBe('[aaaa]');
  });

  it('marks nothing for an empty search', () => {
    expect(bracketed('FeedModel', '   ')).toBe('FeedModel');
  });

  it('loses and adds no letter', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, search) => {
        expect(partsOf(text, spansOf(search, text)).join('')).toBe(text);
      }),
    );
  });

  it('finds a text wherever it was put, and marks nothing but it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, words, after) => {
        const text = `${before}${words}${after}`;
        const places = placesOf(words, text);
        if (text.toLowerCase().length === text.length) expect(places.length).toBeGreaterThan(0);
        for (const [from, to] of places) expect(text.slice(from, to).toLowerCase()).toBe(words.toLowerCase());
      }),
    );
  });
});
