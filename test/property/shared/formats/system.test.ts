import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../shared/formats/index.ts';
import { toText } from '../../../../shared/render/text.ts';
import type { ReportKind } from '../../../../shared/report/report.ts';
import { device, envelope, PANIC, shot } from '../../../unit/shared/formats/system-reports.ts';

const MEMORY = {
  ...device,
  memoryStatus: { pageSize: 16384, memoryPages: { free: 5 } },
  largestProcess: 'tided',
  processes: [
    { name: 'tided', pid: 60, rpages: 90_000, states: ['daemon'], priority: 0 },
    { name: 'Harbor', rpages: 80_000, lifetimeMax: 81_000, states: ['frontmost'], reason: 'highwater', cpuTime: 1.5 },
  ],
};
const SEEDS = [
  envelope('288', shot),
  envelope('210', { ...shot, panicString: PANIC }),
  envelope('298', MEMORY),
  envelope('211', { ...device, name: 'tide', counts: { a: 1, b: [2, 3] } }),
  PANIC,
].flatMap((text) => {
  const read = readReport(text);
  return read.ok ? [text, toText(read.value)] : [];
});
const SYSTEM: ReadonlySet<ReportKind> = new Set(['stackshot', 'panic', 'jetsam', 'other', 'forced-reset', 'watchdog']);

/** A report with some of its text cut out, doubled or replaced. */
const damaged = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(
      fc.tuple(
        fc.nat(20_000),
        fc.nat(60),
        fc.oneof(
          fc.string(),
          fc.constantFrom(
            'EOF\n',
            '\n',
            ': ',
            '<',
            '[',
            '(',
            '???',
            '0x',
            '\nFacts:\n',
            '\nThreads:\n',
            '  ',
            '99999999999',
          ),
        ),
      ),
      { minLength: 1, maxLength: 5 },
    ),
  )
  .map(([seed, cuts]) =>
    cuts.reduce((text, [at, length, put]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + put + text.slice(from + length);
    }, seed),
  );

describe('a damaged report of the system', () => {
  it('is written as text that says the same from then on', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const first = readReport(text);
        if (!first.ok || !SYSTEM.has(first.value.kind) || first.value.body === null) return;
        const written = toText(first.value);
        const second = readReport(written);
        if (!second.ok) throw new Error(second.fault.message);
        const again = toText(second.value);
        const third = readReport(again);
        if (!third.ok) throw new Error(third.fault.message);
        expect(toText(third.value)).toBe(again);
        expect(third.value).toEqual(second.value);
      }),
      { numRuns: 400, seed: 288 },
    );
  });
});

/** Processor time of reading a text, in milliseconds. */
function cost(text: string): number {
  const begin = process.cpuUsage();
  readReport(text);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

describe('a large report of the system', () => {
  const processOf = (pid: number): object => ({
    pid,
    procname: `tide${pid}`,
    threadById: Object.fromEntries(
      Array.from({ length: 20 }, (_, id) => [
        id,
        {
          id,
          userFrames: [
            [0, pid * 7 + id],
            [0, 1],
          ],
          state: ['TH_WAIT'],
        },
      ]),
    ),
  });
  const many = (count: number): string =>
    envelope('288', {
      ...shot,
      processByPid: Object.fromEntries(Array.from({ length: count }, (_, pid) => [pid, processOf(pid)])),
    });

  it.each([
    ['stackshot', many],
    [
      'panic of many lines',
      (count: number) => `${PANIC}\n${'0xffffff9246a0b630 : 0xffffff8013a6de46 \n'.repeat(count * 40)}`,
    ],
    ['panic of one line', (count: number) => `panic(cpu 1 caller 0xfff): "${' @a:1'.repeat(count * 400)}`],
    [
      'table of processes',
      (count: number) => `Largest process: a\nProcesses\n${`${' '.repeat(300)}a <b> 5 5 (x)\n`.repeat(count * 4)}`,
    ],
    ['heading without a table', (count: number) => `Largest process: a\nProcesses${'\n'.repeat(count * 400)}x`],
    ['panic of spaces', (count: number) => envelope('210', { ...device, panicString: `${' '.repeat(count * 400)}x` })],
    [
      'body of many fields',
      (count: number) =>
        envelope('211', Object.fromEntries(Array.from({ length: count * 40 }, (_, at) => [`f${at}`, [at]]))),
    ],
  ])('takes time that grows with its size only: %s', (_, make) => {
    const [small, large] = [make(50), make(800)];
    cost(small);
    const base = Math.max(cost(small), 1);
    expect(cost(large) / base).toBeLessThan(16 * 8);
  });
});
