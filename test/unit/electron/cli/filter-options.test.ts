import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addFilterOptions, readFilterOptions, readFilterText } from '../../../../electron/cli/filter-options.ts';
import { NO_FILTER } from '../../../../shared/no-filter.ts';

function read(...words: readonly string[]) {
  const command = addFilterOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  command.parse([...words], { from: 'user' });
  return readFilterOptions(command.opts());
}

describe('options', () => {
  it('are the usual view when there are none', () => {
    expect(read()).toEqual({ filter: NO_FILTER, sort: 'last-seen' });
  });

  it('narrow by everything that a window narrows by', () => {
    const words = [
      ['--app', 'Pier', '--app-version', '1.0', '--build', '100', '--status', 'ignored', '--search', 'a b'],
      ['--platform', 'iOS', '--os', 'iOS 17.5', '--os', 'iOS 17.4', '--device', 'iPhone16,1', '--kind', 'crash'],
      ['--source', 'testflight', '--priority', 'P0', '--priority', 'none', '--label', 'ui', '--symbols', 'waiting'],
      ['--from', '2026-06-01', '--to', '2026-06-02T12:00', '--with-feedback', '--regressed', '--unseen'],
      ['--sort', 'trend'],
    ];
    const { filter, sort } = read(...words.flat());
    expect(sort).toBe('trend');
    expect(filter).toEqual({
      app: 'Pier',
      version: '1.0',
      build: '100',
      status: 'ignored',
      search: 'a b',
      platforms: ['iOS'],
      systems: ['iOS 17.5', 'iOS 17.4'],
      devices: ['iPhone16,1'],
      kinds: ['crash'],
      sources: ['testflight'],
      priorities: ['P0', 'none'],
      labels: ['ui'],
      symbols: ['waiting'],
      when: { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 5, 2, 12) },
      feedback: true,
      regressed: true,
      seen: false,
    });
  });

  it('replace parts of a link', () => {
    const link = 'faultline://inbox?status=all&os=iOS%2017.5&sort=count';
    expect(read('--filter', link, '--os', 'iOS 18.0', '--days', '7')).toEqual({
      filter: { ...NO_FILTER, status: 'all', systems: ['iOS 18.0'], when: { days: 7 } },
      sort: 'count',
    });
  });

  it.each([
    [['--filter', 'os=iOS&colour=red'], 'colour=red'],
    [['--filter', 'status=gone'], 'status=gone'],
    [['--filter', 'days=soon'], 'days=soon'],
    [['--days', '7', '--from', '2026-06-01'], '--days'],
    [['--app', 'x'.repeat(301)], 'app'],
    [['--days', '0'], 'Days are'],
    [['--from', 'June'], 'A day is written like'],
    [['--priority', 'P9'], 'Allowed choices'],
    [['--sort', 'mood'], 'Allowed choices'],
  ])('%j are refused by name', (words, name) => {
    expect(() => read(...words)).toThrow(name);
  });
});

it('takes what is as usual for understood', () => {
  expect(readFilterText('status=open&sort=last-seen&search=').filter).toEqual(NO_FILTER);
});
