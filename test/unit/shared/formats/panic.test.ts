import { describe, expect, it } from 'vitest';
import { device, envelope, PANIC, read, shot, through } from './system-reports.ts';

describe('a panic', () => {
  const report = read(envelope('210', { ...shot, panicString: PANIC, panicFlags: '0x802', socId: '8150' }));
  const panic = report.body?.panic;

  it('says what the kernel said, without its own marks around it', () => {
    expect(report).toMatchObject({ kind: 'panic', bugType: '210', device: 'iPhone15,2', warnings: [] });
    expect(panic?.reason).toBe('Tide too high: 7 > 5');
    expect(panic?.text).toBe(PANIC);
  });

  it('has the facts of the text, and none of its lists', () => {
    expect(panic?.facts).toEqual([
      ['Debugger message', 'panic'],
      ['Kernel UUID', '31313131-AAAA-BBBB-CCCC-DDDDDDDDDDDD'],
      ['Kernel text exec base', '0xfffffe004fb24000'],
      ['Panicked task', '5589 pages, 37 threads: pid 512: Harbor'],
      ['Panicked thread', '0xf7fffe2163e7e180, backtrace: 0xfffffec990576830, tid: 6699'],
      ['Last started extension', 'com.example.driver.Pier\t5.0.0 (addr 0xfffffe004efe6290, size 2644)'],
    ]);
    expect(report.body?.facts).toEqual(
      expect.arrayContaining([
        ['Panic flags', '0x802'],
        ['Soc ID', '8150'],
      ]),
    );
  });

  it('knows the task and the thread that panicked', () => {
    expect(report.process).toMatchObject({ name: 'Harbor', pid: 512 });
    const threads = report.body?.processes.flatMap((process) => process.threads) ?? [];
    expect(threads.filter(({ triggered }) => triggered).map(({ id }) => id)).toEqual([6699n]);
  });

  it('puts the backtrace into the kernel and its extensions', () => {
    expect(panic?.extensions).toEqual([
      'com.example.driver.Tide(2.0)[99999999-F408-3BEC-8010-CECA92DC9A6A]@0xfffffe0051384f20->0xfffffe00513c2eff',
    ]);
    const [backtrace, ...others] = report.backtraces;
    expect(others).toEqual([]);
    expect(backtrace?.title).toBe('Panicked thread 6699');
    expect(
      backtrace?.frames.map(({ image, imageOffset, status }) => [
        image === null ? null : report.images[image]?.name,
        imageOffset,
        status,
      ]),
    ).toEqual([
      ['kernel', 0x464d0n, 'system'],
      ['com.example.driver.Tide', 0x60n, 'missing-dsym'],
      [null, null, 'unknown-image'],
    ]);
  });

  it('names the kernel of the stackshot by its UUID, and lists the extensions behind it', () => {
    expect(report.images.map(({ name }) => name)).toEqual([
      null,
      'dyld_shared_cache',
      null,
      'kernel',
      'kernel',
      'com.example.driver.Tide',
      'com.apple.kec.corecrypto',
    ]);
  });

  it('comes back out of its text', () => {
    const again = through(report);
    expect(again).toEqual({ ...report, format: 'panic-text', images: again.images });
    const facts = (list: typeof report.images): unknown =>
      list.map(({ name, uuid, base, size }) => [name, uuid, base, size]);
    expect(facts(again.images)).toEqual(facts(report.images));
  });

  it('may stand in a report of a forced reset', () => {
    const reset = read(envelope('151', { ...shot, panicString: PANIC }));
    expect(reset).toMatchObject({ kind: 'forced-reset', body: { panic: { reason: 'Tide too high: 7 > 5' } } });
    expect(through(reset).kind).toBe('forced-reset');
  });
});

describe('what the kernel said', () => {
  const reasonOf = (first: string): readonly [string | undefined, string | undefined] => {
    const { body } = read(envelope('210', { ...device, panicString: `${first}\nDebugger message: panic` }));
    return [body?.panic?.reason, body?.panic?.facts.find(([label]) => label === 'Source')?.[1]];
  };

  it.each([
    ['panic(cpu 2 caller 0xfffffff0): "No pier.\\n"@/src/Pier.cpp:12', 'No pier.', '/src/Pier.cpp:12'],
    [
      'panic(cpu 9 caller 0xfe): "AMCC0 error: 0x8" @AppleHandler.cpp:4281',
      'AMCC0 error: 0x8',
      'AppleHandler.cpp:4281',
    ],
    [
      'panic(cpu 0 caller 0xfe): userspace watchdog timeout: no checkins @pier.c:7',
      'userspace watchdog timeout: no checkins',
      'pier.c:7',
    ],
    ['Debugger message: WDT timeout\n94s ago: 3100m0', 'WDT timeout', undefined],
    ['Unexpected SoC (system) watchdog reset', 'Unexpected SoC (system) watchdog reset', undefined],
    ['Panic(CPU 1, time 55): NMIPI for unresponsive processor', 'NMIPI for unresponsive processor', undefined],
    [
      'panic(cpu 0 caller 0xfe): "GPU Panic: BAR0 0xc0\n\n"@/src/GPU.cpp:127',
      'GPU Panic: BAR0 0xc0',
      '/src/GPU.cpp:127',
    ],
    ['panic(cpu 0 caller 0xfe): tide: "No pier.\n. Rev=\n"@/src/T.cpp:4', 'tide: No pier. . Rev=', '/src/T.cpp:4'],
    [
      'panic(cpu 1 caller 0x1a):\n"/src/arc.c:32\nassertion failed"@/src/printf.c:42',
      '/src/arc.c:32 assertion failed',
      '/src/printf.c:42',
    ],
    [
      'panic(cpu 3 caller 0xfe): "link down (DETECT_QUIET)\\\\n" @Port.cpp:16',
      'link down (DETECT_QUIET)',
      'Port.cpp:16',
    ],
  ])('is found in %j', (first, reason, source) => {
    expect(reasonOf(first)).toEqual([reason, source]);
  });

  it('is that of macOS where a coprocessor reports for it', () => {
    const mac = { ...device, build: 'Bridge OS 6.2 (19P744)', product: 'iBridge2,16', panicString: 'none' };
    const macOSPanicString = 'panic(cpu 2 caller 0xffffff8014016487): "timed out"@/src/IOPower.cpp:5';
    expect(read(envelope('210', { ...mac, macOSPanicString })).body?.panic?.reason).toBe('timed out');
  });

  it('is that of the coprocessor where macOS had nothing to say', () => {
    const said = { ...device, macOSPanicString: 'not yet set', panicString: 'Unexpected reset' };
    expect(read(envelope('210', said)).body?.panic?.reason).toBe('Unexpected reset');
  });

  it('comes with the stackshot that a coprocessor packed', () => {
    const macOSProcessedStackshotData = Buffer.from(JSON.stringify(shot)).toString('base64');
    const report = read(envelope('210', { ...device, macOSPanicString: PANIC, macOSProcessedStackshotData }));
    expect(report.body?.processes.map(({ name }) => name)).toEqual(['kernel_task', 'Harbor']);
    expect(
      read(envelope('210', { ...device, macOSPanicString: PANIC, macOSProcessedStackshotData: '%' })).body?.processes,
    ).toEqual([]);
  });
});

const MAC = [
  'Anonymous UUID:       AAAAAAAA-573F-5F07-8A1A-F85AFFB76705',
  '',
  'Thu Dec  5 18:00:31 2019',
  '',
  '*** Panic Report ***',
  'panic(cpu 4 caller 0xffffff7f96848367): "[Tide] Failed to wake.\\n"@/src/Tide.cpp:1464',
  'Backtrace (CPU 4), Frame : Return Address',
  '0xffffff9246a0b630 : 0xffffff8013a6de46 ',
  '0xffffff8094723980 : 0xffffff801372ad21 mach_kernel : _panic + 0xd1',
  '0xffffff9246a0b8e0 : 0xffffff7f96848367 ',
  '      Kernel Extensions in backtrace:',
  '         com.example.driver.Tide(10.3.6)[42FCB8E8-3EE5-396D-8426-8CD4145B01E4]@0xffffff7f96830000->0xffffff7f96926fff',
  '            dependency: com.apple.iokit.IOSurface(211.15)[37BCC686-AF99-3381-AC4F-E54A347E0F40]@0xffffff7f9676c000',
  '',
  'BSD process name corresponding to current thread: Harbor',
  '',
  'Mac OS version:',
  '17G9016',
  '',
  'Kernel UUID: 957CED9A-DB89-3CA2-9986-9CFD6283B806',
  'Kernel text base: 0xffffff8013600000',
  'System model name: MacBookPro14,3 (Mac-551B86E5744E2388)',
  'loaded kexts:',
  'com.example.driver.Tide\t10.3.6',
  'EOF',
  'Model: MacBookPro14,3, BootROM 198.71.1.0.0',
  'Graphics: None, None, PCIe',
].join('\n');

describe('facts of a panic', () => {
  const factsOf = (...lines: readonly string[]): unknown =>
    read(envelope('210', { ...device, panicString: ['panic(cpu 0 caller 0xfe): a', ...lines].join('\n') })).body?.panic
      ?.facts;

  it.each([
    ['Failure code:: 0x00000040 00000014', 'Failure code', '0x00000040 00000014'],
    ['Panic diags file available: NO (0xe00002bc)', 'Panic diags file available', 'NO (0xe00002bc)'],
    ['!UUID: b9f40618-d5de-306f-bcd2-42f07dc6842b', 'UUID', 'b9f40618-d5de-306f-bcd2-42f07dc6842b'],
    ['last unloaded kext at 1568: com.example.Pier 6.5', 'Last unloaded extension', 'com.example.Pier 6.5'],
    ['Missing sensor(s): Mic2', 'Missing sensor(s)', 'Mic2'],
  ])('are read from %j', (line, label, value) => {
    expect(factsOf(line)).toEqual([[label, value]]);
  });

  it('do not repeat what the kernel said', () => {
    const nested = read(
      envelope('210', { ...device, macOSPanicString: 'Nested panic: 2', panicString: 'not yet set' }),
    );
    expect(nested.body?.panic).toMatchObject({ reason: 'Nested panic: 2', facts: [] });
    expect(nested.body?.facts).toEqual([]);
  });
});

describe('a panic that was cut off in the middle of its words', () => {
  it('is read as far as they go', () => {
    const whole = envelope('210', { ...device, panicString: PANIC });
    const report = read(whole.slice(0, whole.indexOf('fp: 0xfffffec990576920')));
    expect(report).toMatchObject({ kind: 'panic', process: { name: 'Harbor', pid: 512 } });
    expect(report.backtraces[0]?.frames).toHaveLength(1);
    expect(report.warnings.map(({ message }) => message).join()).toContain('breaks off');
  });
});

describe('a panic as text', () => {
  const report = read(MAC);

  it('knows the Mac, the moment and the process', () => {
    expect(report).toMatchObject({
      kind: 'panic',
      format: 'panic-text',
      process: { name: 'Harbor' },
      os: { name: 'macOS', build: '17G9016' },
      platform: 'macOS',
      device: 'MacBookPro14,3',
      crashedAt: '2019-12-05T18:00:31',
      deviceKey: 'AAAAAAAA-573F-5F07-8A1A-F85AFFB76705',
      warnings: [],
    });
    expect(report.body?.panic?.reason).toBe('[Tide] Failed to wake.');
  });

  it('reads what is named in the backtrace', () => {
    expect(report.backtraces[0]).toMatchObject({ title: 'Backtrace of processor 4' });
    expect(
      report.backtraces[0]?.frames.map(({ image, location, symbolOffset }) => [image, location?.symbol, symbolOffset]),
    ).toEqual([
      [0, undefined, null],
      [0, '_panic', 0xd1n],
      [1, undefined, null],
    ]);
  });

  it('has no registers among its facts', () => {
    const registers = [
      'x0: 0x1 x1: 0x2',
      'pc: 0x3 cpsr: 0x4',
      'RAX: 0x5, RBX: 0x6',
      'CR0: 0x7',
      'Boot    : 0x5ce3 0x9',
    ];
    const text = MAC.replace('Backtrace (CPU', `${registers.join('\n')}\nFault CR2: 0x10\nBacktrace (CPU`);
    expect(read(text).body?.panic?.facts.map(([label]) => label)).toEqual([
      'Source',
      'Fault CR2',
      'BSD process name corresponding to current thread',
      'Mac OS version',
      'Kernel UUID',
      'Kernel text base',
      'System model name',
    ]);
  });

  it('comes back out of its text', () => {
    expect(through(report)).toEqual(report);
  });

  it('is read alone, without anything around it', () => {
    expect(read('panic(cpu 2 caller 0xfff): "zone"')).toMatchObject({
      kind: 'panic',
      body: { panic: { reason: 'zone' } },
    });
  });

  it('is read behind a metadata line', () => {
    const text = `{"bug_type":"110","os_version":"iPhone OS 9.3 (13E233)"}\n${MAC}`;
    expect(read(text)).toMatchObject({
      kind: 'panic',
      bugType: '110',
      os: { version: '9.3' },
      device: 'MacBookPro14,3',
      crashedAt: '2019-12-05T18:00:31',
    });
  });

  it('is read where it was set in, as code in a page is', () => {
    const indented = MAC.split('\n')
      .slice(5, -3)
      .map((line) => `    ${line}`);
    const report = read(indented.join('\n'));
    expect(report).toMatchObject({ process: { name: 'Harbor' }, os: { build: '17G9016' }, device: 'MacBookPro14,3' });
    expect(report.body?.panic?.text).toBe(MAC.split('\n').slice(5, -3).join('\n'));
    expect(through(report)).toEqual(report);
  });

  it('is read where each line has an empty one behind it', () => {
    const apart = MAC.split('\n').slice(5, -3).join('\n\n');
    const dense = read(MAC.split('\n').slice(5, -3).join('\n'));
    const report = read(apart);
    expect(report.backtraces).toEqual(dense.backtraces);
    expect(report.images).toEqual(dense.images);
    expect(report.body?.panic?.facts).toEqual(dense.body?.panic?.facts);
  });

  it('is read where a forum broke long words', () => {
    const broken = MAC.replace('8CD4145B01E4]', '8CD41 45B01E4]').replace(
      '@0xffffff7f9676c000',
      '@0 xffffff7f9676c000',
    );
    expect(read(broken).images).toEqual(report.images);
  });

  it('names the image of a frame where no list does', () => {
    const bare = read('panic(cpu 0 caller 0xfe): "a"\n0xffffff80 : 0xffffff8013 mach_kernel : _panic.cold.1');
    expect(bare.backtraces[0]?.frames).toMatchObject([
      { image: null, imageName: 'mach_kernel', location: { symbol: '_panic.cold.1' }, symbolOffset: null },
    ]);
    expect(through(bare)).toEqual(bare);
  });

  it.each([
    ['macOS', 'Kernel text base:  0xfffffe001057c000'],
    ['macOS', 'Kernel version: Darwin Kernel Version 19.3.0: root:xnu-6153.81.5~1/RELEASE_X86_64'],
    ['macOS', 'Backtrace (CPU 0), panicked thread: 0xffffff9061f9ca90, Frame : Return Address'],
    [null, 'Kernel text base: 0xfffffff01d204000'],
  ])('is of %s where the panic says %j', (name, line) => {
    expect(read(`panic(cpu 0 caller 0xfe): "a"\nOS version: 24F74\n${line}`).os).toMatchObject({ name });
  });

  it('of a PowerPC has its frames in rows', () => {
    const text = [
      'Unresolved kernel trap(cpu 0): 0x300 - Data access DAR=0x30D6334E',
      'Latest crash info for cpu 0:',
      '      Backtrace:',
      '0x27B5E6C4 0x27B5D82C 0x27B5607C',
      '         0x0008C248 0x00029234',
      '      Kernel loadable modules in backtrace (with dependencies):',
      '         com.example.Tide(4.1.8)@0x27b3a000',
      'panic(cpu 0 caller 0xFFFF0003): 0x300 - Data access',
      '      Backtrace:',
      '         0x000954F8 0x00095A10',
    ];
    const report = read(text.join('\n'));
    expect(report.body?.panic).toMatchObject({
      reason: '0x300 - Data access DAR=0x30D6334E',
      extensions: ['com.example.Tide(4.1.8)@0x27b3a000'],
    });
    expect(report.backtraces.map(({ frames }) => frames.length)).toEqual([5, 2]);
    expect(through(report)).toEqual(report);
  });

  it('is read from one line of its JSON, without the quote in front, as of the build that it names', () => {
    const report = read(
      `panicString" : ${JSON.stringify(PANIC.replace('Kernel UUID', 'OS version: 20D67\nKernel UUID'))},\n`,
    );
    expect(report).toMatchObject({ kind: 'panic', process: { name: 'Harbor' }, os: { name: null, build: '20D67' } });
    expect(through(report).os).toEqual(report.os);
  });

  it('is read where its line breaks are still escaped', () => {
    const report = read(
      'panic(cpu 0 caller 0xfe): no checkins from tided\\nMissing sensor(s): TG0B \\nservice: tided, 180 seconds',
    );
    expect(report.body?.panic).toMatchObject({
      reason: 'no checkins from tided',
      facts: [
        ['Missing sensor(s)', 'TG0B'],
        ['service', 'tided, 180 seconds'],
      ],
    });
    expect(through(report)).toEqual(report);
  });

  it('is read from lines of its JSON that were copied without the brace in front of them', () => {
    const report = read(
      '  "product" : "iPhone10,3",\n...\n  "panicString" : "panic(cpu 5 caller 0xfe): Kernel data abort."\n',
    );
    expect(report).toMatchObject({
      kind: 'panic',
      device: 'iPhone10,3',
      body: { panic: { reason: 'Kernel data abort.' } },
    });
  });
});
