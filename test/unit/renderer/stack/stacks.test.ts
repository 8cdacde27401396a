import { describe, expect, it } from 'vitest';
import { sourceName } from '../../../../renderer/stack/source-name.ts';
import { crashedStack, crashedThread, leadingStacks, threadStack } from '../../../../renderer/stack/stacks.ts';
import type { ThreadJson } from '../../../../shared/render/json.ts';
import { reportWith } from '../host.ts';
import { stack } from './frames.ts';

function thread(index: number, part: Partial<ThreadJson> = {}): ThreadJson {
  return {
    index,
    id: null,
    name: null,
    queue: null,
    triggered: false,
    frames: stack('Harbor main'),
    state: null,
    ...part,
  };
}

describe('the stacks that come first', () => {
  it('are the last exception backtrace and then the crashed thread', () => {
    const report = reportWith({
      threads: [thread(0), thread(1, { triggered: true })],
      crashedThread: 1,
      lastException: stack('Harbor raise'),
    });
    expect(leadingStacks(report).map(({ title }) => title)).toEqual(['Last exception backtrace', 'Thread 1 crashed']);
    expect(crashedStack(report).frames[0]?.symbol).toBe('raise');
  });

  it('fall back to the first thread where the report names none', () => {
    const report = reportWith({ threads: [thread(0), thread(1)] });
    expect(crashedThread(report)).toBeNull();
    expect(leadingStacks(report).map(({ key }) => key)).toEqual(['thread-0']);
  });

  it('are one empty stack in a report without any', () => {
    expect(crashedStack(reportWith({})).frames).toEqual([]);
  });

  it('carry a thread’s name and queue', () => {
    expect(threadStack(thread(4, { name: 'worker', queue: 'com.harbor.sync' })).subtitle).toBe(
      'worker · com.harbor.sync',
    );
    expect(threadStack(thread(4)).subtitle).toBeNull();
  });
});

describe('a place in the source', () => {
  it('is the file’s name with its line, where there is one', () => {
    expect(sourceName({ file: '/Users/me/Feed.swift', line: 63 })).toEqual(['Feed.swift', ':63']);
    expect(sourceName({ file: '<compiler-generated>', line: null })).toEqual(['<compiler-generated>', '']);
    expect(sourceName({ file: null, line: 3 })).toBeNull();
  });
});
