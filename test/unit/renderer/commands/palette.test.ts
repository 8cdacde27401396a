import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { fit, rank } from '../../../../renderer/commands/palette.ts';

const entries = [
  'Mark as Done',
  'Mark as Done in Build…',
  'Undo Mark as Done',
  'Merge…',
  'Copy as Markdown',
  'Label…',
].map((title, at) => ({ id: `c${at}`, title }));

function found(words: string, recents: readonly string[] = []): readonly string[] {
  return rank(entries, words, recents).map(({ title }) => title);
}

describe('the palette', () => {
  it('lists everything when nothing is typed, what was used lately first', () => {
    expect(found('')).toEqual(entries.map(({ title }) => title));
    expect(found('', ['c4', 'c3']).slice(0, 2)).toEqual(['Copy as Markdown', 'Merge…']);
  });

  it('finds letters in their order, and nothing where one is missing', () => {
    expect(found('mrkdn')).toContain('Mark as Done');
    expect(found('xyz')).toEqual([]);
    expect(found('enod')).not.toContain('Mark as Done');
  });

  it('takes beginnings first: of the title, then of words', () => {
    expect(found('mark')[0]).toBe('Mark as Done');
    expect(found('mad')[0]).toBe('Mark as Done');
    expect(found('lab')[0]).toBe('Label…');
    expect(found('done')[0]).toBe('Mark as Done');
  });

  it('prefers what was used lately among equals, not before what fits better', () => {
    expect(found('m', ['c3'])[0]).toBe('Merge…');
    expect(found('label', ['c4'])[0]).toBe('Label…');
  });

  it('fits exactly what holds the letters in their order, whatever the case', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 6 });
    const holds = (words: string, title: string): boolean => {
      let at = 0;
      for (const letter of words.replaceAll(' ', '')) {
        at = title.indexOf(letter, at) + 1;
        if (at === 0) return false;
      }
      return true;
    };
    fc.assert(
      fc.property(letters, letters, (words, title) => {
        expect(fit(words.toUpperCase(), title) !== null).toBe(holds(words.trim(), title));
      }),
    );
  });
});
