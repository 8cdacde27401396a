import { describe, expect, it } from 'vitest';
import { leadOf } from '../../../../renderer/stack/lead.ts';
import { searchedOn, shownTab, tabName, tabsOf } from '../../../../renderer/state/tabs.ts';
import type { BodyJson, ReportJson } from '../../../../shared/render/json.ts';
import { EMPTY_BODY } from '../../../../shared/report/body.ts';
import { KIND_WORDS, isReportKind } from '../../../../shared/report/kind-words.ts';
import { reportWith } from '../host.ts';

const body = (part: Partial<BodyJson>): BodyJson => ({ ...EMPTY_BODY, trees: [], processes: [], ...part });
const thread = { index: 0, id: null, name: null, queue: null, triggered: false, frames: [], state: null };
const tree = {
  title: null,
  process: null,
  pid: null,
  threadId: null,
  threadName: null,
  queue: null,
  attributed: false,
  unit: 'samples',
  frames: [],
  nodes: [],
} as const;
const process = { name: 'Harbor', pid: 1, facts: [], threads: [] };
const panic = { text: '', reason: '', facts: [], extensions: [] };
const memory = { pageSize: null, largest: null, processes: [], facts: [] };

const crash = reportWith({ threads: [thread] });
const hang = reportWith({ kind: 'hang', threads: [thread], body: body({ trees: [tree], processes: [process] }) });
const shot = reportWith({ kind: 'stackshot', body: body({ processes: [process] }) });

describe('what a report is about first', () => {
  it.each<[string, ReportJson, ReturnType<typeof leadOf>]>([
    ['of a crash the stacks', crash, 'stacks'],
    ['of a crash with a tree beside its stacks, too', { ...hang, kind: 'crash' }, 'stacks'],
    ['of a hang the call tree', hang, 'tree'],
    ['of a stackshot the processes', shot, 'processes'],
    ['of a panic the panic', reportWith({ kind: 'panic', body: body({ panic, processes: [process] }) }), 'panic'],
    ['of a memory report the list', reportWith({ kind: 'jetsam', body: body({ memory, trees: [tree] }) }), 'memory'],
    ['of metrics their facts', reportWith({ kind: 'metrics', body: body({ facts: [['a', 'b']] }) }), 'facts'],
  ])('is %s', (_, report, lead) => expect(leadOf(report)).toBe(lead));
});

describe('tabs', () => {
  it('are those that have something to show', () => {
    expect(tabsOf(crash)).toEqual(['crash', 'overview', 'threads', 'reports', 'raw']);
    expect(tabsOf(hang)).toEqual(['crash', 'processes', 'overview', 'threads', 'reports', 'raw']);
    expect(tabsOf(shot)).toEqual(['crash', 'overview', 'reports', 'raw']);
  });

  it('fall back to the first where a report has not the one that was chosen', () => {
    expect(shownTab('processes', hang)).toBe('processes');
    expect(shownTab('processes', crash)).toBe('crash');
  });

  it('call the first by what happened', () => {
    expect([crash, hang, shot].map((report) => tabName('crash', report))).toEqual(['Crash', 'Hang', 'Processes']);
    expect(tabName('crash', reportWith({ kind: 'sample' }))).toBe('Call Tree');
  });

  it('are searched in what they show', () => {
    expect([crash, hang, shot].map((report) => searchedOn('crash', report))).toEqual(['stacks', 'tree', 'processes']);
    expect(searchedOn('threads', hang)).toBe('threads');
    expect(searchedOn('raw', crash)).toBeNull();
  });
});

it('every kind of report has words, and nothing else has', () => {
  expect(Object.values(KIND_WORDS).every(({ name, one, many }) => [name, one, many].every((word) => word !== ''))).toBe(
    true,
  );
  expect([isReportKind('panic'), isReportKind('constructor'), isReportKind('')]).toEqual([true, false, false]);
});
