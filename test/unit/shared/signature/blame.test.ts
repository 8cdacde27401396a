import { describe, expect, it } from 'vitest';
import type { CrashReport } from '../../../../shared/report/report.ts';
import { blame } from '../../../../shared/signature/blame.ts';
import { crash, exception } from './reports.ts';

const deciding = (report: CrashReport): readonly (string | null)[] =>
  blame(report).deciding.map(({ normalised }) => normalised);

describe('the stack', () => {
  it('is that of the last exception, where there is one', () => {
    const report = crash({
      stack: 'libsystem_kernel.dylib  __pthread_kill\nHarbor  main',
      lastException: 'CoreFoundation  __exceptionPreprocess\nHarbor  -[Feed rowAt:]',
    });
    expect(blame(report).stack).toEqual({ kind: 'last-exception' });
    expect(deciding(report)).toEqual(['-[Feed rowAt:]']);
  });

  it('is the application specific backtrace, where a Mac wrote down the exception there', () => {
    const report = crash({
      exception: exception('EXC_CRASH', 'SIGABRT'),
      stack: 'libsystem_kernel.dylib  __pthread_kill\nHarbor  main',
      backtrace: 'CoreFoundation  __exceptionPreprocess\nHarbor  -[Feed rowAt:]',
    });
    expect(blame(report).stack).toEqual({ kind: 'backtrace', index: 0 });
  });

  it('is the crashed thread, where such a backtrace has nothing to do with the end', () => {
    const report = crash({ stack: 'Harbor  Feed.load()', backtrace: 'Harbor  -[Feed rowAt:]' });
    expect(deciding(report)).toEqual(['Feed.load()']);
  });

  it('is the crashed thread, not the first', () => {
    const report = crash({ others: ['Harbor  Idle.wait()'], stack: 'Harbor  Feed.load()' });
    expect(blame(report).stack).toEqual({ kind: 'thread', index: 1 });
  });

  it('is the triggered thread, when the system ended the app and the main thread has no part in it', () => {
    const report = crash({
      others: ['libsystem_kernel.dylib  mach_msg2_trap\nCoreFoundation  __CFRunLoopRun\nHarbor  main'],
      stack: 'libsystem_kernel.dylib  __semwait_signal\nHarbor  SyncEngine.migrate()',
      exception: exception('EXC_CRASH', 'SIGKILL'),
      termination: { namespace: 'RUNNINGBOARD', code: 0xdead10ccn },
    });
    expect(blame(report).stack).toEqual({ kind: 'thread', index: 1 });
    expect(deciding(report)).toEqual(['SyncEngine.migrate()']);
  });

  it('is the main thread, when the watchdog ended the app', () => {
    const report = crash({
      others: ['libsystem_kernel.dylib  __ulock_wait\nHarbor  SyncEngine.bootstrap()'],
      stack: 'Harbor  Feed.load()',
      exception: exception('EXC_CRASH', 'SIGKILL'),
      termination: { namespace: 'FRONTBOARD', code: 0x8badf00dn },
    });
    expect(blame(report).stack).toEqual({ kind: 'thread', index: 0 });
    expect(deciding(report)).toEqual(['SyncEngine.bootstrap()']);
  });

  it('is no other thread, when the crashed one has no frames', () => {
    const report = crash({ others: ['Harbor  Idle.wait()'], stack: '' });
    expect(blame(report)).toMatchObject({ stack: null, scope: 'none', deciding: [] });
  });

  it('is the first with frames, when the report names no crashed thread', () => {
    const report = crash({ others: ['', 'Harbor  Feed.load()'], stack: '', report: { crashedThread: null } });
    const threads = report.threads.map((thread) => ({ ...thread, triggered: false }));
    expect(blame({ ...report, threads }).stack).toEqual({ kind: 'thread', index: 1 });
  });
});

describe('the frames', () => {
  it('are the first two of the app, below the machinery of dying', () => {
    const report = crash({
      stack: `
        libsystem_kernel.dylib  __pthread_kill
        libsystem_pthread.dylib  pthread_kill
        libsystem_c.dylib  abort
        libswiftCore.dylib  _assertionFailure(_:_:file:line:flags:)
        Harbor  Feed.row(at:)
        UIKitCore  -[UITableView reloadData]
        Harbor  FeedController.viewDidLoad()
        Harbor  AppDelegate.launch()
        Harbor  main`,
    });
    expect(deciding(report)).toEqual(['Feed.row(at:)', 'FeedController.viewDidLoad()']);
    expect(blame(report).skipped).toEqual([
      '__pthread_kill',
      'pthread_kill',
      'abort',
      '_assertionFailure(_:_:file:line:flags:)',
    ]);
  });

  it('count inlined calls, innermost first', () => {
    const report = crash({
      stack: `
        Harbor  Swift runtime failure: Index out of range [inlined]
        Harbor  Feed.row(at:) [inlined]
        Harbor  FeedController.viewDidLoad()`,
    });
    expect(deciding(report)).toEqual(['Feed.row(at:)', 'FeedController.viewDidLoad()']);
    expect(blame(report).skipped).toEqual(['Swift runtime failure: Index out of range']);
  });

  it('pass over what reporters inside of apps do when the app ends', () => {
    for (const handler of [
      'CLSSignalHandler',
      'FIRCLSProcessRecordAllThreads',
      '__FIRCLSExceptionRecord_block_invoke',
      'CPPExceptionTerminate()',
      'sentrycrashcm_cppexception_callOriginalTerminationHandler',
      'uncaught_exception_handler',
    ]) {
      const report = crash({ stack: `Harbor  ${handler}\nHarbor  Feed.load()` });
      expect(deciding(report)).toEqual(['Feed.load()']);
    }
  });

  it('pass over reference counting that was called for a given register', () => {
    const report = crash({ stack: 'libobjc.A.dylib  objc_retain_x22\nUIKitCore  -[UIView layoutSubviews]' });
    expect(deciding(report)).toEqual(['-[UIView layoutSubviews]']);
  });

  it('pass over a caller of the system whose return address begins a function: it is another’s', () => {
    const report = crash({
      lastException: 'CoreFoundation  __exceptionPreprocess\nCoreFoundation  -[NSSet init]\nUIKitCore  -[UIView show]',
    });
    const frames = report.lastException?.map((frame, index) => (index === 1 ? { ...frame, symbolOffset: 0n } : frame));
    expect(deciding({ ...report, lastException: frames ?? [] })).toEqual(['-[UIView show]']);
  });

  it('are those of an image with the name of the program, where the report has no list of images', () => {
    const report = crash({ stack: 'UIKitCore  -[UIView show]\nHarbor  Feed.load()' });
    const threads = report.threads.map((thread) => ({
      ...thread,
      frames: thread.frames.map((frame) => ({ ...frame, image: null })),
    }));
    expect(deciding({ ...report, threads, images: [] })).toEqual(['Feed.load()']);
    expect(deciding({ ...report, threads })[0]).toBe('-[UIView show]');
  });

  it('pass over the machinery of the system, and keep functions of the app with such names', () => {
    const report = crash({ stack: 'libsystem_c.dylib  abort\nHarbor  abort\nHarbor  Feed.load()' });
    expect(deciding(report)).toEqual(['abort', 'Feed.load()']);
  });

  it.each(['objc_msgSend', 'swift_release', 'objc_release', '-[NSException raise]', '_dispatch_assert_queue_fail'])(
    'are never %s of the system',
    (name) => {
      expect(deciding(crash({ stack: `libobjc.A.dylib  ${name}\nHarbor  -[Feed load]` }))).toEqual(['-[Feed load]']);
    },
  );

  it('pass over glue of the compiler and the standard library compiled into the app', () => {
    const report = crash({
      stack: `
        Harbor  <deduplicated_symbol>
        Harbor  std::__1::vector<int>::at[abi:ne200100](unsigned long)
        Harbor  thunk for @escaping @callee_guaranteed () -> ()
        Harbor  outlined release of Feed
        Harbor  harbor::Grid::at(int)`,
    });
    expect(deciding(report)).toEqual(['harbor::Grid::at(int)']);
  });

  it('are those of the system, when the app only has its entry point on the stack', () => {
    const report = crash({
      stack: `
        libobjc.A.dylib  objc_release
        libdispatch.dylib  _dispatch_main_queue_drain
        CoreFoundation  _CFAutoreleasePoolPop
        UIKitCore  -[UIApplication _run]
        UIKitCore  UIApplicationMain
        Harbor  static AppDelegate.$main()
        Harbor  main
        dyld  start`,
    });
    expect(blame(report).scope).toBe('system');
    expect(deciding(report)).toEqual(['_CFAutoreleasePoolPop']);
  });

  it('are the entry point, when it crashes itself', () => {
    expect(deciding(crash({ stack: 'Harbor  main\ndyld  start' }))).toEqual(['main']);
  });

  it('of a recursion are the functions that call one another, in a fixed order', () => {
    const round = 'Harbor  Node.depth()\nHarbor  Node.count()\n';
    const bottom = 'Harbor  Tree.draw()\nHarbor  main';
    const one = crash({ stack: `Harbor  Node.describe()\n${round.repeat(200)}${bottom}` });
    const other = crash({ stack: `Harbor  Node.count()\n${round.repeat(180)}${bottom}` });
    expect(blame(one).scope).toBe('recursion');
    expect(deciding(one)).toEqual(['Node.count()', 'Node.depth()']);
    expect(deciding(other)).toEqual(deciding(one));
  });

  it('count a function once, however often it is on the stack', () => {
    const report = crash({ stack: `${'Harbor  Node.depth()\n'.repeat(7)}Harbor  Tree.draw()` });
    expect(deciding(report)).toEqual(['Node.depth()', 'Tree.draw()']);
  });

  it('may be addresses, and addresses in the libraries of dying are none', () => {
    const report = crash({
      stack: 'libsystem_kernel.dylib  + 0x9334\nlibsystem_c.dylib  + 0x77b84\nHarbor  + 0x4a1c8',
    });
    const [first] = blame(report).deciding;
    expect(first?.line.imageOffset).toBe(0x4a1c8n);
    expect(blame(report).skipped).toHaveLength(2);
  });

  it('are not those of Swift’s libraries, although they travel with the app', () => {
    const report = crash({ stack: 'libswiftCore.dylib  Array.subscript.getter\nHarbor  Feed.row(at:)' });
    const images = report.images.map((image) => ({ ...image, inApp: true }));
    expect(deciding({ ...report, images })).toEqual(['Feed.row(at:)']);
  });
});
