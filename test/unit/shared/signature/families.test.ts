import { describe, expect, it } from 'vitest';
import { EMPTY_BODY } from '../../../../shared/report/body.ts';
import type { CallTree, Cost, MemoryProcess, ReportBody } from '../../../../shared/report/body.ts';
import type { CrashReport, ReportKind, Termination } from '../../../../shared/report/report.ts';
import { KIND_WORDS } from '../../../../shared/report/kind-words.ts';
import { explain } from '../../../../shared/signature/explain.ts';
import { sign } from '../../../../shared/signature/fingerprint.ts';
import { crash } from './reports.ts';
import type { Run } from './reports.ts';

/** A tree: indented by two spaces a level, `samples image  function`. Its frames are those of a crashed thread. */
function tree(
  text: string,
  run: Partial<Run> = {},
  attributed = true,
): { readonly report: CrashReport; readonly tree: CallTree } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const stack = lines.map((line) => line.trim().replace(/^\d+ /, '')).join('\n');
  const report = crash({ stack, run });
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  const nodes = lines.map((line, frame) => {
    const spaces = /^ */.exec(line)?.[0].length ?? 0;
    const count = Number(/\d+/.exec(line)?.[0]);
    return { frame, depth: (spaces - indent) / 2, count, note: null };
  });
  const whole: CallTree = {
    title: null,
    process: null,
    pid: null,
    threadId: null,
    threadName: null,
    queue: null,
    attributed,
    unit: 'samples',
    frames: report.threads[0]?.frames ?? [],
    nodes,
  };
  return { report, tree: whole };
}

const COST: Cost = {
  of: 'hang',
  unit: 'seconds',
  used: null,
  during: null,
  limit: null,
  limitDuring: null,
  action: null,
};

function sampled(kind: ReportKind, text: string, cost: Partial<Cost> = {}, run: Partial<Run> = {}): CrashReport {
  const { report, tree: one } = tree(text, run);
  const body: ReportBody = { ...EMPTY_BODY, trees: [one], cost: { ...COST, ...cost } };
  return { ...report, kind, threads: [], crashedThread: null, exception: null, termination: null, body };
}

const TREE = `
  30 dyld  start
    30 Harbor  main
      20 Harbor  Feed.load()
        20 Harbor  Cache.read(key:)
          20 libsystem_kernel.dylib  read
      10 Harbor  Dock.draw()
`;
const UNNAMED = `
  30 dyld  start
    30 Harbor  + 0x4a1c8
`;

function bodyOnly(kind: ReportKind, body: Partial<ReportBody>, more: Partial<CrashReport> = {}): CrashReport {
  const report = crash({ exception: null });
  return {
    ...report,
    kind,
    threads: [],
    crashedThread: null,
    termination: null,
    exception: null,
    body: { ...EMPTY_BODY, ...body },
    ...more,
  };
}

function panic(reason: string, process: string, extensions: readonly string[] = []): CrashReport {
  const report = bodyOnly('panic', { panic: { text: reason, reason, facts: [], extensions } });
  return { ...report, process: { ...report.process, name: process } };
}

function used(name: string, bytes: number, reason: string | null, more: Partial<MemoryProcess> = {}): MemoryProcess {
  const unknown = { pid: null, uuid: null, most: null, limit: null, states: [], cpuTime: null, facts: [] };
  return { ...unknown, name, bytes, reason, ...more };
}

function jetsam(...processes: readonly MemoryProcess[]): CrashReport {
  return bodyOnly('jetsam', { memory: { pageSize: 16_384, largest: 'Harbor', processes, facts: [] } });
}

describe('a signature of what took too long or used too much', () => {
  it('has the app’s first functions on the heaviest path, from the leaf up', () => {
    const signature = sign(sampled('hang', TREE, { used: 4.2 }));
    expect(signature).toMatchObject({
      title: 'Cache.read(key:)',
      subtitle: 'Hang · 4.2 s',
      explanation: {
        rule: 'frames',
        stack: 'Attributed thread, heaviest path',
        sentence: 'Grouped by the first two frames of Harbor in the heaviest path of the thread that the report blames',
      },
    });
    expect(signature.explanation.frames.map(({ symbol }) => symbol)).toEqual(['Cache.read(key:)', 'Feed.load()']);
  });

  it.each<[ReportKind, Partial<Cost>, string]>([
    ['cpu', { of: 'cpu', used: 90, during: 91 }, 'CPU · 90 s over 91 s'],
    ['disk-writes', { of: 'disk-writes', unit: 'bytes', used: 1_073_741_824 }, 'Disk writes · 1.07 GB'],
    ['wakeups', { of: 'wakeups', unit: 'wakeups', used: 45_001, during: 120 }, 'Wakeups · 45,001 in 120 s'],
    ['launch', { of: 'launch', used: 0.45 }, 'Slow launch · 450 ms'],
    ['spin', {}, 'Spin'],
    ['sample', {}, 'Sample · 30 samples'],
  ])('of the kind %j says how much', (kind, cost, subtitle) => {
    expect(sign(sampled(kind, TREE, cost)).subtitle).toBe(subtitle);
  });

  it('is that of the kind: the same frames are another group in each', () => {
    const kinds: readonly ReportKind[] = ['crash', 'hang', 'spin', 'cpu', 'wakeups', 'disk-writes', 'launch', 'sample'];
    const ids = kinds.map((kind) => sign(sampled(kind, TREE)).id);
    const crashed = sign(crash({ stack: 'Harbor  Cache.read(key:)\nHarbor  Feed.load()' })).id;
    expect(new Set([...ids, crashed]).size).toBe(kinds.length + 1);
  });

  it('does not change with the measure, the counts, or where images were loaded', () => {
    const other = sampled('hang', TREE.replaceAll('20', '17'), { used: 9 }, { slide: 0x2_0000_0000n });
    expect(sign(other).id).toBe(sign(sampled('hang', TREE, { used: 1 })).id);
  });

  it('waits for symbols like a crash does, and still says how long it was', () => {
    expect(sign(sampled('hang', UNNAMED, { used: 4.2 }))).toMatchObject({
      title: 'Harbor + 0x4a1c8',
      subtitle: 'Hang · 4.2 s · no dSYM for build 412',
      symbols: 'waiting',
      explanation: { rule: 'addresses' },
    });
  });

  it('is of the tree that is blamed, however heavy others are', () => {
    const report = sampled('hang', TREE);
    const heavy = tree('  900 Harbor  Other.work()', {}, false).tree;
    const body: ReportBody = { ...EMPTY_BODY, trees: [heavy, ...(report.body?.trees ?? [])] };
    expect(sign({ ...report, body }).title).toBe('Cache.read(key:)');
  });

  it('names the app where no frame tells anything', () => {
    const report = bodyOnly('hang', { cost: { ...COST, used: 3 } });
    expect(sign(report)).toMatchObject({
      title: 'Hang of Harbor',
      subtitle: 'Hang · 3 s',
      explanation: { rule: 'reason', frames: [] },
    });
  });

  it('of a crash that has nothing but call trees is made of these', () => {
    const report = { ...sampled('crash', TREE), exception: crash().exception };
    expect(sign(report).title).toBe('Cache.read(key:)');
  });
});

describe('a signature of a panic', () => {
  const REASON = 'Kernel data abort. at pc 0xfffffff0272f8b6c, lr 0x12 (saved state: 0xffffffeb2e5f3a10)';

  it('is the same for other addresses and numbers, and another for other words', () => {
    const same = REASON.replaceAll('0272f8b6c', '0999f8b6c').replace('0x12', '0x77');
    const one = sign(panic(REASON, 'Harbor'));
    expect(one).toMatchObject({
      title: 'Kernel data abort',
      subtitle: 'Panic · Harbor',
      explanation: { rule: 'reason' },
    });
    expect(sign(panic(same, 'Harbor')).id).toBe(one.id);
    expect(sign(panic('zone_require failed', 'Harbor')).id).not.toBe(one.id);
    expect(sign(panic(REASON, 'backboardd')).id).not.toBe(one.id);
  });

  it.each([
    ['tcp_lock: so=0xffffff8060b593e8 NO PCB! lr=0xffffff7f91095d2c', 'tcp_lock: so=0x… NO PCB! lr=0x…'],
    ['Unexpected link down linksts=0xa9000208 pcielint=0x00004000', 'Unexpected link down'],
    ['0x300 - Data access DAR=0x0000000030D6334E', '0x300 - Data access'],
  ])('has no half of an assignment in the title of %j', (reason, title) => {
    expect(sign(panic(reason, 'Harbor')).title).toBe(title);
  });

  it('is of the kernel extension, where one is in the backtrace, whichever process ran', () => {
    const kext = 'com.example.driver.Tide(2.0)[1A2B]@0xfffffe0018a4c000->0xfffffe0018a57fff';
    const one = sign(panic(REASON, 'Harbor', [kext]));
    expect(one.subtitle).toBe('Panic · com.example.driver.Tide');
    expect(sign(panic(REASON, 'backboardd', [kext.replace('2.0', '2.1')])).id).toBe(one.id);
  });

  it.each([
    ['userspace watchdog timeout: no successful checkins from backboardd in 180 seconds', /stopped answering/],
    ['Unexpected SoC (system) watchdog reset occurred', /stopped answering/],
    ['initproc exited -- exit reason namespace 2 subcode 0xa', /first process/],
    ['Kernel data abort. at pc 0xfffffff0272f8b6c', /memory that is not there/],
    ['zone_require failed: address in unexpected zone', /corrupt or used up/],
    ['AppleSEPManager panic for "AppleKeyStore": sks request timeout', /^The Secure Enclave/],
    ['nvme: Fatal error occurred. CSTS=1', /^A coprocessor/],
    ['apcie[2:lan]::_linkDownInterrupt: Unexpected link down', /^A coprocessor/],
    ['GPU Panic: NVRM: Read Error', /^A coprocessor/],
    ['Bad dispatch of a lisp', /^The kernel stopped$/],
    ['Something new', /^The kernel stopped$/],
  ])('means of %j: %s', (reason, title) => {
    const meaning = explain(panic(reason, 'Harbor'));
    expect(meaning.title).toMatch(title);
    expect(meaning.text).toContain(`It said: ${reason}`);
  });
});

describe('a signature of a memory report', () => {
  const LARGE = used('Harbor', 2_100_000_000, 'per-process-limit', { limit: 2_098_000_000, states: ['frontmost'] });
  const NEXT = used('Tide', 50_000_000, 'vm-pageshortage');

  it('is of the process that was ended, and why; its own fault before that of being next', () => {
    expect(sign(jetsam(NEXT, LARGE, used('Quiet', 9e9, null)))).toMatchObject({
      title: 'Harbor used more memory than it may',
      subtitle: 'Memory · per-process-limit · 2.1 GB of 2.1 GB allowed',
      explanation: { rule: 'reason' },
    });
    expect(sign(jetsam(NEXT, LARGE)).id).toBe(sign(jetsam({ ...LARGE, bytes: 2_200_000_000 })).id);
    expect(sign(jetsam(NEXT)).id).not.toBe(sign(jetsam({ ...NEXT, name: 'Other' })).id);
    expect(sign(jetsam(NEXT)).id).not.toBe(sign(jetsam({ ...NEXT, reason: 'highwater' })).id);
  });

  it('says so where nothing was ended', () => {
    const nobody = bodyOnly('jetsam', { memory: { pageSize: null, largest: null, processes: [], facts: [] } });
    expect(sign({ ...nobody, process: { ...nobody.process, name: null } }).title).toBe('Memory ran short');
    expect(sign(jetsam(used('Harbor', 1e9, null)))).toMatchObject({ title: 'Memory ran short; Harbor used most' });
    expect(explain(jetsam(used('Harbor', 1e9, null))).text).toContain('used most is Harbor');
  });

  it.each([
    ['per-process-limit', /more memory than it may/],
    ['vm-pageshortage', /to free memory/],
    ['vm-compressor-space-shortage', /to free memory/],
    ['fc-thrashing', /files faster/],
    ['highwater', /memory mark/],
    ['vnode-limit', /too many files/],
    ['idle-exit', /while idle/],
    ['disk-space-shortage', /disk was full/],
    ['jettisoned', /for memory/],
    ['a-new-reason', /for memory/],
  ])('means of %j what people understand', (reason, title) => {
    const meaning = explain(jetsam(used('Tide', 1e8, reason)));
    expect(meaning.title).toMatch(title);
    expect(meaning.title).toContain('Tide');
    expect(meaning.text).toContain('100 MB');
    expect(meaning.short).toBe(reason);
  });
});

describe('what took too long in words', () => {
  const spin = (event: string, bugType: string | null = null): CrashReport =>
    bodyOnly('spin', {}, { extras: [['Event', event]], bugType });

  it.each([
    [spin('Sleep Wake Failure'), /did not sleep or wake/],
    [spin('shutdown stall'), /did not shut down/],
    [spin('', '17'), /did not shut down/],
    [spin('spin'), /^The app did not answer$/],
  ])('is of the Mac where no app is to blame, as event %#', (report, title) => {
    expect(explain(report).title).toMatch(title);
  });

  it('says why the Mac did not wake, and that stacks tell nothing of its firmware', () => {
    const report = spin('Sleep Wake Failure');
    const failed = { ...report, extras: [...report.extras, ['Reason', 'Sleep Wake failure in EFI'] as const] };
    expect(explain(failed).text).toMatch(/firmware.*tell nothing.*The reason given: Sleep Wake failure in EFI\.$/);
    expect(explain(report).text).not.toContain('reason given');
    expect(sign(failed).title).toMatch(/^Sleep\/wake failure/);
  });

  it('points to a tree or to a stack only where there is one', () => {
    const woken = sampled('wakeups', TREE, { of: 'wakeups', unit: 'wakeups', used: 45_001 });
    expect(explain(woken).text).toContain('The call tree shows where it woke up.');
    expect(explain({ ...woken, threads: crash().threads, body: EMPTY_BODY }).text).toContain('The stack shows where');
    expect(explain({ ...woken, body: EMPTY_BODY }).text).not.toContain('shows where');
  });
});

describe('a memory report in words', () => {
  it('says that a limit which was passed lies where the process stood, since reports do not state it', () => {
    const stood = explain(jetsam(used('Tide', 1e8, 'per-process-limit'))).text;
    expect(stood).toContain('It used 100 MB when it was ended for passing its limit, so that its limit lies there');
    expect(explain(jetsam(used('Tide', 1e8, 'vm-pageshortage'))).text).toContain('It used 100 MB.');
    const stated = explain(jetsam(used('Tide', 1e8, 'per-process-limit', { limit: 9e7 }))).text;
    expect(stated).toContain('It used 100 MB, and may use 90 MB.');
  });
});

describe('a signature of what belongs to the device', () => {
  const reason = (text: string): Partial<ReportBody> => ({ facts: [['Reason', text]] });

  it('is of the reason that the system gave, without its numbers', () => {
    const one = sign(bodyOnly('stackshot', reason('Hang of Tide for 12 seconds')));
    expect(one).toMatchObject({ title: 'Hang of Tide for 12 seconds', explanation: { rule: 'reason' } });
    expect(sign(bodyOnly('stackshot', reason('Hang of Tide for 19 seconds'))).id).toBe(one.id);
    expect(sign(bodyOnly('stackshot', reason('Asked for'))).id).not.toBe(one.id);
  });

  it('tells unknown bodies apart by their type', () => {
    const one = sign(bodyOnly('other', {}, { bugType: '211' }));
    expect(one.title).toBe('CoreAnalytics of Harbor');
    expect(sign(bodyOnly('other', {}, { bugType: '777' })).id).not.toBe(one.id);
  });

  it('of a watchdog is called by what it said, and grouped without that', () => {
    const details = [
      '(1 monitored services unresponsive): checkin with service: Tide returned not alive with context:',
    ];
    const ended: Termination = {
      namespace: 'WATCHDOG',
      code: 1n,
      indicator: 'monitoring timed out for service',
      reasons: [],
      details,
      byProcess: null,
      byPid: null,
      flags: null,
    };
    const report = bodyOnly('watchdog', {}, { termination: ended });
    expect(sign(report).title).toMatch(/^\(1 monitored services unresponsive\): checkin with service: Tide/);
    expect(explain(report).text).toContain('checkin with service: Tide returned not alive.');
    expect(sign(bodyOnly('watchdog', {}, { termination: { ...ended, details: [] } }))).toMatchObject({
      id: sign(report).id,
      title: 'monitoring timed out for service',
    });
  });

  it('of a fault that ended nothing does not call it a crash', () => {
    expect(sign(bodyOnly('os-fault', {}, { exception: null, termination: null })).subtitle).toBe('OS fault');
  });

  it('of metrics is of the app', () => {
    expect(sign(bodyOnly('metrics', reason('x')))).toMatchObject({ title: 'Metrics of Harbor', subtitle: 'Metrics' });
  });
});

describe('reports of every kind', () => {
  const kinds: readonly ReportKind[] = [
    'os-fault',
    'hang',
    'spin',
    'cpu',
    'wakeups',
    'disk-writes',
    'launch',
    'resource',
    'sample',
    'stackshot',
    'jetsam',
    'panic',
    'forced-reset',
    'watchdog',
    'metrics',
    'other',
  ];

  it('are all there', () => {
    expect([...kinds, 'crash'].toSorted()).toEqual(Object.keys(KIND_WORDS).toSorted());
  });

  it.each(kinds)('are explained and signed without anything to go by: %s', (kind) => {
    const nothing = { ...bodyOnly(kind, {}), body: null, images: [], bugType: null };
    const nobody = {
      ...nothing,
      process: { ...nothing.process, name: null },
      app: { name: null, bundleId: null, version: null, build: null },
    };
    const { title, subtitle, explanation } = sign(nobody);
    expect(title).not.toBe('');
    expect(subtitle).not.toBe('');
    expect(explanation).toMatchObject({ rule: 'reason', frames: [] });
    expect(explanation.sentence).toMatch(/^Grouped by /);
    const meaning = explain(nobody);
    expect(meaning.title).not.toBe('');
    expect(meaning.text).toMatch(/[.!?…]$/);
    expect(meaning.text).not.toMatch(/null|undefined|NaN/);
  });

  it('are never one group', () => {
    const ids = [...kinds, 'crash' as const].map((kind) => sign({ ...bodyOnly(kind, {}), body: null }).id);
    expect(new Set(ids).size).toBe(kinds.length + 1);
  });
});

describe('words on a measure', () => {
  it('tell used, share, limit and what the system did', () => {
    const cost: Partial<Cost> = { of: 'cpu', used: 90, during: 180, limit: 90, limitDuring: 180, action: 'terminated' };
    expect(explain(sampled('cpu', TREE, cost)).text).toBe(
      'Harbor used 90 s of processor time in 180 s, 50 % of one core. That drains the battery and warms the device, and ' +
        'is more than the system allows for so long. The call tree shows where the time went. The limit is 90 s of ' +
        'processor time in 180 s. The system ended the process for it.',
    );
    expect(explain(sampled('hang', TREE, { used: 4.2 })).text).toContain('did not answer for 4.2 s');
  });
});
