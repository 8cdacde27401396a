import { describe, expect, it } from 'vitest';
import { newsInWords } from '../../../shared/news.ts';
import type { NewsItem } from '../../../shared/news.ts';

function item(id: string, part: Partial<NewsItem> = {}): NewsItem {
  return { id, title: `${id}()`, subtitle: 'EXC_BAD_ACCESS', app: 'Harbor', kind: 'crash', count: 1, ...part };
}

const NONE = new Set<string>();

describe('news in words', () => {
  it('name one crash with its exception', () => {
    expect(newsInWords([item('moor')], NONE)).toEqual({
      title: '1 new crash in Harbor',
      body: 'moor()\nEXC_BAD_ACCESS',
      signature: 'moor',
    });
  });

  it('count several, and lead to what came back first', () => {
    const items = [item('moor', { count: 90 }), item('tide'), item('rope', { count: 2 })];
    expect(newsInWords(items, new Set(['rope']))).toEqual({
      title: '2 new crashes, 1 regression in Harbor',
      body: 'rope() and 2 more',
      signature: 'rope',
    });
  });

  it('are called by their kind where they have one', () => {
    const kinds = (...all: readonly NewsItem['kind'][]) => all.map((kind, at) => item(`${kind}${at}`, { kind }));
    expect(newsInWords(kinds('hang', 'hang'), NONE)?.title).toBe('2 new hangs in Harbor');
    expect(newsInWords(kinds('hang', 'crash'), NONE)?.title).toBe('2 new signatures in Harbor');
    // What came back is not counted with what is new.
    expect(newsInWords(kinds('hang', 'crash'), new Set(['crash1']))?.title).toBe('1 new hang, 1 regression in Harbor');
  });

  it('lead to the most frequent of equals', () => {
    expect(newsInWords([item('a'), item('b', { count: 7 }), item('c')], NONE)?.signature).toBe('b');
  });

  it('name two apps, and count more', () => {
    const apps = ['Harbor', 'Pier', 'Buoy'].map((app) => item(app, { app }));
    expect(newsInWords(apps.slice(0, 2), NONE)?.title).toBe('2 new crashes in Harbor and Pier');
    expect(newsInWords(apps, NONE)?.title).toBe('3 new crashes in 3 apps');
  });

  it('are none where nothing is left', () => {
    expect(newsInWords([], NONE)).toBeNull();
  });
});
