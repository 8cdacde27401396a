/** Lines that open a part of a text report. Everything below them belongs to it until the next one. */

/** What a heading opens. */
export type Heading =
  /** `Thread 0 name:  main  Dispatch queue: com.apple.main-thread` */
  | { readonly kind: 'thread-name'; readonly index: number; readonly label: string }
  /** `Thread 0 Crashed:`, `Thread 0 Crashed:: main  Dispatch queue: …` */
  | { readonly kind: 'thread'; readonly index: number; readonly crashed: boolean; readonly label: string }
  /** `Thread 0 crashed with ARM Thread State (64-bit):` */
  | { readonly kind: 'state'; readonly index: number | null; readonly flavor: string }
  | { readonly kind: 'last-exception' }
  | { readonly kind: 'backtrace'; readonly title: string }
  | { readonly kind: 'information'; readonly rest: string }
  | { readonly kind: 'notes'; readonly rest: string }
  | { readonly kind: 'images' }
  /** `External Modification Summary:`, `VM Region Summary:` */
  | { readonly kind: 'summary'; readonly title: string }
  /** Parts that say nothing of this crash's stacks: summaries of memory, of the Mac's hardware. */
  | { readonly kind: 'other'; readonly title: string };

const THREAD_NAME = /^Thread (\d{1,7}) name:?\s*(.*)$/;
const STATE = /^(?:Thread (\d{1,7})|Unknown thread) crashed with (.*?):?$/i;
const THREAD = /^Thread (\d{1,7})((?: [A-Za-z]+)?)\s*(?:(::?)\s*(.*))?$/;
const BACKTRACE = /^((?:Application Specific Backtrace|Xamarin Exception Stack)(?: \d{1,4})?)(?: name)?:?$/i;
const INFORMATION =
  /^(?:Application Specific Information|Application Specific Signatures|Dyld Error Message)(?::\s*(.*))?$/i;
const NOTES = /^(?:Kernel Triage|Report Notes|Error Formulating Crash Report)(?::\s*(.*))?$/i;
const SUMMARY = /^(External Modification Summary|VM Region Summary):?$/i;
const OTHERS =
  /^(EOF|Backtrace not available|Binary images description not available|VM Regions Near .*|Model: .*|System Profile:?|Full Report|Extra Information:?|Notable Addresses:?|CrashDoctor Diagnosis:.*|Global Trace Buffer.*|Filtered syslog:?|No thread state.*|.*unknown thread state flavor.*|Thread \d+ instruction stream.*|Thread \d+ last branch .*)$/i;

/** Reads a heading; null for any other line. Colons at its end may be missing. */
export function readHeading(text: string): Heading | null {
  const first = text.charCodeAt(0);
  if (first < 65 || first > 122 || text.length > 4000) return null;
  if (text.startsWith('Thread ') || text.startsWith('Unknown thread ')) return readThreadHeading(text);
  if (/^Last Exception Backtrace:?$/i.test(text)) return { kind: 'last-exception' };
  if (/^Binary Images(?: description| \([^()]{1,40}\))?:?$/i.test(text)) return { kind: 'images' };
  const backtrace = BACKTRACE.exec(text);
  if (backtrace !== null) return { kind: 'backtrace', title: backtrace[1] ?? '' };
  const information = INFORMATION.exec(text);
  if (information !== null) return { kind: 'information', rest: information[1] ?? '' };
  const notes = NOTES.exec(text);
  if (notes !== null) return { kind: 'notes', rest: notes[1] ?? '' };
  const summary = SUMMARY.exec(text);
  if (summary !== null) return { kind: 'summary', title: summary[1] ?? '' };
  return OTHERS.test(text) ? { kind: 'other', title: text } : null;
}

function readThreadHeading(text: string): Heading | null {
  const name = THREAD_NAME.exec(text);
  if (name !== null) return { kind: 'thread-name', index: Number(name[1]), label: name[2] ?? '' };
  const state = STATE.exec(text);
  if (state !== null) {
    return { kind: 'state', index: state[1] === undefined ? null : Number(state[1]), flavor: state[2] ?? '' };
  }
  const thread = THREAD.exec(text);
  if (thread !== null) {
    const word = (thread[2] ?? '').trim();
    if (thread[3] === undefined && word !== '' && word !== 'Crashed') return null;
    return { kind: 'thread', index: Number(thread[1]), crashed: word === 'Crashed', label: thread[4] ?? '' };
  }
  return OTHERS.test(text) ? { kind: 'other', title: text } : null;
}

/** Splits `main  Dispatch queue: com.apple.main-thread`. */
export function splitThreadLabel(label: string): { name: string | null; queue: string | null } {
  const at = label.search(/Dispatch queue:/i);
  const known = (part: string): string | null => part.trim().replace(/,$/, '') || null;
  if (at === -1) return { name: known(label), queue: null };
  return { name: known(label.slice(0, at)), queue: known(label.slice(at + 'Dispatch queue:'.length)) };
}
