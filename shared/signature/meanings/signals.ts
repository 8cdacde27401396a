/** Exceptions and signals where nothing closer is known: what they mean as such, without a guess. */
import type { CrashReport } from '../../report/report.ts';
import type { Meaning } from '../meaning.ts';
import { exceptionOf } from './exception.ts';
import { links } from './links.ts';
import { brief, messagesOf, reasonsOf } from './words.ts';

const SIGNALS: Readonly<Record<string, Meaning>> = {
  SIGABRT: {
    title: 'Ended itself with abort()',
    short: 'abort() called',
    text: 'The process called abort(), or a library did so for it: a failed assertion or check. The report holds no message; the frames above abort show who called.',
    link: links.abort,
  },
  SIGKILL: {
    title: 'Killed by the system',
    short: 'killed by the system',
    text: 'The process was killed from outside and could do nothing about it. The termination reason, if there is one, says why.',
    link: links.kill,
  },
  SIGTERM: {
    title: 'Asked to end',
    short: 'asked to end',
    text: 'Another process asked this one to end, as the system does on logout or shutdown.',
    link: links.terminate,
  },
  SIGQUIT: {
    title: 'Ended by another process',
    short: 'ended by another process',
    text: 'Another process that manages this one ended it and wanted a report, mostly because it took too long.',
    link: links.quit,
  },
  SIGSYS: {
    title: 'Bad system call',
    short: 'bad system call',
    text: 'The process made a system call that does not exist or that it may not make.',
    link: links.systemCall,
  },
  SIGPIPE: {
    title: 'Wrote to a closed connection',
    short: 'write to a closed pipe or socket',
    text: 'The process wrote to a pipe or socket whose other end was closed, and did not ignore the signal.',
    link: null,
  },
};

const EXCEPTIONS: Readonly<Record<string, Meaning>> = {
  EXC_BREAKPOINT: {
    title: 'Stopped at a trap',
    short: 'trap',
    text: 'The program ran into an instruction that is there to stop it. In Swift that is a failed check: nil where a value was needed, an index out of range, an overflow.',
    link: links.trap,
  },
  EXC_BAD_INSTRUCTION: {
    title: 'Stopped at an invalid instruction',
    short: 'invalid instruction',
    text: 'The processor met an instruction that it does not know. On Intel, failed checks of Swift and asserts of the system end like this; otherwise the program jumped into data.',
    link: links.trap,
  },
  EXC_ARITHMETIC: {
    title: 'Arithmetic error',
    short: 'arithmetic error, often a division by zero',
    text: 'The processor refused a calculation, mostly an integer division by zero.',
    link: links.arithmetic,
  },
  EXC_SYSCALL: {
    title: 'System call trapped',
    short: 'system call trapped',
    text: 'A system call was trapped before it ran. Seen with tools that watch system calls.',
    link: links.exceptions,
  },
  EXC_CORPSE_NOTIFY: {
    title: 'Ended; the report came from its remains',
    short: 'ended without a named cause',
    text: 'The report was made after the end from what was left of the process. It names no cause.',
    link: links.exceptions,
  },
};

/** The general meaning of the exception or signal; of neither, what the report itself says. */
export function explainSignal(report: CrashReport): Meaning {
  const { type, signal } = exceptionOf(report);
  const known = EXCEPTIONS[type ?? ''] ?? SIGNALS[signal ?? ''];
  if (known !== undefined) {
    const by = report.termination?.byProcess ?? '';
    const outside = signal === 'SIGKILL' || signal === 'SIGTERM' || signal === 'SIGQUIT';
    if (!outside || by === '' || by === 'exc handler') return known;
    return { ...known, text: `${known.text} It was ended by ${brief(by, 60)}.` };
  }
  if (type === 'EXC_CRASH' && signal !== null) {
    return {
      title: `Ended by ${signal}`,
      short: `ended by ${signal}`,
      text: `The signal ${signal} was sent by software, not by a fault of the processor: by the process itself or by another one.`,
      link: links.exceptions,
    };
  }
  const words = brief([...reasonsOf(report), ...messagesOf(report)].find((text) => /[a-z]{3}/i.test(text)) ?? '');
  return {
    title: words === '' ? (type ?? 'Cause unknown') : words,
    short: words === '' ? 'cause unknown' : words,
    text: `The report ${type === null ? 'names neither an exception nor a signal' : `names ${type}, of which nothing more is known`}.`,
    link: links.exceptions,
  };
}
