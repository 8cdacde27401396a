import { anything, assert, dictionary, jsonValue, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readErrors } from '../../../../shared/appstore/errors.ts';
import { readRateLimit } from '../../../../shared/appstore/rate-limit.ts';
import {
  readApps,
  readBuilds,
  readCrashLog,
  readCrashSubmission,
  readCrashSubmissions,
  readScreenshotSubmission,
  readScreenshotSubmissions,
  readTesters,
  readVersions,
} from '../../../../shared/appstore/read.ts';

const lists = { readApps, readBuilds, readVersions, readTesters, readCrashSubmissions, readScreenshotSubmissions };
const singles = { readCrashSubmission, readScreenshotSubmission, readCrashLog };

function crash(attributes: unknown, id: unknown = 'a'): unknown {
  return { data: [{ type: 'betaFeedbackCrashSubmissions', id, attributes }], links: { self: '' } };
}

describe('any document', () => {
  it.each(Object.entries({ ...lists, ...singles, readErrors }))('%s answers to it without a throw', (_, read) => {
    assert(property(jsonValue(), (document) => void read(document)));
    assert(property(anything(), (document) => void read(document)));
    assert(property(dictionary(string(), anything()), (attributes) => void read(crash(attributes))));
  });

  it.each(Object.entries(lists))('%s says null where there is no list', (_, read) => {
    for (const document of [null, 7, [], {}, { data: null }, { data: {} }, { data: 'x' }])
      expect(read(document)).toBeNull();
  });

  it.each(Object.entries(singles))('%s says null where there is no such thing', (_, read) => {
    for (const document of [null, {}, { data: null }, { data: [] }, { data: { type: 'apps', id: '1' } }]) {
      expect(read(document)).toBeNull();
    }
  });
});

describe('a submission', () => {
  it('keeps what is right where other things are wrong', () => {
    const attributes = {
      comment: 'Hello',
      batteryPercentage: '80',
      diskBytesTotal: -5,
      createdDate: 'yesterday',
      locale: ['de'],
    };
    expect(readCrashSubmissions(crash(attributes))?.submissions[0]).toMatchObject({
      comment: 'Hello',
      battery: null,
      diskTotal: null,
      createdAt: null,
      locale: null,
      buildId: null,
    });
  });

  it('without an id is counted and left out', () => {
    const data = [
      { type: 'betaFeedbackCrashSubmissions', id: 'a' },
      { type: 'betaFeedbackCrashSubmissions' },
      7,
      { type: 'apps', id: '1' },
    ];
    expect(readCrashSubmissions({ data })).toMatchObject({ submissions: [{ id: 'a' }], unread: 3 });
  });

  it('keeps words that nobody knows yet', () => {
    const read = readCrashSubmissions(
      crash({ connectionType: 'SATELLITE', deviceFamily: 'GLASSES', appPlatform: 'XR_OS' }),
    );
    expect(read?.submissions[0]).toMatchObject({
      connection: 'SATELLITE',
      deviceFamily: 'GLASSES',
      appPlatform: 'XR_OS',
    });
  });

  it('is bounded: comments, ids, screenshots and their addresses', () => {
    const screenshots = Array.from({ length: 500 }, (_, at) => ({ url: `https://a.example/${at}` }));
    const attributes = { comment: 'x'.repeat(1_000_000), screenshots: [{ url: 'y'.repeat(100_000) }, ...screenshots] };
    const document = { data: { type: 'betaFeedbackScreenshotSubmissions', id: 'a', attributes } };
    const read = readScreenshotSubmission(document);
    expect(read?.comment).toHaveLength(100_000);
    expect(read?.screenshots).toHaveLength(49);
    expect(read?.screenshots[0]?.url).toBe('https://a.example/0');
  });

  it.each([
    ['2026-11-18T07:03:55Z', Date.UTC(2026, 10, 18, 7, 3, 55)],
    ['2026-11-18T07:03:55.250-08:00', Date.UTC(2026, 10, 18, 15, 3, 55, 250)],
    ['18.11.2026', null],
    ['', null],
    [1_795_000_000, null],
  ])('was made at %s', (createdDate, time) => {
    expect(readCrashSubmissions(crash({ createdDate }))?.submissions[0]?.createdAt).toBe(time);
  });
});

describe('a crash log', () => {
  it('is never cut', () => {
    const logText = 'line\n'.repeat(500_000);
    expect(readCrashLog({ data: { type: 'betaCrashLogs', id: 'a', attributes: { logText } } })).toBe(logText);
  });

  it('that is empty is none', () => {
    expect(readCrashLog({ data: { type: 'betaCrashLogs', id: 'a', attributes: { logText: '' } } })).toBeNull();
  });
});

describe('Apple’s errors', () => {
  it('are read with what hangs under them', () => {
    const inner = { id: 'two', status: '409', code: 'STATE_ERROR.INNER', title: 'Inner', source: { pointer: '/data' } };
    const outer = {
      id: 'one',
      status: '409',
      code: 'STATE_ERROR',
      title: 'Outer',
      source: { parameter: 'sort' },
      meta: { associatedErrors: { '/v1/x': [inner] } },
    };
    expect(readErrors({ errors: [outer] })).toMatchObject([
      { id: 'one', code: 'STATE_ERROR', parameter: 'sort', pointer: null, detail: '' },
      { id: 'two', code: 'STATE_ERROR.INNER', pointer: '/data' },
    ]);
  });

  it('do not go down for ever, nor on for ever', () => {
    let error: unknown = { code: 'LAST' };
    for (let depth = 0; depth < 5000; depth += 1) error = { code: 'MORE', meta: { associatedErrors: { a: [error] } } };
    expect(readErrors({ errors: [error] })).toHaveLength(4);
    expect(readErrors({ errors: Array.from({ length: 5000 }, () => ({ code: 'A' })) })).toHaveLength(50);
  });
});

describe('the limit by the hour', () => {
  it.each([
    ['user-hour-lim:3500;user-hour-rem:500;', { limit: 3500, remaining: 500 }],
    ['user-hour-rem: 3121; user-hour-lim: 3600', { limit: 3600, remaining: 3121 }],
    ['user-hour-lim:3500;', null],
    ['user-hour-lim:many;user-hour-rem:few;', null],
    ['', null],
    [null, null],
  ])('%s', (header, limit) => {
    expect(readRateLimit(header)).toEqual(limit);
  });
});
