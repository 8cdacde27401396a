/**
 * Which frames never caused anything: the machinery of dying (raising, throwing, aborting, trapping), the glue that
 * compilers generate, entry points. The tables are keyed by bare function name (`functionName` in title.ts).
 *
 * A name of the system's table counts only in images that are not the app's: an app may have an `abort` or a `raise` of its
 * own. The other table holds names that belong to a compiler or runtime and are inlined or linked into apps.
 */

/** What a frame can tell about a crash. */
export type Role =
  /** Part of dying. */
  | 'machinery'
  /** Code that tells nothing: generated or shared, a standard library compiled into the app, run loops and queues. */
  | 'glue'
  /** `main` and what stands for it: on every stack of the main thread. */
  | 'entry'
  /** A function of somebody. */
  | 'code';

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Runtime functions that no app writes, wherever their code is. */
const RUNTIME = words(`
  _assertionFailure _fatalErrorMessage _diagnoseUnexpectedNilOptional _checkExpectedExecutor _unexpectedNilFailure
  swift_unexpectedError swift_errorInMain swift_deletedMethodError swift_willThrow swift_reportError
  swift_fatalError swift_fatalErrorv swift_abortRetainOverflow swift_abortRetainUnowned
  __assert_rtn __stack_chk_fail __chk_fail_overflow __chk_fail_overlap
  __cxa_throw __cxa_rethrow __cxa_bad_cast __cxa_bad_typeid __cxa_pure_virtual __cxa_deleted_virtual __clang_call_terminate
  __cxxabiv1::failed_throw abort_message demangling_terminate_handler default_terminate_handler
  std::terminate std::__terminate std::rethrow_exception std::unexpected std::__throw_bad_alloc std::__throw_length_error
  std::__throw_out_of_range std::__throw_bad_function_call std::__libcpp_verbose_abort
  objc_exception_throw objc_exception_rethrow objc_terminate _objc_terminate _Unwind_RaiseException _Unwind_Resume _Unwind_Resume_or_Rethrow unwind_phase2
  rust_panic rust_begin_unwind __rust_start_panic core::panicking::panic core::panicking::panic_fmt
  core::panicking::panic_bounds_check core::option::unwrap_failed core::result::unwrap_failed core::option::expect_failed
`);

/** What reporters inside of apps do while the app ends: Crashlytics, Sentry, KSCrash, PLCrashReporter and its children. */
const REPORTER =
  /^(?:__)?(?:FIR)?CLS(?:ProcessRecord\w*|Handler|SignalHandler|TerminateHandler|ExceptionRecord\w*|MachException\w*)$|^(?:CPPExceptionTerminate|BITCrashUncaughtCXXTerminateHandler|uncaught_exception_handler|plcr_\w+|plcrash_\w+)$|^(?:sentry|bsg_?ks?|ks)crash(?:cm|report)?_\w+$/;
/** Since iOS 16 the compiler calls these for a given register: `objc_retain_x22`. */
const COUNTING = /^(?:objc|swift)_(?:retain|release|bridgeObjectRetain|bridgeObjectRelease)_?x\d{1,2}$/;

/** Swift's checks as their whole name: an app's own `fatalError()` is another function. */
const SWIFT_CHECKS = words(`
  fatalError(_:file:line:) preconditionFailure(_:file:line:) assertionFailure(_:file:line:)
  precondition(_:_:file:line:) assert(_:_:file:line:) precondition(_:file:line:)
  _precondition(_:_:file:line:) _preconditionFailure(_:file:line:) _debugPrecondition(_:_:file:line:)
`);

/** Functions of the system that raise, throw, count references or check the heap. */
const SYSTEM = words(`
  __pthread_kill pthread_kill __kill kill raise abort __abort abort_report_np _sigtramp __exit _exit exit
  __abort_with_payload abort_with_payload abort_with_reason abort_with_payload_wrapper_internal terminate_with_reason
  __terminate_with_payload _os_crash _os_crash_msg _os_crash_fmt _os_assert_log os_fault_with_payload
  __exceptionPreprocess __raiseError _CFThrowFormattedException __CFBOOLEAN_CRASH
  ___forwarding___ __forwarding_prep_0___ __forwarding_prep_1___ _CF_forwarding_prep_0 _CF_forwarding_prep_1
  objc_msgSend objc_msgSend_stret objc_msgSend_uncached objc_msgSendSuper objc_msgSendSuper2 _objc_msgSend_uncached
  objc_retain objc_release objc_autorelease objc_storeStrong objc_loadWeakRetained objc_retainAutoreleasedReturnValue
  objc_autoreleaseReturnValue objc_opt_class objc_opt_isKindOfClass objc_opt_respondsToSelector _objc_fatal _objc_error
  lookUpImpOrForward
  swift_retain swift_release swift_bridgeObjectRetain swift_bridgeObjectRelease swift_unknownObjectRetain
  swift_unknownObjectRelease swift_isUniquelyReferenced_nonNull_native swift_beginAccess _swift_release_dealloc
  _swift_release_ _swift_retain_ _swift_runtime_on_report swift_dynamicCastFailure swift_conformsToProtocolCommon
  swift_isEscapingClosureAtFileLocation swift_task_reportUnexpectedExecutor _swift_task_checkIsolatedSwift
  swift_task_isCurrentExecutorImpl swift_task_isCurrentExecutorWithFlagsImpl swift_task_checkIsolatedImpl
  swift::fatalError swift::warningv swift::swift_abortRetainUnowned swift::swift_abortRetainOverflow
  swift::swift_dynamicCastFailure swift::runtime::fatalError
  free malloc malloc_error_break malloc_report malloc_vreport malloc_printf malloc_zone_error _malloc_put _malloc_zone_malloc
  szone_error szone_free free_tiny free_small free_large tiny_free_no_lock tiny_free_list_remove_ptr
  tiny_malloc_from_free_list small_malloc_from_free_list set_tiny_meta_header_in_use nanov2_guard_corruption_detected
  nanov2_allocate_from_block free_list_checksum_botch free_small_botch
  ___BUG_IN_CLIENT_OF_LIBMALLOC_POINTER_BEING_FREED_WAS_NOT_ALLOCATED xzm_free _xzm_free mfm_free
  _dispatch_assert_queue_fail dispatch_assert_queue dispatch_assert_queue_not _dispatch_bug_client _dispatch_bug_deprecated
  __DISPATCH_WAIT_FOR_QUEUE__ _dispatch_abort _dispatch_log_crash
  _os_unfair_lock_corruption_abort _os_unfair_lock_recursive_abort _os_unfair_lock_unowned_abort
  _xpc_api_misuse _xpc_object_release_last_ref_abort
  __TCC_CRASHING_DUE_TO_PRIVACY_VIOLATION__ __CRASHING_DUE_TO_PRIVACY_VIOLATION__
  dyld::halt dyld3::halt dyld4::halt dyld4::prepare dyldbootstrap::start _dyld_start
  __memset_chk __memcpy_chk __strcpy_chk __strcat_chk __chk_fail
`);

/** Objective-C methods of the system that raise. */
const RAISING_METHOD =
  /^[+-]\[NSException(?:\([^)]*\))? raise|^-\[NSAssertionHandler(?:\([^)]*\))? handleFailure|^[+-]\[NSObject(?:\([^)]*\))? doesNotRecognizeSelector:|^-\[NSApplication _crashOnException:/;

/** System libraries that hold little but machinery: their frames without a name say nothing. */
const DYING_IMAGES = words('libsystem_kernel.dylib libsystem_pthread.dylib libsystem_c.dylib libc++abi.dylib dyld');

const GLUE =
  /^(?:reabstraction )?thunk |^outlined |^OUTLINED_FUNCTION_|^<deduplicated_symbol>$|^(?:full |lazy |generic )?type metadata |^(?:lazy )?protocol witness table |^value witness |^__swift_|^block_(?:copy|destroy)_helper|^__(?:copy|destroy)_helper_block_|^objectdestroy|^symbolic _|^__clang_at_available_requires_core_foundation_framework/;

/** Functions of the system that only call what was handed to them: run loops, queues, threads. */
const PLUMBING =
  /^__CFRUNLOOP_IS_|^__CFRunLoop|^_?CFRunLoopRun|^_dispatch_|^__XPC_|^_xpc_connection_|^GSEventRun|^_?pthread_(?:wqthread|start)|^(?:start_wqthread|thread_start|UIApplicationMain|NSApplicationMain)$|^-\[(?:NSApplication run|UIApplication _run)\]|^-\[NSRunLoop/;

/** Standard library templates that were compiled into the app, with or without a result type before the name. */
const STANDARD_LIBRARY = /^(?:(?:const )?[\w:]+[&*]* )?(?:std|__gnu_cxx|__cxxabiv1)::/;

const ENTRY =
  /^(?:_?main|start|_start|__debug_main_executable_dylib_entry_point|static (?:\S+ in )?[\w.]*\$?main\(\))$/;

/** One line of a stack as the tables need it. */
export interface Named {
  /** As the stack shows it. */
  readonly symbol: string;
  readonly normalised: string;
  /** Its bare function name. */
  readonly function: string;
  /** Whether it is the app's own code, not the system's or a runtime's. */
  readonly inApp: boolean;
  /** Inlined calls of compiler-generated code have no source. */
  readonly generated: boolean;
}

/** What a named frame can tell. */
export function roleOf(frame: Named): Role {
  const { symbol, normalised, inApp } = frame;
  if (symbol.startsWith('Swift runtime failure:')) return 'machinery';
  if (RUNTIME.has(frame.function) || SWIFT_CHECKS.has(normalised)) return 'machinery';
  if (REPORTER.test(frame.function) || (!inApp && COUNTING.test(frame.function))) return 'machinery';
  if (/^__ubsan_handle_|^libunwind::/.test(frame.function)) return 'machinery';
  if (!inApp && (SYSTEM.has(frame.function) || RAISING_METHOD.test(normalised))) return 'machinery';
  if (GLUE.test(symbol) || frame.generated) return 'glue';
  if (inApp ? STANDARD_LIBRARY.test(normalised) : PLUMBING.test(normalised)) return 'glue';
  return ENTRY.test(normalised) ? 'entry' : 'code';
}

/** Whether a frame without a name, in that system image, is most likely a part of dying. */
export function isDyingImage(image: string | null): boolean {
  return image !== null && DYING_IMAGES.has(image);
}

/** Swift's and the sanitizers' libraries travel inside app bundles, yet are no code of the app. */
export function isRuntimeImage(image: string | null): boolean {
  return image !== null && /^lib(?:swift[A-Z_]\w*|clang_rt\.\w+|c\+\+(?:abi)?(?:\.1)?)\.dylib$/.test(image);
}
