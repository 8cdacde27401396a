/**
 * The port behind which symbol engines stand. An engine looks up exactly the addresses it is given; that a return
 * address is looked up one byte earlier is its caller's business.
 */

import type { Svma } from '../../shared/report/address.ts';
import type { Arch } from '../../shared/report/arch.ts';
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Fault, Result } from '../../shared/result.ts';

/** One slice of one Mach-O file: the DWARF file in a dSYM, or a plain binary. */
export interface SliceRef {
  readonly path: string;
  readonly uuid: Uuid;
  readonly arch: Arch;
  readonly textVmaddr: Svma;
}

/** One function that was running at an address. */
export interface SourceFrame {
  /** As the file has it: the linkage name where there is one (engines that demangle by themselves say so). May be empty. */
  readonly name: string;
  readonly file: string | null;
  /** 1-based. */
  readonly line: number | null;
  readonly column: number | null;
}

export type Answer =
  | {
      readonly kind: 'found';
      /** Innermost first; at least one. */
      readonly frames: readonly SourceFrame[];
      /** Lookup address − start of the outermost function; `null` where the start is unknown. */
      readonly symbolOffset: bigint | null;
      /** The debug information was damaged here and only the symbol table could be asked. */
      readonly fault?: Fault;
    }
  | { readonly kind: 'none'; readonly fault?: Fault };

export interface SymbolEngine {
  readonly name: 'builtin' | 'atos';
  /** One answer for each address, in their order. Fails as a whole only where the slice cannot be read at all. */
  lookup(slice: SliceRef, addresses: readonly Svma[], signal?: AbortSignal): Promise<Result<readonly Answer[]>>;
  close(): Promise<void>;
}

/** What a lookup answers that was told to stop. */
export const CANCELLED: Fault = { kind: 'cancelled', message: 'The lookup was cancelled.' };
