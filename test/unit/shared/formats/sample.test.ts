import { describe, expect, it } from 'vitest';
import { toText } from '../../../../shared/render/text.ts';
import { read } from './harbor.ts';

const SAMPLE = [
  'Sampling process 512 for 3 seconds with 1 millisecond of run time between samples',
  'Sampling completed, processing symbols...',
  'Analysis of sampling harbor-tray (pid 512) every 1 millisecond',
  'Process:         harbor-tray [512]',
  'Path:            /Users/USER/*/Harbor.app/Contents/MacOS/harbor-tray',
  'Load Address:    0x102a50000',
  'Identifier:      com.example.harbor.tray',
  'Version:         2.1 (34)',
  'Code Type:       ARM64',
  'Parent Process:  zsh [42]',
  '',
  'Date/Time:       2026-08-16 06:23:48.640 -0700',
  'Launch Time:     2026-08-16 05:25:17.801 -0700',
  'OS Version:      macOS 26.6.1 (25G76)',
  'Report Version:  7',
  'Analysis Tool:   /usr/bin/sample',
  '',
  'Physical footprint:         12.7M',
  'Physical footprint (peak):  26.4M',
  '----',
  '',
  'Call graph:',
  '    1571 Thread_2155218   DispatchQueue_1: com.apple.main-thread  (serial)',
  '    + 1571 start  (in dyld) + 6992  [0x1882b84e4]',
  '    +   1000 ???  (in harbor-tray)  load address 0x102a50000 + 0x86d2c  [0x102ad6d2c]',
  '    +   ! 1000 kevent  (in libsystem_kernel.dylib) + 8  [0x188645fc4]',
  '    +   571 main  (in harbor-tray) + 36,52,...  [0x102a53f24,0x102a53f34,...]  main.c:12',
  '    1571 Thread_99: tile worker',
  '    + 1570 draw(int)  (in <unknown binary>)  [0x34a8da74e4e2]',
  '    890 Thread_12: Main Thread   DispatchQueue_<multiple>',
  '      890 0x1f66',
  '    110 Thread_<multiple>   DispatchQueue_86: sample process queue  (serial)',
  '      110 -[Harbor hang] (in harbor-tray) (main.m:24) + 15935  [0x102a60000]',
  '',
  'Total number in stack (recursive counted multiple, when >=5):',
  '        9       _pthread_start  (in libsystem_pthread.dylib) + 148  [0x7fff6bc16109]',
  '',
  'Sort by top of stack, same collapsed (when >= 5):',
  '        kevent  (in libsystem_kernel.dylib)        1571',
  '',
  'Binary Images:',
  '       0x102a50000 -        0x102dc719f +com.example.harbor.tray (2.1 - 34) <5B424D44-FED2-3361-8D75-41795DA0FEF6> /Users/USER/*/Harbor.app/Contents/MacOS/harbor-tray',
  '       0x188298000 -        0x18834b4ff  dyld (1.0.0 - 1387) <DF42DD9D-AD11-33A7-8849-9AD5DF30A274> /usr/lib/dyld',
].join('\n');

describe('what the sample tool writes', () => {
  const report = read(SAMPLE);
  const trees = report.body?.trees ?? [];

  it('is read with its head', () => {
    expect(report).toMatchObject({
      kind: 'sample',
      format: 'sample-text',
      process: { name: 'harbor-tray', pid: 512, parent: 'zsh', parentPid: 42 },
      app: { bundleId: 'com.example.harbor.tray', version: '2.1', build: '34' },
      os: { name: 'macOS', version: '26.6.1', build: '25G76' },
      arch: 'arm64',
      launchedAt: '2026-08-16T05:25:17.801-07:00',
      warnings: [],
    });
    expect(report.extras).toContainEqual(['Sampling', 'every 1 millisecond']);
    expect(report.extras).toContainEqual(['Physical footprint (peak)', '26.4M']);
  });

  it('has a tree for each thread, with its name or its queue', () => {
    expect(trees.map(({ threadId, threadName, queue }) => [threadId, threadName, queue])).toEqual([
      [2_155_218n, null, 'com.apple.main-thread'],
      [99n, 'tile worker', null],
      [12n, 'Main Thread', null],
      [null, null, 'sample process queue'],
    ]);
  });

  it('reads frames in all their forms', () => {
    expect(trees.map(({ nodes }) => nodes.map(({ depth, count }) => [depth, count]))).toEqual([
      [
        [0, 1571],
        [1, 1000],
        [2, 1000],
        [1, 571],
      ],
      [[0, 1570]],
      [[0, 890]],
      [[0, 110]],
    ]);
    const [main, worker, old, queue] = trees;
    expect(main?.frames).toMatchObject([
      { location: { symbol: 'start' }, symbolOffset: 6992n, image: 1 },
      { location: null, imageOffset: 0x8_6d2cn, image: 0, status: 'missing-dsym' },
      { location: { symbol: 'kevent' }, imageName: 'libsystem_kernel.dylib', image: null },
      { location: { symbol: 'main', file: 'main.c', line: 12 }, symbolOffset: 36n, address: 0x1_02a5_3f24n },
    ]);
    expect(main?.nodes[3]?.note).toBe('also at 0x102a53f34, ...');
    expect(worker?.frames).toMatchObject([{ location: { symbol: 'draw(int)' }, imageName: null, image: null }]);
    expect(old?.frames).toMatchObject([{ location: null, address: 0x1f66n }]);
    expect(queue?.frames).toMatchObject([{ location: { symbol: '-[Harbor hang]', file: 'main.m', line: 24 } }]);
  });

  it('keeps a thread’s count where its frames do not add up to it', () => {
    expect(report.body?.processes).toMatchObject([{ name: 'harbor-tray', facts: [['Thread 0x63', '1571 samples']] }]);
  });

  it('is read of a graph that was copied alone', () => {
    const graph = SAMPLE.slice(SAMPLE.indexOf('Call graph:'), SAMPLE.indexOf('Total number'));
    const alone = read(graph);
    expect(alone.kind).toBe('sample');
    expect(alone.body?.trees.map(({ nodes }) => nodes)).toEqual(trees.map(({ nodes }) => nodes));
  });

  it('is read back from its text', () => {
    const text = toText(report);
    const again = read(text);
    expect(again.kind).toBe('sample');
    expect(toText(again)).toBe(text);
    expect(again).toEqual(report);
  });

  it('is written as the tool writes it, with the branches and the lists', () => {
    const lines = toText(report).split('\n');
    const graph = SAMPLE.slice(SAMPLE.indexOf('Call graph:'), SAMPLE.indexOf('    890 Thread_12'))
      .trimEnd()
      .split('\n');
    const begin = lines.indexOf('Call graph:');
    const drawn = [...graph];
    // The last of two siblings goes on below nothing, and the tool's marks stand for places that part.
    drawn[4] = '    +   ! 1000 kevent  (in libsystem_kernel.dylib) + 8  [0x188645fc4]';
    expect(lines.slice(begin, begin + graph.length)).toEqual(drawn);
    expect(lines[0]).toBe('Analysis of sampling harbor-tray (pid 512) every 1 millisecond');
    expect(lines).toContain('Process:         harbor-tray [512]');
    expect(lines).toContain('Physical footprint (peak):  26.4M');
    expect(lines).toContain('        kevent  (in libsystem_kernel.dylib)        1000');
    expect(lines.filter((line) => line.includes('com.example.harbor.tray (2.1 - 34) <5B424D44'))).toHaveLength(1);
  });

  it('is written as spindump’s where it has calls that were inlined, which the tool knows nothing of', () => {
    const [first, ...others] = trees;
    const [frame, ...frames] = first?.frames ?? [];
    if (first === undefined || frame === undefined) throw new Error('no tree');
    const call = { symbol: 'inner()', file: 'main.c', line: 3, column: null };
    const changed = { ...first, frames: [{ ...frame, inlined: [call] }, ...frames] };
    const text = toText({ ...report, body: report.body && { ...report.body, trees: [changed, ...others] } });
    expect(text).toContain('inner() (main.c:3 in dyld');
    expect(read(text).body?.trees[0]?.frames[0]?.inlined).toEqual([call]);
  });

  it('has the name of the program, not what the system calls it by', () => {
    const other = SAMPLE.replace('sampling harbor-tray (pid', 'sampling harbor (pid');
    expect(read(other).process).toMatchObject({ name: 'harbor-tray', pid: 512 });
  });

  it('is read in spite of what stands around it: the tool’s own words, fences, a prompt', () => {
    const pasted = [
      '$ sample 512',
      'Sample analysis of process 512 written to file /tmp/h.sample.txt',
      '```',
      SAMPLE,
      '```',
    ];
    const again = read(pasted.join('\n'));
    expect(again.warnings).toEqual([]);
    expect(again.body?.trees).toEqual(trees);
  });

  it('puts a thread that lost its indentation in its place', () => {
    const flat = [
      'Call graph:',
      '20 Thread_7',
      '20 thread_start  (in libsystem_pthread.dylib) + 13  [0x7fff6bc16009]',
      '20 loop()  (in harbor-tray) + 4  [0x102a60000]',
      '12 draw()  (in harbor-tray) + 8  [0x102a61000]',
      '8 read  (in libsystem_kernel.dylib) + 8  [0x7fff6bb00000]',
    ];
    const [tree, ...more] = read(flat.join('\n')).body?.trees ?? [];
    expect(more).toEqual([]);
    expect(tree?.nodes.map(({ depth, count }) => [depth, count])).toEqual([
      [0, 20],
      [1, 20],
      [2, 12],
      [2, 8],
    ]);
  });

  it('is read of a few lines out of a graph', () => {
    const part = SAMPLE.split('\n').filter((line) => /^ {4}\+ {3}/.test(line));
    const [tree] = read(part.join('\n')).body?.trees ?? [];
    expect(tree?.nodes.map(({ depth, count }) => [depth, count])).toEqual([
      [0, 1000],
      [1, 1000],
      [0, 571],
    ]);
  });

  it('is a sample with a head alone, too', () => {
    const head = read(SAMPLE.slice(0, SAMPLE.indexOf('Call graph:')));
    const again = read(toText(head));
    expect(again.kind).toBe('sample');
    expect(again.body?.trees).toEqual([]);
  });
});
