import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOpenRequests, requestOf, targetOf } from '../../../../electron/desktop/open-requests.ts';
import type { OpenRequest } from '../../../../electron/desktop/open-requests.ts';

describe('what a command line asks to open', () => {
  it('is all that is no switch, from where it was typed', () => {
    expect(
      requestOf(['/app', '-psn_0_1', 'a.ips', '--flag=x', '/b.crash', 'faultline://report/1', ''], '/home', 1),
    ).toEqual({
      paths: ['/home/a.ips', '/b.crash'],
      links: ['faultline://report/1'],
    });
  });

  it('does not hold the app itself', () => {
    expect(requestOf(['/electron', '.', 'a.ips'], '/home', 2)).toEqual({ paths: ['/home/a.ips'], links: [] });
  });
});

describe('requests to open', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const path = (name: string): OpenRequest => ({ paths: [name], links: [] });

  it('wait until somebody takes them', () => {
    const requests = createOpenRequests();
    const taken: OpenRequest[] = [];
    requests.add(path('a'));
    vi.advanceTimersByTime(60_000);
    requests.add({ paths: [], links: ['b'] });
    requests.take((request) => taken.push(request));
    expect(taken).toEqual([{ paths: ['a'], links: ['b'] }]);
  });

  it('that come together are given together', () => {
    const requests = createOpenRequests();
    const taken: OpenRequest[] = [];
    requests.take((request) => taken.push(request));
    for (const name of ['a', 'b', 'c']) {
      requests.add(path(name));
      vi.advanceTimersByTime(20);
    }
    expect(taken).toEqual([]);
    vi.advanceTimersByTime(1000);
    requests.add(path('d'));
    vi.advanceTimersByTime(1000);
    expect(taken).toEqual([{ paths: ['a', 'b', 'c'], links: [] }, path('d')]);
  });

  it('for nothing are given too: they ask for the window', () => {
    const requests = createOpenRequests();
    const taken: OpenRequest[] = [];
    requests.take((request) => taken.push(request));
    expect(taken).toEqual([]);
    requests.add({ paths: [], links: [] });
    vi.advanceTimersByTime(1000);
    expect(taken).toEqual([{ paths: [], links: [] }]);
  });
});

describe('a link', () => {
  it('leads to a signature or a report', () => {
    expect(targetOf('faultline://signature/ab12-3')).toEqual({ kind: 'signature', id: 'ab12-3' });
    expect(targetOf('faultline://report/x/')).toEqual({ kind: 'report', id: 'x' });
  });

  it.each([
    '',
    'faultline://',
    'faultline://app/',
    'faultline://signature/',
    'faultline://signature/A',
    'faultline://report/a/b',
    'http://report/a',
    'faultline://report/..',
    ` faultline://report/a`,
  ])('“%s” leads nowhere', (link) => {
    expect(targetOf(link)).toBeNull();
  });
});
