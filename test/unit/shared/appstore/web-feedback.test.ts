import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWebFeedback } from '../../../../shared/appstore/web-feedback.ts';
import { systemOf } from '../../../../shared/appstore/words.ts';

const WEB = {
  id: 'AHx3kQ0tRl2mVn8sYpW5zEd',
  timestamp: '2026-03-31T20:32:15.574Z[UTC]',
  appAppleId: 6_700_000_001,
  cfBundleShortVersion: '1.0.0',
  cfBundleVersion: '23',
  deviceModel: 'iPad13,4',
  osVersion: '26.3',
  timezone: 'Europe/Berlin',
  connectionStatus: 'WI_FI',
  pairedAppleWatch: '',
  appUptimeMillis: '5120',
  availableDiskBytes: 131_849_461_760,
  batteryPercentage: 40,
  emailAddress: 'tester@example.com',
  comment: 'Zweimal hintereinander 🙁',
};

function read(change: Readonly<Record<string, unknown>> = {}) {
  return readWebFeedback(JSON.stringify({ ...WEB, ...change }));
}

describe('downloaded feedback', () => {
  it('has the facts that the API gives under other names', () => {
    expect(read()).toMatchObject({
      app: '6700000001',
      version: '1.0.0',
      build: '23',
      facts: {
        id: WEB.id,
        createdAt: Date.UTC(2026, 2, 31, 20, 32, 15, 574),
        comment: WEB.comment,
        email: 'tester@example.com',
        deviceModel: 'iPad13,4',
        timeZone: 'Europe/Berlin',
        connection: 'WIFI',
        pairedWatch: null,
        appUptime: 5120,
        diskAvailable: 131_849_461_760,
        diskTotal: null,
        battery: 40,
      },
    });
  });

  it('is of the system that the device runs', () => {
    const systems = [
      'iPhone18,1',
      'iPad13,4',
      'Watch7,5',
      'AppleTV14,1',
      'RealityDevice14,1',
      'Mac15,3',
      'Toaster1,1',
    ].map((deviceModel) => {
      const feedback = read({ deviceModel });
      return feedback === null ? null : systemOf(feedback.facts);
    });
    expect(systems).toEqual([
      'iOS 26.3',
      'iPadOS 26.3',
      'watchOS 26.3',
      'tvOS 26.3',
      'visionOS 26.3',
      'macOS 26.3',
      '26.3',
    ]);
  });

  it('lacks what is missing or of another kind', () => {
    expect(read({ timestamp: 'yesterday', batteryPercentage: -1, comment: 7, osVersion: null })?.facts).toMatchObject({
      createdAt: null,
      battery: null,
      comment: null,
      osVersion: null,
    });
  });

  it('is no other JSON, and no text', () => {
    for (const text of ['', '[]', 'null', '{"id":"x"}', '{"id":"x","appAppleId":1}', 'feedback', '{"id":']) {
      expect(readWebFeedback(text)).toBeNull();
    }
  });

  it('is read without a throw, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(WEB)), fc.jsonValue()), (change) => {
        const feedback = read(change);
        if (feedback !== null) expect(typeof feedback.facts.id).toBe('string');
      }),
    );
  });
});
