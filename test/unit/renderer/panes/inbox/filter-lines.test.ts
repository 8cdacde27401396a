import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../../../renderer/panes/inbox/filter-lines.ts';
import type { FilterLine } from '../../../../../renderer/panes/inbox/filter-lines.ts';
import { NO_FILTER } from '../../../../../shared/no-filter.ts';
import { FACETS } from '../../facets.ts';

function draw(lines: readonly FilterLine[]): readonly string[] {
  return lines.map(({ chosen, separated, context, label, count, opens }) =>
    [
      separated ? '—' : '',
      chosen ? '✓' : '',
      context === null ? '' : `${context}:`,
      label,
      count ?? '',
      opens ? '›' : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
}

describe('the filter menu', () => {
  it('opens with the criteria that offer something, and flags to choose at once', () => {
    expect(draw(linesOf('all', '', { ...NO_FILTER, devices: ['iPhone16,1'] }, FACETS))).toEqual([
      'App ›',
      'Version ›',
      'OS ›',
      '✓ Device ›',
      'Platform ›',
      'Date ›',
      'Kind ›',
      'Source ›',
      'Status ›',
      'Priority ›',
      'Symbols ›',
      '— Has feedback 3',
      'Regressed 0',
      'Unseen 4',
    ]);
  });

  it('shows the choices of one criterion with their counts', () => {
    expect(draw(linesOf('devices', '', { ...NO_FILTER, devices: ['iPhone14,7'] }, FACETS))).toEqual([
      'iPhone 15 Pro 5',
      '✓ iPhone 14 4',
    ]);
  });

  it('finds choices of all criteria by words in any order', () => {
    expect(draw(linesOf('all', 'pro iph', NO_FILTER, FACETS))).toEqual(['Device: iPhone 15 Pro 5']);
    expect(draw(linesOf('all', 'DAYS 7', NO_FILTER, FACETS))).toEqual(['Date: Last 7 days 2']);
    expect(draw(linesOf('all', 'unse', NO_FILTER, FACETS))).toEqual(['Unseen 4']);
  });

  it('finds by the name of the criterion, too', () => {
    expect(draw(linesOf('all', 'device 14', NO_FILTER, FACETS))).toEqual(['Device: iPhone 14 4']);
  });

  it('offers nothing where no words match', () => {
    expect(linesOf('devices', 'pixel', NO_FILTER, FACETS)).toEqual([]);
  });
});
