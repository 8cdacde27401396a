import { describe, expect, it } from 'vitest';
import { OPEN_FEEDBACK, feedbackFilter, filterTokens, lastDays } from '../../../../renderer/state/feedback-view.ts';
import type { FeedbackView } from '../../../../renderer/state/feedback-view.ts';
import type { FeedbackFacets } from '../../../../shared/contract/feedback.ts';
import { feedbackFilterSchema } from '../../../../shared/contract/feedback.ts';

const NOW = Date.UTC(2026, 0, 31);

const everything: FeedbackView = {
  app: 'app.harbor',
  version: '2.1.0',
  build: '412',
  device: 'iPhone16,1',
  os: 'iOS 17.5',
  tester: 'tester-1',
  period: lastDays(7, NOW),
  withScreenshot: true,
  withCrash: true,
  status: 'all',
};

const facets: FeedbackFacets = {
  apps: [{ value: 'app.harbor', label: 'Harbor', count: 3 }],
  versions: [],
  builds: [{ value: '412', label: '412', count: 3 }],
  devices: [{ value: 'iPhone16,1', label: 'iPhone 15 Pro', count: 3 }],
  systems: [],
  testers: [{ value: 'tester-1', label: 'Ada', count: 3 }],
  withScreenshot: 1,
  withCrash: 1,
};

describe('filters of feedback', () => {
  it('ask for what the host takes, whole', () => {
    for (const view of [OPEN_FEEDBACK, everything]) {
      const filter = feedbackFilter(view, '  map ');
      expect(feedbackFilterSchema.parse(filter)).toEqual(filter);
      expect(filter.search).toBe('map');
    }
    expect(feedbackFilter(everything, '')).toMatchObject({ hasScreenshot: true, hasCrash: true, status: 'all' });
    expect(feedbackFilter(OPEN_FEEDBACK, '')).toMatchObject({ hasScreenshot: null, hasCrash: null, from: null });
  });

  it('count days back from now', () => {
    expect(feedbackFilter(everything, '').from).toBe(Date.UTC(2026, 0, 24));
  });

  it('are tokens in the words of the facets', () => {
    expect(filterTokens(OPEN_FEEDBACK, null)).toEqual([]);
    expect(filterTokens(everything, facets).map(({ text }) => text)).toEqual([
      'open and done',
      'Harbor',
      '2.1.0 (412)',
      'last 7 days',
      'iPhone 15 Pro',
      'iOS 17.5',
      'Ada',
      'screenshot',
      'crash',
    ]);
  });

  it('are all gone when every token was removed', () => {
    const parts = filterTokens(everything, facets).map(({ without }) => without);
    expect(Object.assign({}, everything, ...parts)).toEqual(OPEN_FEEDBACK);
  });
});
