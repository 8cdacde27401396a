import { describe, expect, it } from 'vitest';
import {
  buildWords,
  commentWords,
  distanceWords,
  groupFields,
  hasComment,
  screenshotName,
} from '../../../../renderer/words/feedback.ts';
import { feedbackRow, screenshots } from '../feedback.ts';

describe('feedback in words', () => {
  it('is its comment in one line, or what it is without one', () => {
    expect(commentWords(feedbackRow({ id: 'a', comment: ' The map\n\nwent blank ' }))).toBe('The map went blank');
    expect(commentWords(feedbackRow({ id: 'a', comment: '  ', kind: 'crash' }))).toBe('Crash without a comment');
    expect(commentWords(feedbackRow({ id: 'a', comment: null, screenshots: screenshots(1) }))).toMatch(/^Screenshot/);
    expect(commentWords(feedbackRow({ id: 'a', comment: null }))).toMatch(/^Feedback/);
    expect(hasComment(feedbackRow({ id: 'a', comment: ' \n ' }))).toBe(false);
  });

  it('names the build as far as it is known', () => {
    expect(buildWords({ app: 'Harbor', version: '2.1.0', build: '412' })).toBe('Harbor 2.1.0 (412)');
    expect(buildWords({ app: null, version: null, build: '412' })).toBe('build 412');
    expect(buildWords({ app: null, version: null, build: null })).toBeNull();
  });

  it('tells before from after', () => {
    expect(distanceWords(-4 * 60_000)).toBe('4 min before');
    expect(distanceWords(12 * 60_000)).toBe('12 min after');
    expect(distanceWords(-9000)).toBe('in the same minute');
  });

  it('names files so that every system takes them', () => {
    const row = feedbackRow({ id: 'a', app: 'Harbor: Ports/Piers', screenshots: screenshots(2) });
    expect(screenshotName(row, 1)).toBe('Harbor- Ports-Piers 2.1.0 (412) iPhone 15 Pro 2.png');
  });

  it('loses no field, whatever a later host names it', () => {
    const fields = ['battery', 'device', 'locale', 'mood', 'disk'].map((name) => ({ name }));
    const groups = groupFields(fields);
    expect(groups.map(({ title }) => title)).toEqual(['Device', 'At that moment', 'Place', 'More']);
    expect(groups.flatMap((group) => group.fields)).toHaveLength(fields.length);
  });
});
