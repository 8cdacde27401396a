/** `EXC_BAD_ACCESS`: which memory was touched, and what that usually means. Codes by `mach/kern_return.h` and XNU's `arm` and `i386` exception headers. */
import { parseInteger, toHex } from '../../report/address.ts';
import type { CrashReport, Register } from '../../report/report.ts';
import type { Meaning } from '../meaning.ts';
import { links } from './links.ts';
import { namespaceOf } from './namespaces.ts';
import { topFunctions } from './words.ts';

/** No system maps the first page; members of an object that is not there lie in it. */
const FIRST_PAGE = 0x4000n;
const REFERENCES =
  /^(?:objc_msgSend|objc_retain|objc_release|swift_retain|swift_release|_?swift_release_dealloc|objc_loadWeakRetained)/;

const EXC_I386_GPFLT = 13n;
const KERN_MEMORY_ERROR = 10n;
const KERN_CODESIGN_ERROR = 50n;
const EXC_ARM_DA_ALIGN = 0x101n;

function crashedRegisters(report: CrashReport): readonly Register[] {
  return report.threads[report.crashedThread ?? -1]?.state?.registers ?? [];
}

/** The address that was touched. */
function touched(report: CrashReport): bigint | null {
  const { subtype, rawCodes } = report.exception ?? { subtype: null, rawCodes: [] };
  const written = /\bat (0x[0-9a-f]{1,16})/i.exec(subtype ?? '')?.[1];
  return (written === undefined ? null : parseInteger(written)) ?? rawCodes[1] ?? null;
}

/** `Read`, `Wrote` or, where the fault register does not tell, `Accessed`; `Jumped` for code that is not there. */
function verb(report: CrashReport): 'Read' | 'Wrote' | 'Jumped' | 'Accessed' {
  const note = crashedRegisters(report).find(({ name }) => name === 'esr')?.note ?? '';
  if (/instruction abort/i.test(note)) return 'Jumped';
  if (/byte read/i.test(note)) return 'Read';
  return /byte write/i.test(note) ? 'Wrote' : 'Accessed';
}

const HAND: Readonly<Record<ReturnType<typeof verb>, string>> = {
  Read: 'Read through',
  Wrote: 'Wrote through',
  Jumped: 'Called',
  Accessed: 'Followed',
};

function nullPointer(report: CrashReport, address: bigint): Meaning {
  const how = verb(report);
  const offset = address === 0n ? '' : ` + ${toHex(address)}`;
  const member =
    address === 0n ? '' : ` The small offset ${toHex(address)} points to a member of an object that was not there.`;
  return {
    title: `${HAND[how]} a null ${how === 'Jumped' ? 'function ' : ''}pointer`,
    short: `null pointer${offset}`,
    text: `The program followed a pointer that was null.${member} Look for an object that was already gone or never made.`,
    link: links.memory,
  };
}

function isStackOverflow(report: CrashReport): boolean {
  return /--->[^\n]*stack[ _]guard|^[^\n]* is in [^\n]*stack[ _]guard/im.test((report.vmRegion ?? '').slice(0, 8192));
}

/** What an `EXC_BAD_ACCESS` means. */
export function explainBadAccess(report: CrashReport): Meaning {
  const subtype = report.exception?.subtype ?? '';
  const code = report.exception?.rawCodes[0] ?? null;
  const address = touched(report);
  if (isStackOverflow(report)) {
    return {
      title: 'Stack overflow',
      short: 'stack overflow',
      text: 'The thread used up its stack and ran into the guard page behind it. Nearly always a function that calls itself without end; rarely a very large local variable.',
      link: links.memory,
    };
  }
  if (/pointer authentication/i.test(subtype) || namespaceOf(report) === 'PAC_EXCEPTION') {
    return {
      title: 'Pointer authentication failed',
      short: 'pointer authentication failure',
      text: 'A signed pointer (a return address, a method or a function pointer) was not what was signed: memory was overwritten, freed or cast to another type. An address with strange high bits can also be plain garbage.',
      link: links.pointerAuthentication,
    };
  }
  if (/KERN_CODESIGN_ERROR/i.test(subtype) || code === KERN_CODESIGN_ERROR) {
    return {
      title: 'Code with an invalid signature',
      short: 'invalid code signature of a page',
      text: 'A page of code does not match its signature: the file on disk was changed after it was signed or while the app ran.',
      link: links.badAccess,
    };
  }
  if (/KERN_MEMORY_ERROR/i.test(subtype) || code === KERN_MEMORY_ERROR) {
    return {
      title: 'Mapped file was not readable',
      short: 'mapped file not readable',
      text: 'Memory that stands for a file could not be filled: the file became shorter, its volume went away, or the disk failed.',
      link: links.badAccess,
    };
  }
  if (/EXC_ARM_DA_ALIGN|misaligned/i.test(subtype) || code === EXC_ARM_DA_ALIGN) {
    return {
      title: 'Misaligned memory access',
      short: 'misaligned address',
      text: 'An instruction needs an aligned address and got another one, usually after a cast of a byte pointer.',
      link: links.badAccess,
    };
  }
  if (/EXC_I386_GPFLT/i.test(subtype) || (code === EXC_I386_GPFLT && /^x86|^i386/i.test(report.arch ?? ''))) {
    return {
      title: 'Followed a pointer that is no address',
      short: 'garbage pointer',
      text: 'The pointer is no valid address at all; the processor does not say which one it was. Mostly an object that was freed and overwritten.',
      link: links.memory,
    };
  }
  if (address !== null && address < FIRST_PAGE) return nullPointer(report, address);
  const top = topFunctions(report)[0] ?? '';
  if (REFERENCES.test(top)) {
    return {
      title: 'Used an object that was probably freed',
      short: `freed object in ${top}`,
      text: 'The memory of the object is no longer that of an object: it was most likely released too often or used after its end. Run with Zombies or the Address Sanitizer.',
      link: links.zombies,
    };
  }
  if (/KERN_PROTECTION_FAILURE/i.test(subtype) || code === 2n) {
    const how = verb(report);
    return {
      title: how === 'Jumped' ? 'Jumped to memory that is no code' : `${how} memory that is protected`,
      short: how === 'Jumped' ? 'jump to memory that is no code' : 'protected memory',
      text: 'The memory is there, but not for this: read-only data was written, or data was run as code.',
      link: links.memory,
    };
  }
  return {
    title: `${verb(report)} ${verb(report) === 'Jumped' ? 'to ' : ''}memory that is not there`,
    short: 'invalid address',
    text: 'The address belongs to no memory of the process: a pointer to something freed, never set, or overwritten. The Address Sanitizer finds most of these.',
    link: links.memory,
  };
}
