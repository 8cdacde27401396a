/** Numbers of `mach-o/loader.h`, `mach-o/fat.h`, `mach-o/nlist.h` and `mach/machine.h`. */

import type { Arch } from '../../../shared/report/arch.ts';

export const MAGIC_32 = 0xfeedface;
export const MAGIC_64 = 0xfeedfacf;
/** The magics of a big-endian file as a little-endian reader sees them. */
export const MAGIC_32_SWAPPED = 0xcefaedfe;
export const MAGIC_64_SWAPPED = 0xcffaedfe;
/** Universal headers are big endian; these are their magics read that way. */
export const FAT_MAGIC = 0xcafebabe;
export const FAT_MAGIC_64 = 0xcafebabf;

export const LC_SEGMENT = 0x1;
export const LC_SYMTAB = 0x2;
export const LC_SEGMENT_64 = 0x19;
export const LC_UUID = 0x1b;
export const LC_FUNCTION_STARTS = 0x26;

/** Section types (low byte of `flags`) that have no bytes in the file. */
export const ZEROFILL_TYPES: ReadonlySet<number> = new Set([0x1, 0xc, 0x12]);

/** `n_type`: debugger entries, and the part that says where a symbol is defined. */
export const N_STAB = 0xe0;
export const N_TYPE = 0x0e;
export const N_SECT = 0x0e;

/** The architecture of a slice; `null` for processors that no crash report knows. The high byte of a subtype is flags. */
export function archOf(cpuType: number, cpuSubtype: number): Arch | null {
  const subtype = cpuSubtype & 0x00ff_ffff;
  switch (cpuType) {
    case 0x0100_000c:
      return subtype === 2 ? 'arm64e' : 'arm64';
    case 0x0200_000c:
      return 'arm64_32';
    case 0x0100_0007:
      return subtype === 8 ? 'x86_64h' : 'x86_64';
    case 7:
      return 'i386';
    case 12:
      return ARM_SUBTYPES[subtype] ?? null;
    default:
      return null;
  }
}

const ARM_SUBTYPES: Readonly<Record<number, Arch>> = {
  6: 'armv6',
  9: 'armv7',
  10: 'armv7',
  11: 'armv7s',
  12: 'armv7k',
};
