import { describe, expect, it } from 'vitest';
import { explain } from '../../../../shared/signature/explain.ts';
import { crash, exception, type Story } from './reports.ts';

const badAccess = (subtype: string, more: Story = {}): Story => ({
  ...more,
  exception: exception('EXC_BAD_ACCESS', 'SIGSEGV', { subtype }),
});

const killed = (namespace: string, code: bigint, more: Partial<NonNullable<Story['termination']>> = {}): Story => ({
  exception: exception('EXC_CRASH', 'SIGKILL'),
  termination: { namespace, code, ...more },
});

const aborted = (...messages: readonly string[]): Story => ({ exception: exception('EXC_CRASH', 'SIGABRT'), messages });
const trapped = (...messages: readonly string[]): Story => ({
  exception: exception('EXC_BREAKPOINT', 'SIGTRAP'),
  messages,
});

describe('memory access', () => {
  it.each<[string, Story]>([
    ['null pointer', badAccess('KERN_INVALID_ADDRESS at 0x0000000000000000')],
    ['null pointer + 0x10', badAccess('KERN_INVALID_ADDRESS at 0x0000000000000010')],
    ['invalid address', badAccess('KERN_INVALID_ADDRESS at 0x00000001deadbeef')],
    [
      'pointer authentication failure',
      badAccess(
        'KERN_INVALID_ADDRESS at 0x0020000100b34d98 -> 0x0000000100b34d98 (possible pointer authentication failure)',
      ),
    ],
    ['protected memory', badAccess('KERN_PROTECTION_FAILURE at 0x0000000101052c60')],
    [
      'jump to memory that is no code',
      badAccess('KERN_PROTECTION_FAILURE at 0x0000000101052c60', { fault: '(Instruction Abort) Permission fault' }),
    ],
    ['misaligned address', badAccess('EXC_ARM_DA_ALIGN at 0x0000000101052c61')],
    ['invalid code signature of a page', badAccess('KERN_CODESIGN_ERROR at 0x0000000101052c60')],
    ['mapped file not readable', badAccess('KERN_MEMORY_ERROR at 0x0000000101052c60')],
    ['garbage pointer', badAccess('EXC_I386_GPFLT', { report: { arch: 'x86_64' } })],
    [
      'freed object in objc_msgSend',
      badAccess('KERN_INVALID_ADDRESS at 0x00000001deadbeef', { stack: 'libobjc.A.dylib  objc_msgSend\nHarbor  main' }),
    ],
    [
      'stack overflow',
      badAccess('KERN_PROTECTION_FAILURE at 0x000000016b0bfff0', {
        vmRegion:
          '0x16b0bfff0 is in 0x167000000-0x16b0c0000;  bytes after start: 67764208\n      REGION TYPE   START - END\n--->  STACK GUARD   167000000-16b0c0000 [ 64.0M] ---/rwx SM=NUL',
      }),
    ],
  ])('%s', (short, story) => {
    expect(explain(crash(story)).short).toBe(short);
  });

  it.each([
    ['(Data Abort) byte read Translation fault', 'Read through a null pointer'],
    ['(Data Abort) byte write Translation fault', 'Wrote through a null pointer'],
    ['(Instruction Abort) Translation fault', 'Called a null function pointer'],
  ])('the fault register %s tells what was done', (fault, title) => {
    expect(explain(crash({ fault })).title).toBe(title);
  });

  it('understands reporters that only know the signal', () => {
    const story = { exception: exception('SIGSEGV', 'SIGSEGV', { subtype: 'SEGV_MAPERR at 0x88' }) };
    expect(explain(crash(story)).short).toBe('null pointer + 0x88');
  });

  it('does not take a stack guard that is only listed for the place of the fault', () => {
    const vmRegion =
      '0x10 is not in any region.\n      UNUSED SPACE AT START\n--->\n      STACK GUARD   167000000-16b0c0000';
    expect(explain(crash({ vmRegion })).short).toBe('null pointer + 0x10');
  });
});

describe('what languages say', () => {
  it('names an uncaught exception and its reason', () => {
    const meaning = explain(
      crash(
        aborted(
          "*** Terminating app due to uncaught exception 'NSRangeException', reason: '*** -[__NSArrayM objectAtIndex:]: index 3 beyond bounds [0 .. 2]'",
          'terminating with uncaught exception of type NSException',
          'abort() called',
        ),
      ),
    );
    expect(meaning.short).toBe('uncaught NSRangeException');
    expect(meaning.text).toContain('index 3 beyond bounds [0 .. 2]');
  });

  it('keeps a reason with quotes whole', () => {
    const meaning = explain(
      crash(
        aborted(
          "*** Terminating app due to uncaught exception 'NSUnknownKeyException', reason: 'key 'a' of 'b' fails'\nabort() called",
        ),
      ),
    );
    expect(meaning.text).toBe("Nothing caught the exception. Its reason: key 'a' of 'b' fails.");
  });

  it('names an uncaught C++ exception', () => {
    const meaning = explain(crash(aborted('terminating with uncaught exception of type std::out_of_range: vector')));
    expect(meaning).toMatchObject({
      short: 'uncaught std::out_of_range',
      text: 'Nothing caught the exception. Its reason: vector.',
    });
  });

  it('knows from the backtrace alone that something was thrown', () => {
    const story = { exception: exception('EXC_CRASH', 'SIGABRT'), lastException: 'Harbor  -[Feed rowAt:]' };
    expect(explain(crash(story)).short).toBe('uncaught exception');
  });

  it.each([
    ['Harbor/Feed.swift:12: Fatal error: Index out of range', 'Index out of range'],
    [
      'Harbor/Feed.swift:12: Fatal error: Unexpectedly found nil while unwrapping an Optional value',
      'Unexpectedly found nil while unwrapping an Optional value',
    ],
    [
      "Swift/Range.swift:754: Fatal error: Can't form Range with upperBound < lowerBound",
      "Can't form Range with upperBound < lowerBound",
    ],
    ['Harbor/Feed.swift:3: Precondition failed: empty feed', 'Empty feed'],
    [
      "Could not cast value of type 'Harbor.A' (0x104f8c2a0) to 'Harbor.B' (0x104f8c3b8).",
      "Could not cast value of type 'Harbor.A' to 'Harbor.B'.",
    ],
    [
      'BUG IN CLIENT OF LIBDISPATCH: Assertion failed: Block was expected to execute on queue [com.apple.main-thread (0x1f2a3b4c0)]',
      'Assertion failed: Block was expected to execute on queue [com.apple.mai…',
    ],
  ])('%s', (message, short) => {
    expect(explain(crash(trapped(message))).short).toBe(short);
  });

  it('finds the reason of a Swift trap among the inlined calls', () => {
    const story = {
      ...trapped(),
      stack: 'Harbor  Swift runtime failure: arithmetic overflow [inlined]\nHarbor  Feed.load()',
    };
    expect(explain(crash(story))).toMatchObject({
      short: 'Arithmetic overflow',
      text: 'A number did not fit into its type.',
    });
  });

  it('finds it in the subtype, too', () => {
    const subtype = 'Swift runtime failure: unexpectedly found nil while unwrapping an Optional value';
    const story = { exception: exception('EXC_BREAKPOINT', 'SIGTRAP', { subtype }) };
    expect(explain(crash(story)).short).toBe('Unexpectedly found nil while unwrapping an Optional value');
  });

  it.each([
    ['Assertion failed: (count > 0), function load, file feed.c, line 12.', 'assertion failed: count > 0'],
    ['abort() called', 'abort() called'],
  ])('%s', (message, short) => {
    expect(explain(crash(aborted(message))).short).toBe(short);
  });

  it.each([
    ['libdispatch.dylib  _dispatch_assert_queue_fail', 'ran on the wrong queue'],
    ['libdispatch.dylib  __DISPATCH_WAIT_FOR_QUEUE__', 'waited for its own queue'],
    ['libsystem_malloc.dylib  malloc_report', 'heap corruption'],
    ['libsystem_platform.dylib  _os_unfair_lock_recursive_abort', 'took a lock twice'],
    ['libsystem_c.dylib  __stack_chk_fail', 'stack buffer overflow'],
    ['libc++abi.dylib  __cxa_pure_virtual', 'called a pure virtual function'],
    ['libswiftCore.dylib  swift_dynamicCastFailure', 'failed cast'],
  ])('knows what %s stands for', (frame, short) => {
    expect(explain(crash({ ...trapped(), stack: `${frame}\nHarbor  main` })).short).toBe(short);
  });
});

describe('terminations', () => {
  it.each<[string, Story]>([
    ['took too long to respond', killed('FRONTBOARD', 0x8badf00dn)],
    [
      'took longer than 10 s to update a scene',
      killed('FRONTBOARD', 0x8badf00dn, {
        reasons: ['scene-update watchdog transgression: exhausted real (wall clock) time allowance of 10.00 seconds'],
      }),
    ],
    ['file or SQLite lock held during suspension', killed('RUNNINGBOARD', 0xdead10ccn)],
    ['no CallKit call after a VoIP push', killed('RUNNINGBOARD', 0xbaadca11n)],
    ['ended because of heat', killed('SPRINGBOARD', 0xc00010ffn)],
    ['VoIP app resumed too often', killed('SPRINGBOARD', 0xbad22222n)],
    ['user force quit', killed('FRONTBOARD', 0xdeadfa11n)],
    ['low disk space', killed('RUNNINGBOARD', 0xbaddd15cn)],
    ['excessive use of system resources', killed('RUNNINGBOARD', 0xd00d2badn)],
    ['background task not finished in time', killed('RUNNINGBOARD', 0x2182bad2n)],
    ['background URL session not finished in time', killed('RUNNINGBOARD', 0x2182bad3n)],
    ['background fetch not finished in time', killed('RUNNINGBOARD', 0x2182bad4n)],
    ['too much CPU in a watch background task', killed('CAROUSEL', 0xc51bad01n)],
    ['watch background task not finished in time', killed('CAROUSEL', 0xc51bad02n)],
    ['watch too busy for the background task', killed('CAROUSEL', 0xc51bad03n)],
    ['security violation', killed('RUNNINGBOARD', 0x2bad45ecn)],
    [
      'missing NSCameraUsageDescription',
      killed('TCC', 0n, {
        details: [
          "This app has crashed because it attempted to access privacy-sensitive data without a usage description.  The app's Info.plist must contain an NSCameraUsageDescription key",
        ],
      }),
    ],
    ['missing library Charts', killed('DYLD', 1n, { reasons: ['Library not loaded: @rpath/Charts.framework/Charts'] })],
    [
      'missing library Charts',
      {
        exception: exception('EXC_CRASH', 'SIGTRAP'),
        messages: ['  Dyld Message: Library not loaded: @rpath/Charts.framework/Charts'],
        report: { termination: null },
      },
    ],
    ['missing symbol _feedVersion', killed('DYLD', 4n, { reasons: ['Symbol not found: _feedVersion'] })],
    ['a library is of another architecture', killed('DYLD', 2n)],
    ['a page of code was changed after signing', killed('CODESIGNING', 2n, { indicator: 'Invalid Page' })],
    ['memory limit exceeded', killed('JETSAM', 7n)],
    ['Application Triggered Fault', killed('LIBSYSTEM', 2n, { indicator: 'Application Triggered Fault' })],
    ['ended by ROSETTA (code 0x5)', killed('ROSETTA', 5n)],
    ['ended by NEWTHING (code 0x2a)', killed('NEWTHING', 42n)],
    ['killed by the system', killed('SIGNAL', 9n)],
  ])('%s', (short, story) => {
    expect(explain(crash(story)).short).toBe(short);
  });

  it('reads the codes of systems before iOS 9 from the exception', () => {
    const story = {
      exception: exception('00000020', null, { rawCodes: [0x8badf00dn] }),
      termination: { namespace: null, code: null },
    };
    expect(explain(crash(story)).short).toBe('took too long to respond');
  });

  it('names who killed the process', () => {
    const story = killed('SIGNAL', 9n, { byProcess: 'launchd' });
    expect(explain(crash(story)).text).toContain('launchd');
  });

  it('knows the namespaces that older systems only number', () => {
    const story = {
      ...badAccess('KERN_INVALID_ADDRESS at 0x00000001deadbeef'),
      termination: { namespace: '<0x1C>', code: 1n },
    };
    expect(explain(crash(story)).short).toBe('pointer authentication failure');
  });
});

describe('limits and guards', () => {
  it.each<[string, Story]>([
    ['CPU limit exceeded', { exception: exception('EXC_RESOURCE', null, { subtype: 'CPU_FATAL' }) }],
    ['too many wakeups', { exception: exception('EXC_RESOURCE', null, { subtype: 'WAKEUPS' }) }],
    ['memory limit exceeded', { exception: exception('EXC_RESOURCE', null, { rawCodes: [3n << 61n] }) }],
    ['resource limit exceeded', { exception: exception('EXC_RESOURCE', null) }],
    ['guarded Mach port', { exception: exception('EXC_GUARD', null, { subtype: 'GUARD_TYPE_MACH_PORT' }) }],
    ['guarded file descriptor', { exception: exception('EXC_GUARD', null, { rawCodes: [0x4000_0001_0000_0005n] }) }],
    ['guarded file', { exception: exception('EXC_GUARD', null, { subtype: 'GUARD_TYPE_VN' }) }],
  ])('%s', (short, story) => {
    expect(explain(crash(story)).short).toBe(short);
  });

  const guard = (more: Parameters<typeof exception>[2]): Story => ({ exception: exception('EXC_GUARD', null, more) });

  it.each<[string, Story]>([
    [
      'called close()',
      guard({ subtype: 'GUARD_TYPE_FD', message: 'CLOSE on file descriptor 12 (guarded with 0x08fd4dbfade2dead)' }),
    ],
    ['duplicated the descriptor', guard({ subtype: 'GUARD_TYPE_FD', message: 'DUP on file descriptor 5' })],
    ['wrote to the descriptor', guard({ rawCodes: [(2n << 61n) | (64n << 32n) | 5n, 0n] })],
    ['port’s references', guard({ subtype: 'GUARD_TYPE_MACH_PORT', rawCodes: [(1n << 61n) | (2n << 32n) | 0x1403n] })],
    ['has to stay where it is', guard({ subtype: 'GUARD_TYPE_MACH_PORT', message: 'ILLEGAL_MOVE on mach port 519' })],
    ['It was deleted', guard({ rawCodes: [(4n << 61n) | (4n << 32n) | 77n] })],
  ])('says what was done to it: %s', (deed, story) => {
    expect(explain(crash(story)).text).toContain(deed);
  });

  it('does not take the guard’s type for what was done', () => {
    const { text } = explain(crash(guard({ subtype: 'GUARD_TYPE_FD' })));
    expect(text).toMatch(/closed twice\.$/);
  });
});

describe('everything else', () => {
  it.each([
    ['EXC_ARITHMETIC', 'SIGFPE', 'arithmetic error, often a division by zero'],
    ['EXC_BREAKPOINT', 'SIGTRAP', 'trap'],
    ['EXC_BAD_INSTRUCTION', 'SIGILL', 'invalid instruction'],
    ['EXC_CRASH', 'SIGTERM', 'asked to end'],
    ['EXC_CRASH', 'SIGSYS', 'bad system call'],
    ['EXC_CRASH', 'SIGSEGV', 'ended by SIGSEGV'],
    ['EXC_SYSCALL', null, 'system call trapped'],
    ['EXC_OF_TOMORROW', null, 'cause unknown'],
  ])('%s %s: %s', (type, signal, short) => {
    expect(explain(crash({ exception: exception(type, signal) })).short).toBe(short);
  });

  it('does not guess', () => {
    const story = { exception: null, termination: { namespace: null, code: null } };
    expect(explain(crash(story))).toMatchObject({
      title: 'Cause unknown',
      text: 'The report names neither an exception nor a signal.',
    });
  });
});
