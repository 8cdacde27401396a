import { describe, expect, it } from 'vitest';

import type { Answer, SliceRef, SymbolEngine } from '../../../../electron/symbols/engine.ts';
import { SymbolIndex, type SymbolEntry } from '../../../../electron/symbols/index.ts';
import { symbolicate, type AnswerMemo, type SymbolicateOptions } from '../../../../electron/symbols/symbolicate.ts';
import { readReport } from '../../../../shared/formats/index.ts';
import { toHex, toImageOffset, toSvma, type ImageOffset } from '../../../../shared/report/address.ts';
import type { CrashReport, Frame } from '../../../../shared/report/report.ts';
import { parseUuid, type Uuid } from '../../../../shared/report/uuid.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { buildIps, uuidFor, type IpsFrame } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';

/** `__TEXT` of the dSYM; the report's image is loaded elsewhere. */
const TEXT = 0x1_0000_0000n;
const OWN = uuid('Pier 1.0 100');

function uuid(text: string): Uuid {
  const parsed = parseUuid(uuidFor(text));
  if (parsed === null) throw new Error('not a UUID');
  return parsed;
}

function entry(parts: Partial<SymbolEntry> = {}): SymbolEntry {
  return {
    uuid: OWN,
    arch: 'arm64',
    path: '/dSYMs/Pier',
    name: 'Pier',
    textVmaddr: toSvma(TEXT),
    hasDebug: true,
    modified: 1,
    ...parts,
  };
}

function report(frames: readonly IpsFrame[]): CrashReport {
  return valueOf(readReport(buildIps({ frames })));
}

/** An engine that knows some offsets, and notes what it was asked. */
function engineOf(known: Readonly<Record<number, Answer>>): SymbolEngine & { readonly asked: (readonly string[])[] } {
  const asked: (readonly string[])[] = [];
  return {
    name: 'builtin',
    asked,
    async lookup(_slice: SliceRef, addresses) {
      asked.push(addresses.map((address) => toHex(address - TEXT)));
      return ok(addresses.map((address) => known[Number(address - TEXT)] ?? { kind: 'none' }));
    },
    async close() {},
  };
}

function found(...places: readonly string[]): Answer & { readonly kind: 'found' } {
  const frames = places.map((place) => {
    const [name = '', file = null, line = null] = place.split(' ');
    return { name, file, line: line === null ? null : Number(line), column: null };
  });
  return { kind: 'found', frames, symbolOffset: 0x10n };
}

async function run(
  report: CrashReport,
  engine: SymbolEngine,
  options: Partial<SymbolicateOptions> = {},
): Promise<CrashReport> {
  return symbolicate(report, {
    index: new SymbolIndex([entry()]),
    engine,
    demangle: (name) => name.replace(/^_Z/, ''),
    ...options,
  });
}

function framesOf(report: CrashReport): readonly Frame[] {
  return report.threads[0]?.frames ?? [];
}

/** `inlined < function +offset status` */
function wordsOf({ inlined, location, symbolOffset, status }: Frame): string {
  const places = [...inlined, ...(location === null ? [] : [location])].map(({ symbol, file, line }) =>
    file === null ? symbol : `${symbol} ${file}:${line}`,
  );
  return `${places.join(' < ')}${symbolOffset === null ? '' : ` +${symbolOffset}`} ${status}`.trim();
}

describe('the address that is looked up', () => {
  const addresses: readonly IpsFrame[] = [{ offset: 0x4000 }, { offset: 0x5000 }, { offset: 0x6000 }];

  it('is the frame’s own where the processor stood, one byte earlier where a call returns to, all in one batch', async () => {
    const engine = engineOf({});
    await run(report(addresses), engine);
    expect(engine.asked).toEqual([['0x4000', '0x4fff', '0x5fff']]);
  });

  it('is always a return address in the last exception’s and in other backtraces', async () => {
    const engine = engineOf({});
    const crash = report(addresses);
    const frames = framesOf(crash);
    await run(
      {
        ...crash,
        threads: [],
        lastException: frames.slice(0, 1),
        backtraces: [{ title: 'Backtrace 1', frames: frames.slice(1, 2) }],
      },
      engine,
    );
    expect(engine.asked).toEqual([['0x3fff', '0x4fff']]);
  });

  it('is the frame’s own behind a signal’s trampoline: nothing was called there', async () => {
    const engine = engineOf({});
    await run(report([{ offset: 0x4000 }, { image: 1, symbol: '_sigtramp' }, { offset: 0x6000 }]), engine);
    expect(engine.asked).toEqual([['0x4000', '0x6000']]);
  });

  it('is asked for once, however many frames have it', async () => {
    const engine = engineOf({});
    await run(report([{ offset: 0x4000 }, { offset: 0x5000 }, { offset: 0x5000 }]), engine);
    expect(engine.asked).toEqual([['0x4000', '0x4fff']]);
  });
});

describe('a frame', () => {
  it('gets function, file, line and what was inlined, demangled; its distance counts from its own address', async () => {
    const engine = engineOf({ 0x4000: found('_Zinner a.h 3', 'outer a.c 9'), 0x4fff: found('main m.c 1') });
    const done = await run(report([{ offset: 0x4000 }, { offset: 0x5000 }]), engine);
    expect(framesOf(done).map(wordsOf)).toEqual([
      'inner a.h:3 < outer a.c:9 +16 symbolicated',
      'main m.c:1 +17 symbolicated',
    ]);
  });

  it('that Apple named keeps its name where the symbols say the same function or nothing', async () => {
    const engine = engineOf({ 0x4000: found('other.spelling a.c 9'), 0x4fff: found('main') });
    const done = await run(
      report([
        { offset: 0x4000, symbol: 'Dock.moor()' },
        { offset: 0x5000, symbol: 'start' },
        { offset: 0x6000, symbol: 'tail' },
      ]),
      engine,
    );
    expect(framesOf(done).map(wordsOf)).toEqual([
      'Dock.moor() a.c:9 +16 symbolicated',
      'start +16 symbolicated',
      'tail +16 symbolicated',
    ]);
  });

  it('that Apple gave to a neighbour, for want of the right symbol, is corrected', async () => {
    const engine = engineOf({ 0x4000: { ...found('right a.c 9'), symbolOffset: 4n } });
    const done = await run(report([{ offset: 0x4000, symbol: '_mh_execute_header' }]), engine);
    expect(framesOf(done).map(wordsOf)).toEqual(['right a.c:9 +4 symbolicated']);
  });

  it('whose function has no name shows its address', async () => {
    const done = await run(report([{ offset: 0x4000 }]), engineOf({ 0x4000: found(' a.s 9') }));
    expect(framesOf(done)[0]?.location).toEqual({ symbol: '0x100004000', file: 'a.s', line: 9, column: null });
  });
});

describe('an image', () => {
  const one = report([{ offset: 0x4000 }, { image: 1 }]);

  async function statusWith(...entries: readonly SymbolEntry[]): Promise<readonly string[]> {
    const done = await run(one, engineOf({}), { index: new SymbolIndex(entries) });
    return [done.images[0]?.symbols.kind ?? '', ...framesOf(done).map(({ status }) => status)];
  }

  it('says where its symbols stand, and its frames why they have none', async () => {
    expect(await statusWith()).toEqual(['missing', 'missing-dsym', 'system']);
    expect(await statusWith(entry())).toEqual(['found', 'no-symbol', 'system']);
    expect(await statusWith(entry({ hasDebug: false }))).toEqual(['no-debug-info', 'no-symbol', 'system']);
    expect(await statusWith(entry({ uuid: uuid('another build') }))).toEqual(['mismatch', 'uuid-mismatch', 'system']);
    expect(await statusWith(entry({ uuid: uuid('another build'), name: 'Quay' }))).toEqual([
      'missing',
      'missing-dsym',
      'system',
    ]);
  });

  it('with files of other builds names the nearest: of its architecture, else the newest', async () => {
    const others = [
      entry({ uuid: uuid('a'), path: '/a', arch: 'arm64e', modified: 3 }),
      entry({ uuid: uuid('b'), path: '/b', modified: 1 }),
      entry({ uuid: uuid('c'), path: '/c', modified: 2 }),
    ];
    const done = await run(one, engineOf({}), { index: new SymbolIndex(others) });
    expect(done.images[0]?.symbols).toEqual({
      kind: 'mismatch',
      path: '/c',
      foundUuid: uuid('c'),
      foundArch: 'arm64',
      built: 2,
    });
  });

  it('whose file cannot be read says why', async () => {
    const broken: SymbolEngine = {
      ...engineOf({}),
      lookup: async () => fail({ kind: 'engine-failed', message: 'atos says: no.' }),
    };
    const done = await run(one, broken);
    expect(done.images[0]?.symbols).toEqual({ kind: 'unreadable', path: '/dSYMs/Pier', reason: 'atos says: no.' });
    expect(framesOf(done)[0]?.status).toBe('missing-dsym');
  });

  it('whose debug information is damaged is a warning of the report', async () => {
    const fault = { kind: 'malformed-dwarf', message: 'Pier: a unit has no end.' } as const;
    const done = await run(one, engineOf({ 0x4000: { kind: 'none', fault } }));
    expect(done.warnings.map(({ message }) => message)).toContain(
      'The symbols of Pier are damaged: Pier: a unit has no end.',
    );
  });
});

describe('answers from earlier', () => {
  function memoOf(known: ReadonlyMap<ImageOffset, Answer>): AnswerMemo & { readonly kept: string[] } {
    const kept: string[] = [];
    return {
      kept,
      recall: (of, offsets) =>
        new Map(of === OWN ? offsets.flatMap((offset) => withAnswer(offset, known.get(offset))) : []),
      keep: (of, answers) =>
        void kept.push(...Array.from(answers.keys(), (offset) => `${of === OWN ? 'Pier' : 'other'} ${toHex(offset)}`)),
    };
  }
  const withAnswer = (offset: ImageOffset, answer: Answer | undefined): readonly (readonly [ImageOffset, Answer])[] =>
    answer === undefined ? [] : [[offset, answer]];
  const known = new Map([[toImageOffset(0x4000n), found('remembered a.c 1')]]);

  it('name frames when the dSYM is gone', async () => {
    const done = await run(report([{ offset: 0x4000 }]), engineOf({}), {
      index: new SymbolIndex(),
      memo: memoOf(known),
    });
    expect(framesOf(done).map(wordsOf)).toEqual(['remembered a.c:1 +16 symbolicated']);
    expect(done.images[0]?.symbols).toEqual({ kind: 'missing' });
  });

  it('are not asked for again, and new ones are kept', async () => {
    const engine = engineOf({ 0x4fff: found('fresh b.c 2') });
    const memo = memoOf(known);
    const done = await run(report([{ offset: 0x4000 }, { offset: 0x5000 }]), engine, { memo });
    expect(framesOf(done).map(wordsOf)).toEqual(['remembered a.c:1 +16 symbolicated', 'fresh b.c:2 +17 symbolicated']);
    expect(engine.asked).toEqual([['0x4fff']]);
    expect(memo.kept).toEqual(['Pier 0x4fff']);
  });

  it('are not kept where only a symbol table was asked: a dSYM may come', async () => {
    const memo = memoOf(new Map());
    await run(report([{ offset: 0x4000 }]), engineOf({ 0x4000: found('guess') }), {
      index: new SymbolIndex([entry({ hasDebug: false })]),
      memo,
    });
    expect(memo.kept).toEqual([]);
  });
});

it('stopped half-way leaves the report as it was', async () => {
  const stop = new AbortController();
  const crash = report([{ offset: 0x4000 }]);
  const engine: SymbolEngine = {
    ...engineOf({}),
    lookup: async () => {
      stop.abort();
      return ok([found('main')]);
    },
  };
  expect(await run(crash, engine, { signal: stop.signal })).toBe(crash);
});
