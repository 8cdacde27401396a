/**
 * Errors are values: a `Result` is either what was asked for or a `Fault` that says what went wrong, in one human
 * sentence, and what mends it. Results cross the contract as they are; throws never do.
 */

/** An act that mends a fault. The renderer offers it as a button, the command line prints it. */
export type Remedy =
  | { readonly kind: 'retry' }
  | { readonly kind: 'choose-file' }
  | { readonly kind: 'choose-dsym' }
  | { readonly kind: 'open-settings' }
  /** macOS keeps something from the program until the user allows it in its settings. */
  | { readonly kind: 'allow-access' }
  | { readonly kind: 'read'; readonly url: string };

/** What can go wrong, by kind. A kind names the cause, never the place. */
export type FaultKind =
  | 'bad-input'
  | 'not-found'
  | 'outdated'
  | 'not-a-report'
  | 'unreadable-report'
  | 'unreadable-file'
  | 'too-large'
  | 'malformed-macho'
  | 'malformed-dwarf'
  | 'engine-failed'
  | 'library-busy'
  | 'library-corrupt'
  | 'library-too-new'
  | 'library-missing'
  | 'disk-full'
  | 'cancelled'
  | 'forbidden'
  | 'offline'
  | 'unexpected';

/** A failure as a value. `message` is one sentence for a person; `detail` is for a bug report, without secrets. */
export interface Fault {
  readonly kind: FaultKind;
  readonly message: string;
  readonly detail?: string;
  readonly remedy?: Remedy;
}

/** Either a value or the fault that stood in its way. */
export type Result<Value, Failure = Fault> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Failure };

/** A result that worked. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** A result that did not work. */
export function fail<Failure>(fault: Failure): { readonly ok: false; readonly fault: Failure } {
  return { ok: false, fault };
}

/** The message of anything that was thrown. For the shell's edges, where a library throws and a fault is made of it. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
