/**
 * The codes with which iOS, watchOS and macOS end apps from outside, as Apple documents them on "EXC_CRASH (SIGKILL)"; two
 * older ones are from Technical Note TN2151. Reports write them as termination code or, until iOS 8, as exception code.
 */
import type { CrashReport } from '../../report/report.ts';
import type { Meaning } from '../meaning.ts';
import { links } from './links.ts';
import { reasonsOf } from './words.ts';

type Writer = (report: CrashReport) => Meaning;

function fixed(title: string, short: string, text: string, link: string = links.kill): Writer {
  return () => ({ title, short, text, link });
}

const CODES: ReadonlyMap<bigint, Writer> = new Map([
  [0x8badf00dn, watchdog],
  [
    0xdead10ccn,
    fixed(
      'Held a file lock while suspended',
      'file or SQLite lock held during suspension',
      'The app kept a lock on a file or an SQLite database in a shared container when it was suspended, and the system ended it. Ask for background time before the write begins, and let go of the lock before the app is suspended.',
    ),
  ],
  [
    0xbaadca11n,
    fixed(
      'VoIP push without a call',
      'no CallKit call after a VoIP push',
      'A PushKit notification woke the app, and it reported no call to CallKit. Every VoIP push must be reported as a call, also when it comes late or cannot be read.',
    ),
  ],
  [
    0xbad22222n,
    fixed(
      'Woken too often',
      'VoIP app resumed too often',
      'The system ended the app because it resumed too frequently as a VoIP app.',
    ),
  ],
  [
    0xc00010ffn,
    fixed(
      'Device too hot',
      'ended because of heat',
      'The device was too hot, and the system ended the app. The cause may be the surroundings; heavy work of the app adds to it.',
    ),
  ],
  [
    0xbaddd15cn,
    fixed(
      'Ended to free disk space',
      'low disk space',
      'The disk was nearly full, and the system ended the app to delete its caches. Less written data and shorter-lived caches make it rarer.',
    ),
  ],
  [
    0xd00d2badn,
    fixed(
      'Used too many system resources',
      'excessive use of system resources',
      'The app held too many of the system’s key resources at once. Do less in parallel, and finish one task before the next begins.',
    ),
  ],
  [
    0x2182bad2n,
    fixed(
      'Background task took too long',
      'background task not finished in time',
      'A background task did not end in the time it was given. Split the work, and end the task when its expiration handler is called.',
    ),
  ],
  [
    0x2182bad3n,
    fixed(
      'Background URL session took too long',
      'background URL session not finished in time',
      'The app was woken for the events of a background URL session and did not finish with them in time.',
    ),
  ],
  [
    0x2182bad4n,
    fixed(
      'Background fetch took too long',
      'background fetch not finished in time',
      'A background fetch did not call its completion handler in time.',
    ),
  ],
  [
    0xc51bad01n,
    fixed(
      'Watch background task used too much CPU',
      'too much CPU in a watch background task',
      'watchOS ended the app because a background task used too much CPU time.',
    ),
  ],
  [
    0xc51bad02n,
    fixed(
      'Watch background task took too long',
      'watch background task not finished in time',
      'watchOS ended the app because a background task did not finish in the time it was given.',
    ),
  ],
  [
    0xc51bad03n,
    fixed(
      'Watch background task got too little CPU',
      'watch too busy for the background task',
      'A background task did not finish in time on a watch that was busy with other things. The app may have done nothing wrong.',
    ),
  ],
  [
    0xdeadfa11n,
    fixed(
      'Force-quit by the user',
      'user force quit',
      'The user ended the app by force. It is no crash of its own; the main thread shows whether the app had stopped to respond.',
    ),
  ],
  [
    0x2bad45ecn,
    fixed(
      'Ended for a security violation',
      'security violation',
      'The system ended the app because of a security violation, for example drawing in a secure mode that forbids it.',
    ),
  ],
]);

/** Watchdog events by the word that the details begin with. */
const PHASES: ReadonlyMap<string, readonly [name: string, did: string]> = new Map([
  ['process-launch', ['Launch', 'to launch']],
  ['scene-create', ['Scene creation', 'to create a scene']],
  ['scene-update', ['Scene update', 'to update a scene']],
  ['process-exit', ['Exit', 'to exit']],
  ['process-terminate', ['Termination', 'to terminate']],
  ['scene-destroy', ['Scene removal', 'to remove a scene']],
  ['resume', ['Resume', 'to resume']],
  ['suspend', ['Suspend', 'to suspend']],
]);

/** What the watchdog waited for (`Launch`, `Scene update` …) and its allowance in seconds, where the report tells. */
function watchdogEvent(report: CrashReport): { name: string | null; did: string; seconds: string | null } {
  const text = reasonsOf(report).join('\n');
  const word =
    /\b(process-launch|scene-create|scene-update|process-exit|process-terminate|scene-destroy|resume|suspend)\b/.exec(
      text,
    )?.[1];
  const [name, did] = PHASES.get(word ?? '') ?? [null, 'to respond'];
  const allowed =
    /allowance of (\d+(?:\.\d+)?) seconds|total time limit (\d+(?:\.\d+)?)s|after (\d+(?:\.\d+)?) ?s/.exec(text);
  const number = allowed?.[1] ?? allowed?.[2] ?? allowed?.[3];
  return { name, did, seconds: number === undefined ? null : String(Math.round(Number(number))) };
}

/** `Launch watchdog`, `Watchdog`: how the titles of such groups begin. */
export function watchdogName(report: CrashReport): string | null {
  if (killCode(report) !== 0x8badf00dn) return null;
  const { name } = watchdogEvent(report);
  return name === null ? 'Watchdog' : `${name} watchdog`;
}

function watchdog(report: CrashReport): Meaning {
  const { did, seconds } = watchdogEvent(report);
  const time = seconds === null ? 'too long' : `longer than ${seconds} s`;
  return {
    title: `Took ${time} ${did}`,
    short: `took ${time} ${did}`,
    text: `The main thread was not free in time, and the system’s watchdog ended the app. Look for synchronous network or disk access, a lock or heavy work on the main thread: its stack shows where it was at the end, which need not be where the time went.`,
    link: links.watchdog,
  };
}

/** The documented code with which the system ended the process, or null. */
export function killCode(report: CrashReport): bigint | null {
  const code = report.termination?.code ?? null;
  if (code !== null && CODES.has(code)) return code;
  const { exception } = report;
  if (exception === null || (exception.type !== null && !/^(?:EXC_CRASH|0*20)$/.test(exception.type))) return null;
  return exception.rawCodes.find((raw) => CODES.has(raw)) ?? null;
}

/** What a documented kill code means, or null where there is none. */
export function explainKill(report: CrashReport): Meaning | null {
  const code = killCode(report);
  return code === null ? null : (CODES.get(code)?.(report) ?? null);
}
