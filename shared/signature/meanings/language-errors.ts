/** Ends that a language or its libraries chose: uncaught exceptions, failed checks of Swift, assertions, `abort()`. */
import type { CrashReport } from '../../report/report.ts';
import type { Meaning } from '../meaning.ts';
import { links } from './links.ts';
import { brief, messagesOf, sentence, topFunctions } from './words.ts';

/** What Swift's runtime says, and where people find the cause. */
const SWIFT_ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /unexpectedly found nil/i,
    'A value that was taken for granted was nil: a forced unwrap, an implicitly unwrapped outlet, `try!` or `as!`.',
  ],
  [
    /index (?:is )?out of range|out of bounds/i,
    'An index beyond the end of a collection. Often the collection changed between the check and the use.',
  ],
  [/range .*upperBound < lowerBound|can't form range/i, 'The end of a range lies before its beginning.'],
  [/arithmetic overflow|overflow|not enough bits|cannot be converted to/i, 'A number did not fit into its type.'],
  [/division by zero|divide by zero/i, 'A division by zero.'],
  [/could not cast|unconditional cast|failed cast/i, 'A forced cast (`as!`) met a value of another type.'],
  [/unowned reference|already deallocated|already destroyed/i, 'An unowned reference outlived its object.'],
  [/simultaneous access|overlapping access/i, 'Two accesses to the same memory overlapped, one of them to change it.'],
  [/actor executor|expected to execute on queue|main thread/i, 'Code ran on another queue or actor than it demands.'],
  [/duplicate(?:d)? keys/i, 'A dictionary was built of pairs in which a key occurs twice.'],
  [
    /unimplemented initializer|must be overridden|not been implemented/i,
    'A method was called that this class does not implement.',
  ],
];

/** The reason ends with a quote before the end of a line or before what always follows; it may hold quotes itself. */
const UNCAUGHT =
  /uncaught exception '([^'\n]{1,200})', reason: '(?:([\s\S]*?)'(?=\s*(?:$|\n|\*\*\* First throw|terminating |abort\(\)))|([^\n]*))/;
const FAILED_CAST = /Could not cast value of type '[^'\n]*'[^\n]*/;
const UNCAUGHT_TYPE = /uncaught exception of type ([^\n]{1,300}?)(?:: ([^\n]*))?(?:\n|$)/;
const SWIFT_FAILURE =
  /(Fatal error|Precondition failed|Assertion failed|Simultaneous accesses|Swift runtime failure)(?:: *([^\n]*))?/i;
const C_ASSERTION = /Assertion failed: \((.*?)\), function (\S+?),/;

/** Values of the moment out of a message: addresses, in all their wordings. */
function withoutAddresses(text: string): string {
  return text.replace(/ ?\(?\b0x[0-9a-f]{4,16}\b\)?/gi, '');
}

function uncaught(name: string, reason: string | null): Meaning {
  const why = reason === null || reason.trim() === '' ? '' : ` Its reason: ${sentence(brief(reason, 300))}`;
  return {
    title: `Uncaught ${brief(name, 80)}`,
    short: `uncaught ${brief(withoutAddresses(name), 60)}`,
    text: `Nothing caught the exception.${why}`,
    link: links.languageException,
  };
}

/** An Objective-C or C++ exception that nobody caught. */
function explainUncaught(report: CrashReport, said: string): Meaning | null {
  const named = UNCAUGHT.exec(said);
  if (named?.[1] !== undefined) return uncaught(named[1], named[2] ?? named[3] ?? null);
  const typed = UNCAUGHT_TYPE.exec(said);
  if (typed?.[1] !== undefined) return uncaught(typed[1].trim(), typed[2] ?? null);
  if (report.lastException === null || report.lastException.length === 0) return null;
  return {
    title: 'Uncaught exception',
    short: 'uncaught exception',
    text: 'Nothing caught an exception. The report does not say which; the last exception backtrace shows where it was thrown.',
    link: links.languageException,
  };
}

/** What Swift's runtime said, in its own words. */
function swiftFailure(report: CrashReport, said: string): string | null {
  const cast = FAILED_CAST.exec(said)?.[0];
  if (cast !== undefined) return withoutAddresses(cast);
  const inlined = topFunctions(report).find((name) => name.startsWith('Swift runtime failure'));
  const match = SWIFT_FAILURE.exec(said) ?? (inlined === undefined ? null : SWIFT_FAILURE.exec(inlined));
  if (match === null) return null;
  const message = withoutAddresses(match[2] ?? '').trim();
  return message === '' ? (match[1] ?? null) : message;
}

function explainSwift(message: string): Meaning {
  const advice = SWIFT_ADVICE.find(([pattern]) => pattern.test(message))?.[1];
  const words = message.charAt(0).toUpperCase() + message.slice(1);
  return {
    title: brief(words, 100),
    short: brief(words),
    text: advice ?? `A check in Swift failed and ended the app: ${sentence(brief(words, 300))}`,
    link: links.swiftRuntime,
  };
}

/** Functions of the system that name the fault by themselves. */
const TELLING: ReadonlyMap<string, readonly [title: string, text: string]> = new Map([
  [
    '_dispatch_assert_queue_fail',
    [
      'Ran on the wrong queue',
      'Code that must run on a certain queue or actor ran on another one: often a closure of the main actor that a framework called in the background.',
    ],
  ],
  [
    '__DISPATCH_WAIT_FOR_QUEUE__',
    ['Waited for its own queue', '`dispatch_sync` was called on the queue that it waits for: a certain deadlock.'],
  ],
  ['_os_unfair_lock_recursive_abort', ['Took a lock twice', 'A thread took an unfair lock that it held already.']],
  [
    '_os_unfair_lock_corruption_abort',
    [
      'Lock memory corrupted',
      'The memory of an unfair lock holds something else: it was freed, copied or overwritten.',
    ],
  ],
  [
    '__stack_chk_fail',
    [
      'Stack buffer overflow',
      'A function wrote beyond the end of a local buffer; the stack protector noticed it on return.',
    ],
  ],
  [
    '__cxa_pure_virtual',
    [
      'Called a pure virtual function',
      'A virtual function without a body was called, most likely while the object was built or torn down.',
    ],
  ],
  [
    'malloc_error_break',
    [
      'Heap corruption',
      'The memory allocator found its own data damaged or was given a pointer that it does not own: a double free or a write beyond a block.',
    ],
  ],
  [
    'malloc_report',
    [
      'Heap corruption',
      'The memory allocator found its own data damaged or was given a pointer that it does not own: a double free or a write beyond a block.',
    ],
  ],
  [
    'nanov2_guard_corruption_detected',
    ['Heap corruption', 'The memory allocator found a freed block that was written to.'],
  ],
  ['swift_dynamicCastFailure', ['Failed cast', 'A forced cast (`as!`) met a value of another type.']],
]);

function explainTelling(report: CrashReport): Meaning | null {
  for (const name of topFunctions(report)) {
    const known = TELLING.get(name);
    if (known === undefined) continue;
    const [title, text] = known;
    return { title, short: title.charAt(0).toLowerCase() + title.slice(1), text, link: links.trap };
  }
  return null;
}

/** `BUG IN CLIENT OF LIBDISPATCH: …`: a library of the system says what its caller did wrong. */
function explainBugInClient(said: string): Meaning | null {
  const match = /BUG IN (?:CLIENT OF )?(\w+): ([^\n]+)/.exec(said);
  if (match === null) return null;
  const words = withoutAddresses(match[2] ?? '');
  return {
    title: brief(words, 100),
    short: brief(words),
    text: `${match[1] ?? 'A library of the system'} found that it was used in a way that it forbids: ${sentence(brief(words, 300))}`,
    link: links.trap,
  };
}

/** What the language or a library said, for exceptions that such code raises on purpose; null where nothing was said. */
export function explainLanguageError(report: CrashReport): Meaning | null {
  const said = messagesOf(report).join('\n');
  const exception = explainUncaught(report, said);
  if (exception !== null) return exception;
  const assertion = C_ASSERTION.exec(said);
  if (assertion !== null) {
    return {
      title: `Assertion failed: ${brief(assertion[1] ?? '', 80)}`,
      short: `assertion failed: ${brief(assertion[1] ?? '', 52)}`,
      text: `An assertion in ${assertion[2] ?? 'the program'} does not hold, and the program ended itself.`,
      link: links.abort,
    };
  }
  const bug = explainBugInClient(said);
  if (bug !== null) return bug;
  const swift = swiftFailure(report, said);
  return swift === null ? explainTelling(report) : explainSwift(swift);
}
