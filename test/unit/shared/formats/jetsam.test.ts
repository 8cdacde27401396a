import { describe, expect, it } from 'vitest';
import { device, envelope, read, through } from './system-reports.ts';

const body = {
  ...device,
  kernel: 'Darwin Kernel Version 23.5.0',
  timeDelta: 4,
  memoryStatus: {
    compressorSize: 42000,
    pageSize: 16384,
    largestZone: 'APFS_4K_OBJS',
    memoryPages: { active: 100, free: 5, wired: 60 },
  },
  largestProcess: 'tided',
  processes: [
    { name: 'tided', pid: 60, uuid: 'c', rpages: 90_000, lifetimeMax: 90_001, states: ['daemon', 'idle'], priority: 0 },
    { name: 'pierd', pid: 61, rpages: 10, states: ['daemon'], reason: 'highwater' },
    {
      name: 'Harbor',
      pid: 512,
      uuid: '11111111-2222-3333-4444-555555555555',
      rpages: 80_000,
      lifetimeMax: 81_000,
      states: ['frontmost', 'resume'],
      reason: 'per-process-limit',
      cpuTime: 12.5,
      coalition: 68,
      physicalPages: { internal: [67, 45] },
      'freeze_skip_reason:': 'none',
    },
  ],
};

describe('a Jetsam event', () => {
  const report = read(envelope('298', body));
  const memory = report.body?.memory;

  it('counts bytes, not pages', () => {
    expect(memory?.pageSize).toBe(16384);
    expect(memory?.largest).toBe('tided');
    expect(memory?.processes.map(({ name, bytes, most }) => [name, bytes, most])).toEqual([
      ['tided', 90_000 * 16384, 90_001 * 16384],
      ['pierd', 10 * 16384, null],
      ['Harbor', 80_000 * 16384, 81_000 * 16384],
    ]);
  });

  it('knows why a process was ended, and in what state it was', () => {
    expect(memory?.processes[2]).toMatchObject({
      reason: 'per-process-limit',
      states: ['frontmost', 'resume'],
      cpuTime: 12.5,
    });
    expect(memory?.processes[0]?.reason).toBeNull();
    expect(memory?.processes[2]?.facts).toEqual([
      ['Coalition', '68'],
      ['Physical pages, internal', '67, 45'],
      ['Freeze skip reason', 'none'],
    ]);
  });

  it('is about the process that people saw go', () => {
    expect(report).toMatchObject({ kind: 'jetsam', process: { name: 'Harbor', pid: 512 }, app: { name: 'Harbor' } });
  });

  it('says what stands above the list', () => {
    expect(memory?.facts).toEqual([
      ['Active pages', '100'],
      ['Free pages', '5'],
      ['Wired pages', '60'],
      ['Compressor size', '42000'],
      ['Largest zone', 'APFS_4K_OBJS'],
    ]);
    expect(report.body?.facts).toEqual([
      ['Kernel', 'Darwin Kernel Version 23.5.0'],
      ['Time delta', '4'],
    ]);
  });

  it('comes back out of its text', () => {
    const again = through(report);
    expect(again).toEqual({ ...report, format: 'jetsam-text', body: again.body });
    // A UUID that is none has no place in the table.
    expect(again.body?.memory).toEqual(memory);
    expect(again.body?.facts).toEqual(report.body?.facts);
  });

  it.each(['98', '198', '301'])('is read of bug type %s too', (bugType) => {
    expect(read(envelope(bugType, body))).toMatchObject({ kind: 'jetsam', bugType });
  });

  it('is told by its shape where the metadata line is gone', () => {
    expect(read(JSON.stringify(body))).toMatchObject({ kind: 'jetsam', bugType: null, process: { name: 'Harbor' } });
  });

  it('that broke off before its list keeps what stands above it', () => {
    const text = envelope('298', body);
    const cut = read(text.slice(0, text.indexOf('"processes"')));
    expect(cut.body?.memory).toMatchObject({ pageSize: 16384, largest: 'tided', processes: [] });
    expect(cut.process.name).toBeNull();
    expect(cut.warnings.length).toBeGreaterThan(0);
  });

  it('makes up no sizes where the size of a page is not known', () => {
    const { memoryStatus: _, ...rest } = body;
    const unsized = read(envelope('298', rest));
    expect(unsized.body?.memory?.processes[1]).toMatchObject({ bytes: null, facts: [['Resident pages', '10']] });
    expect(unsized.warnings).toHaveLength(1);
    expect(through(unsized).body?.memory).toMatchObject({ pageSize: null, processes: unsized.body?.memory?.processes });
  });

  it('keeps the threads where its body is that of a crash report', () => {
    const threads = [{ frames: [{ imageIndex: 0, imageOffset: 16 }] }];
    const usedImages = [{ base: 4096, size: 99, name: 'Harbor', uuid: '11111111-2222-3333-4444-555555555555' }];
    const shaped = read(envelope('298', { procName: 'Harbor', threads, usedImages }));
    expect(shaped).toMatchObject({
      kind: 'jetsam',
      bugType: '298',
      threads: [{ index: 0 }],
      images: [{ name: 'Harbor' }],
    });
    expect(through(shaped)).toMatchObject({ kind: 'jetsam', bugType: '298', threads: [{ index: 0 }] });
  });
});

/** What iOS wrote up to 9; columns and words as each of them had them. */
function lowMemory(table: readonly string[]): string {
  return [
    'Incident Identifier: AAAAAAAA-0000-0000-0000-000000000098',
    'CrashReporter Key:   feedfeed',
    'Hardware Model:      iPad2,5',
    'OS Version:          iPhone OS 7.0.4 (11B554a)',
    'Date:                2015-08-07 11:20:54 +0800',
    'Time since snapshot: 56 ms',
    '',
    'Free pages:                              922',
    'File-backed pages:                       5424',
    'Largest process:   tided',
    '',
    'Processes',
    ...table,
    '',
    '**End**',
  ].join('\n');
}

const ROW = {
  name: 'Harbor',
  pid: null,
  uuid: 'b3574f4bded1315cb2e50e5de205be48',
  bytes: 22810 * 4096,
  reason: 'vm-pageshortage',
};

describe('a low-memory text', () => {
  it.each([
    [
      'iOS 7',
      [
        '     Name                    <UUID>                       rpages       recent_max   fds      [reason]          (state)',
        '',
        '          Harbor <b3574f4bded1315cb2e50e5de205be48>        22810            22811  200   [vm-pageshortage]  (frontmost) (resume)',
        '           tided <1fea8c5a71943151b5cd304c7eb0fd8c>        25807            25807   50                      (daemon)',
        '     SpringBoard <3c0e305139b331c6b37d2e9516f5804f>        10207            10207  200',
      ],
      { ...ROW, most: 22811 * 4096, states: ['frontmost', 'resume'], facts: [['Fds', '200']] },
    ],
    [
      'iOS 8',
      [
        '     Name                    <UUID>              CPU Time   rpages  purgeable  recent_max  lifetime_max  fds   [reason]   (state)',
        '          Harbor <b3574f4bded1315cb2e50e5de205be48>   1.5     22810   7   22812   30000   100   [vm-pageshortage]   (frontmost)',
        '           tided <1fea8c5a71943151b5cd304c7eb0fd8c>   0.5     25807   0   25807   30000   100      (daemon)',
        '       my daemon <1fea8c5a71943151b5cd304c7eb0fd8d>   0.5         7   0       7       7   100',
      ],
      {
        ...ROW,
        most: 30000 * 4096,
        cpuTime: 1.5,
        states: ['frontmost'],
        facts: [
          ['Purgeable', '7'],
          ['Fds', '100'],
        ],
      },
    ],
    [
      'iOS 4',
      [
        '        Name                 UUID                    Count resident pages',
        '          Harbor <b3574f4bded1315cb2e50e5de205be48>   22810 (jettisoned) (active)',
        '           tided <1fea8c5a71943151b5cd304c7eb0fd8c>   25807',
        '             kbd <381e64e41bf43e48a09a23fb129eb0b4>     381 (jettisoned)',
      ],
      { ...ROW, reason: 'jettisoned', most: null, states: ['jettisoned', 'active'], facts: [] },
    ],
  ])('of %s is read by its headings', (_, table, expected) => {
    const report = read(lowMemory(table));
    expect(report).toMatchObject({
      kind: 'jetsam',
      format: 'jetsam-text',
      process: { name: 'Harbor' },
      crashedAt: '2015-08-07T11:20:54+08:00',
      device: 'iPad2,5',
      warnings: [],
    });
    expect(report.body?.memory?.processes).toHaveLength(3);
    expect(report.body?.memory?.processes[0]).toMatchObject(expected);
    expect(report.body?.memory).toMatchObject({ pageSize: 4096, largest: 'tided' });
    expect(report.body?.memory?.facts).toContainEqual(['Free pages', '922']);
    expect(through(report)).toEqual(report);
  });

  it('is read behind a metadata line', () => {
    const text = `{"bug_type":"98","os_version":"iPhone OS 9.3 (13E233)"}\n${lowMemory([`a <${ROW.uuid}> 5 5`])}`;
    expect(read(text)).toMatchObject({
      kind: 'jetsam',
      bugType: '98',
      body: { memory: { processes: [{ bytes: 20480 }] } },
    });
  });

  it('names rows that make no sense', () => {
    const report = read(lowMemory([`a <${ROW.uuid}> 5 5`, 'ebb and flow']));
    expect(report.warnings.map(({ message }) => message)).toEqual([
      'A line of the table could not be read: ebb and flow',
    ]);
  });

  it('takes the most since a process began from whichever column has it', () => {
    const table = [
      '     Name       | <UUID> |     CPU Time|     rpages|       purgeable| recent_max| lifetime_max| fds | [reason] | (state)',
      '...',
      `Harbor Watch Extension <${ROW.uuid}> 0.248        4255                0 - 5597   50 [per-process-limit] (frontmost)`,
    ];
    const report = read(lowMemory(table));
    expect(report.body?.memory?.processes).toMatchObject([
      { name: 'Harbor Watch Extension', bytes: 4255 * 4096, most: 5597 * 4096, reason: 'per-process-limit' },
    ]);
    expect(report.warnings.map(({ message }) => message)).toEqual([
      'Lines of the table were left out where it has an ellipsis.',
    ]);
  });

  it('keeps a process whose UUID was read off a picture', () => {
    const report = read(lowMemory(['Harbor <94c71d196ac73109bb6daccie7f2ad10>     985 (jettisoned)']));
    expect(report).toMatchObject({ process: { name: 'Harbor' }, warnings: [] });
    expect(through(report)).toEqual(report);
  });
});

describe('what people copy of a Jetsam event', () => {
  const entry = { uuid: 'c', states: ['frontmost'], rpages: 960, reason: 'per-process-limit', pid: 46, name: 'Tunnel' };

  it('may be the entry of one process', () => {
    const report = read(`    ${JSON.stringify(entry, null, 4)},\n`);
    expect(report).toMatchObject({ kind: 'jetsam', bugType: null, process: { name: 'Tunnel', pid: 46 } });
    expect(report.body?.memory?.processes[0]?.facts).toContainEqual(['Resident pages', '960']);
    expect(report.warnings.map(({ message }) => message)).toContain(
      'Only the entries of single processes were copied.',
    );
  });

  it('may be some entries, the first and the last cut off', () => {
    const others = JSON.stringify({ ...entry, name: 'tided', reason: null }, null, 1);
    const text = `   "lifetimeMax" : 675\n },\n ${JSON.stringify(entry)},\n ${others},\n {\n "rpages" : 7,\n "name" : "pi`;
    const report = read(text);
    expect(report.body?.memory?.processes.map(({ name }) => name)).toEqual(['Tunnel', 'tided']);
    expect(report.process.name).toBe('Tunnel');
    expect(through(report).body?.memory?.processes).toHaveLength(2);
  });

  it('may have an ellipsis between the processes', () => {
    const whole = envelope('298', {
      ...device,
      memoryStatus: { pageSize: 16384 },
      processes: [{ name: 'tided' }, entry],
    });
    const text = whole.replace(/\},\s*\{\s*"uuid"/, '},\n.\n.\n{ "uuid"');
    const report = read(text);
    expect(report.body?.memory?.processes.map(({ name }) => name)).toEqual(['tided', 'Tunnel']);
    expect(report.warnings.map(({ message }) => message)).toEqual([
      'The JSON has an ellipsis: parts of it were left out.',
    ]);
  });

  it('may be set in a narrow column', () => {
    const report = read(
      '{"bug_type":"298","times\ntamp":"2020-10-15 17:29:58.79\n +0100"}\n{"processes":[{"name":"a"}]}',
    );
    expect(report).toMatchObject({ crashedAt: '2020-10-15T17:29:58.79+01:00' });
  });

  it('may be names alone', () => {
    const report = read(envelope('298', { processes: [{ name: 'launchd', pid: 1 }] }));
    expect(report.body?.memory?.processes).toMatchObject([{ name: 'launchd', pid: 1 }]);
  });
});

describe('whom a Jetsam event is about', () => {
  it('is the process that was ended by its own fault, before those that were merely next', () => {
    const ended = (name: string, reason: string, rpages: number): object => ({ name, reason, rpages, pid: 5 });
    const processes = [ended('Window', 'vm-pageshortage', 9), ended('Harbor', 'per-process-limit', 2)];
    const report = read(envelope('298', { ...device, memoryStatus: { pageSize: 1 }, processes }));
    expect(report.process.name).toBe('Harbor');
  });
});
