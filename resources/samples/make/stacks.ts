/** The stacks of the sample reports: each walks calls that the compiled sources really make. */
import type { Built } from './toolchain.ts';

/** The images of one version of the app. */
export interface Version {
  readonly version: string;
  readonly build: string;
  readonly app: Built;
  readonly kit: Built;
  readonly analytics: Built;
}

/** A frame as it will stand in a report: in one of ours by offset, or in the system's by name. */
export type Step =
  | { readonly kind: 'own'; readonly image: Built; readonly offset: number }
  | { readonly kind: 'system'; readonly image: string; readonly symbol: string; readonly offset: number };

const S = '_$s6Harbor';

/** A frame of a system library, already named by Apple as on real devices. */
export function system(image: string, symbol: string, offset: number): Step {
  return { kind: 'system', image, symbol, offset };
}

function own(image: Built, offset: number): Step {
  return { kind: 'own', image, offset };
}

const START = system('dyld', 'start', 2104);

function mainTail({ app }: Version): readonly Step[] {
  return [
    system('CoreFoundation', '__CFRUNLOOP_IS_CALLING_OUT_TO_A_SOURCE0_PERFORM_FUNCTION__', 28),
    system('CoreFoundation', '__CFRunLoopDoSource0', 176),
    system('CoreFoundation', '__CFRunLoopDoSources0', 244),
    system('CoreFoundation', '__CFRunLoopRun', 828),
    system('CoreFoundation', 'CFRunLoopRunSpecific', 608),
    system('GraphicsServices', 'GSEventRunModal', 164),
    system('UIKitCore', '-[UIApplication _run]', 888),
    system('UIKitCore', 'UIApplicationMain', 340),
    own(app, app.returnAddress(`${S}11AppDelegateC5$mainyyFZ`, '_UIApplicationMain')),
    own(app, app.returnAddress('_main', `${S}11AppDelegateC5$mainyyFZ`)),
    START,
  ];
}

const WORKER_TAIL: readonly Step[] = [
  system('libdispatch.dylib', '_dispatch_call_block_and_release', 32),
  system('libdispatch.dylib', '_dispatch_client_callout', 20),
  system('libdispatch.dylib', '_dispatch_queue_override_invoke', 788),
  system('libdispatch.dylib', '_dispatch_root_queue_drain', 396),
  system('libdispatch.dylib', '_dispatch_worker_thread2', 164),
  system('libsystem_pthread.dylib', '_pthread_wqthread', 228),
  system('libsystem_pthread.dylib', 'start_wqthread', 8),
];

const ABORT: readonly Step[] = [
  system('libsystem_kernel.dylib', '__pthread_kill', 8),
  system('libsystem_pthread.dylib', 'pthread_kill', 268),
  system('libsystem_c.dylib', 'abort', 180),
];

const SWIFT_TRAP = system(
  'libswiftCore.dylib',
  '$ss17_assertionFailure__4file4line5flagss5NeverOs12StaticStringV_SSAHSus6UInt32VtF',
  312,
);

/** Reads a property of an object that is gone; both the property and the caller are inlined. */
export function readOfNull(v: Version): readonly Step[] {
  const { app } = v;
  return [
    own(app, app.addressOfLine(`${S}11UserManagerC11currentUserAA4UserVvg`, 19)),
    own(
      app,
      app.returnAddress(`${S}21ProfileViewControllerC11viewDidLoadyyF`, `${S}11UserManagerC11currentUserAA4UserVvg`),
    ),
    own(
      app,
      app.returnAddress(
        `${S}21ProfileViewControllerC13viewDidAppearyySbF`,
        `${S}21ProfileViewControllerC11viewDidLoadyyF`,
      ),
    ),
    system('UIKitCore', '-[UIViewController _setViewAppearState:isAnimating:]', 1012),
    system('UIKitCore', '-[UIViewController __viewDidAppear:]', 156),
    system('UIKitCore', '-[UINavigationController viewDidAppear:]', 132),
    system('UIKitCore', '_runAfterCACommitDeferredBlocks', 256),
    system('QuartzCore', 'CA::Context::commit_transaction(CA::Transaction*, double, double*)', 464),
    system('QuartzCore', 'CA::Transaction::commit()', 648),
    ...mainTail(v),
  ];
}

/** A Swift array read past its end. */
export function indexOutOfRange(v: Version): readonly Step[] {
  const { app } = v;
  return [
    SWIFT_TRAP,
    own(
      app,
      app.returnAddress(
        `${S}9FeedModelC3row2atSSSi_tF`,
        '_$ss17_assertionFailure__4file4line5flagss5NeverOs12StaticStringV_SSAHSus6UInt32VtF',
      ),
    ),
    own(app, app.returnAddress(`${S}18FeedViewControllerC4cell3forSSSi_tF`, `${S}9FeedModelC3row2atSSSi_tF`)),
    system(
      'UIKitCore',
      '-[UICollectionView _createPreparedCellForItemAtIndexPath:withLayoutAttributes:applyAttributes:isFocused:notify:]',
      1740,
    ),
    system('UIKitCore', '-[UICollectionView _updateVisibleCellsNow:]', 3184),
    system('UIKitCore', '-[UICollectionView layoutSubviews]', 356),
    system('UIKitCore', '-[UIView(CALayerDelegate) layoutSublayersOfLayer:]', 1980),
    system('QuartzCore', 'CA::Layer::layout_if_needed(CA::Transaction*)', 536),
    ...mainTail(v),
  ];
}

/** The stack on which an NSException was thrown. */
export function thrown(v: Version): readonly Step[] {
  const { app } = v;
  return [
    system('CoreFoundation', '__exceptionPreprocess', 164),
    system('libobjc.A.dylib', 'objc_exception_throw', 60),
    own(app, app.returnAddress('-[HRBTileMapView tileAtX:y:]', '_objc_exception_throw')),
    own(app, app.returnAddress('_harbor_objc_tile', '_objc_msgSend')),
    own(app, app.returnAddress(`${S}17MapViewControllerC8showTile1xySi_tF`, '_harbor_objc_tile')),
    system('UIKitCore', '-[UIGestureRecognizerTarget _sendActionWithGestureRecognizer:]', 64),
    system('UIKitCore', '_UIGestureRecognizerSendTargetActions', 88),
    ...mainTail(v),
  ];
}

/** The stack on which the process then ended. */
export function terminated(v: Version): readonly Step[] {
  return [
    ...ABORT,
    system('libc++abi.dylib', 'abort_message', 132),
    system('libc++abi.dylib', 'demangling_terminate_handler()', 320),
    system('libobjc.A.dylib', '_objc_terminate()', 124),
    system('libc++abi.dylib', 'std::__terminate(void (*)())', 16),
    system('libc++abi.dylib', 'std::terminate()', 36),
    ...mainTail(v).slice(2),
  ];
}

/** Waits for a lock while the app should come up. */
export function launchTooSlow({ app }: Version): readonly Step[] {
  return [
    system('libsystem_kernel.dylib', 'semaphore_wait_trap', 8),
    system('libdispatch.dylib', '_dispatch_sema4_wait', 28),
    system('libdispatch.dylib', '_dispatch_semaphore_wait_slow', 132),
    own(app, app.returnAddress(`${S}10SyncEngineC12migrateStoreyyF`, '_dispatch_semaphore_wait')),
    own(app, app.returnAddress(`${S}10SyncEngineC9bootstrapyyF`, `${S}10SyncEngineC12migrateStoreyyF`)),
    own(app, app.returnAddress(`${S}11AppDelegateC18didFinishLaunchingySbSiF`, `${S}10SyncEngineC9bootstrapyyF`)),
    system('UIKitCore', '-[UIApplication _handleDelegateCallbacksWithOptions:isSuspended:restoreState:]', 320),
    system(
      'UIKitCore',
      '-[UIApplication _callInitializationDelegatesWithActions:forCanvas:payload:fromOriginatingProcess:]',
      2892,
    ),
    system('UIKitCore', '-[UIApplication _runWithMainScene:transitionContext:completion:]', 972),
    system('UIKitCore', '-[UIApplication _compellApplicationLaunchToCompleteUnconditionally]', 60),
    system('UIKitCore', 'UIApplicationMain', 340),
    own(app, app.returnAddress(`${S}11AppDelegateC5$mainyyFZ`, '_UIApplicationMain')),
    own(app, app.returnAddress('_main', `${S}11AppDelegateC5$mainyyFZ`)),
    START,
  ];
}

/** A C++ assertion in an inlined method of a template. */
export function assertion(v: Version): readonly Step[] {
  const { app } = v;
  const lookup = '__ZNK6harbor6search5IndexIlLi8EE6lookupERKl';
  return [
    ...ABORT,
    system('libsystem_c.dylib', '__assert_rtn', 284),
    own(app, app.returnAddress(lookup, '___assert_rtn')),
    own(app, app.returnAddress('_harbor_index_lookup', lookup)),
    own(app, app.returnAddress(`${S}9FeedModelC3row2atSSSi_tF`, '_harbor_index_lookup')),
    own(app, app.returnAddress(`${S}18FeedViewControllerC4cell3forSSSi_tF`, `${S}9FeedModelC3row2atSSSi_tF`)),
    system('UIKitCore', '-[UITableView _createPreparedCellForGlobalRow:withIndexPath:willDisplay:]', 892),
    system('UIKitCore', '-[UITableView _updateVisibleCellsNow:]', 2312),
    ...mainTail(v),
  ];
}

/** A closure of a network call force-unwraps nothing. */
export function unwrapOfNil({ app }: Version): readonly Step[] {
  const fetch = `${S}14NetworkServiceC9fetchData4pageySi_tF`;
  return [
    SWIFT_TRAP,
    own(
      app,
      app.returnAddress(
        `${fetch}yycfU_`,
        '_$ss17_assertionFailure__4file4line5flagss5NeverOs12StaticStringV_SSAHSus6UInt32VtF',
      ),
    ),
    own(app, app.returnAddress(fetch, `${fetch}yycfU_`)),
    ...WORKER_TAIL,
  ];
}

/** The app's own framework reads a page of its cache that was unmapped. */
export function cacheRead({ app, kit }: Version): readonly Step[] {
  const read = '_$s9HarborKit9DiskCacheC4readyySPySiGF';
  return [
    own(kit, kit.addressOfLine(read, 143)),
    own(kit, kit.returnAddress('_kit_cache_read', read)),
    own(app, app.returnAddress(`${S}13ImagePipelineC6decodeyySiF`, '_kit_cache_read')),
    ...WORKER_TAIL,
  ];
}

/** A third party's framework, called while a view loads. */
export function analyticsQueue(v: Version): readonly Step[] {
  const { app, analytics } = v;
  return [
    ...ABORT,
    own(analytics, analytics.returnAddress('_analytics_queue', '_analytics_flush')),
    own(analytics, analytics.returnAddress('_analytics_track', '_analytics_queue')),
    own(app, app.returnAddress(`${S}21ProfileViewControllerC11viewDidLoadyyF`, '_analytics_track')),
    own(
      app,
      app.returnAddress(
        `${S}21ProfileViewControllerC13viewDidAppearyySbF`,
        `${S}21ProfileViewControllerC11viewDidLoadyyF`,
      ),
    ),
    system('UIKitCore', '-[UIViewController __viewDidAppear:]', 156),
    ...mainTail(v),
  ];
}

/** Suspended while it held a lock of the database. */
export function suspended({ app }: Version): readonly Step[] {
  return [
    system('libsystem_kernel.dylib', '__semwait_signal', 8),
    system('libsqlite3.dylib', 'sqlite3_step', 908),
    own(app, app.returnAddress(`${S}10SyncEngineC12migrateStoreyyF`, '_dispatch_semaphore_wait')),
    own(app, app.returnAddress(`${S}10SyncEngineC9bootstrapyyF`, `${S}10SyncEngineC12migrateStoreyyF`)),
    ...WORKER_TAIL,
  ];
}

/** The main thread at rest. */
export function idle(v: Version): readonly Step[] {
  return [
    system('libsystem_kernel.dylib', 'mach_msg2_trap', 8),
    system('libsystem_kernel.dylib', 'mach_msg2_internal', 80),
    system('libsystem_kernel.dylib', 'mach_msg_overwrite', 436),
    system('libsystem_kernel.dylib', 'mach_msg', 24),
    system('CoreFoundation', '__CFRunLoopServiceMachPort', 160),
    ...mainTail(v).slice(3),
  ];
}

/** UIKit's event thread, at rest. */
export const EVENT_FETCH: readonly Step[] = [
  system('libsystem_kernel.dylib', 'mach_msg2_trap', 8),
  system('libsystem_kernel.dylib', 'mach_msg2_internal', 80),
  system('libsystem_kernel.dylib', 'mach_msg_overwrite', 436),
  system('libsystem_kernel.dylib', 'mach_msg', 24),
  system('CoreFoundation', '__CFRunLoopServiceMachPort', 160),
  system('CoreFoundation', '__CFRunLoopRun', 1208),
  system('CoreFoundation', 'CFRunLoopRunSpecific', 608),
  system('Foundation', '-[NSRunLoop(NSRunLoop) runMode:beforeDate:]', 212),
  system('UIKitCore', '-[UIEventFetcher threadMain]', 420),
  system('Foundation', '__NSThread__start__', 732),
  system('libsystem_pthread.dylib', '_pthread_start', 136),
  system('libsystem_pthread.dylib', 'thread_start', 8),
];

/** A worker that waits for work. */
export const PARKED: readonly Step[] = [
  system('libsystem_kernel.dylib', '__workq_kernreturn', 8),
  system('libsystem_pthread.dylib', '_pthread_wqthread', 364),
  system('libsystem_pthread.dylib', 'start_wqthread', 8),
];
