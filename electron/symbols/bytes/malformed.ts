/**
 * How the readers below give up. Decoding is a deep stack of tiny reads, so within `electron/symbols` a damaged file is
 * thrown as `Malformed` and turned into a `Fault` at the module's edge by `attempt`; nothing above ever sees a throw.
 */

import { fail, messageOf, ok, type FaultKind, type Result } from '../../../shared/result.ts';

/** The file says something that cannot be true. The message is one sentence for a person. */
export class Malformed extends Error {}

/** The file could not be read at all (gone, no permission, broken disk). */
export class Unreadable extends Error {}

/**
 * Runs a reader over untrusted bytes. `RangeError` is what `DataView` throws for a read behind its end, so it too means
 * that the file is shorter than it claims. Anything else is a mistake of ours and stays a throw.
 */
export function attempt<Value>(kind: FaultKind, path: string, read: () => Value): Result<Value> {
  try {
    return ok(read());
  } catch (thrown) {
    if (thrown instanceof Malformed) return fail({ kind, message: `${path}: ${thrown.message}` });
    if (thrown instanceof RangeError) {
      return fail({ kind, message: `${path}: the file ends earlier than it says.`, detail: messageOf(thrown) });
    }
    if (thrown instanceof Unreadable) return fail({ kind: 'unreadable-file', message: thrown.message });
    throw thrown;
  }
}
