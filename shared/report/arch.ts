/** CPU architectures as Mach-O names them, and the many ways in which reports write them. */

/** Mach-O's own names (`mach/machine.h`, `lipo -archs`). */
export type Arch =
  | 'arm64'
  | 'arm64e'
  | 'arm64_32'
  | 'armv6'
  | 'armv7'
  | 'armv7s'
  | 'armv7k'
  | 'x86_64'
  | 'x86_64h'
  | 'i386';

const NAMES: Readonly<Record<string, Arch>> = {
  arm64: 'arm64',
  'arm-64': 'arm64',
  arm64v8: 'arm64',
  aarch64: 'arm64',
  arm64e: 'arm64e',
  arm64_32: 'arm64_32',
  arm64_32_v8: 'arm64_32',
  armv6: 'armv6',
  armv7: 'armv7',
  arm: 'armv7',
  armv7f: 'armv7',
  armv7s: 'armv7s',
  armv7k: 'armv7k',
  x86_64: 'x86_64',
  'x86-64': 'x86_64',
  x86_64h: 'x86_64h',
  i386: 'i386',
  x86: 'i386',
};

const LONGEST = 100;

/**
 * Normalises `X86-64 (Native)`, `ARM-64`, `arm64v8` … to Mach-O's name; `null` for what is not known. Nobody may pass the
 * report's own wording to `atos -arch`: it is refused there.
 */
export function parseArch(text: string): Arch | null {
  // No name is that long, and the pattern takes quadratic time on brackets that nothing closes.
  if (text.length > LONGEST) return null;
  const bare = text
    .replace(/\(.*\)/, '')
    .trim()
    .toLowerCase();
  return NAMES[bare] ?? null;
}

/** Bytes of a pointer in code of that architecture. arm64_32 (watchOS) has 32-bit pointers. */
export function pointerSize(arch: Arch): 4 | 8 {
  switch (arch) {
    case 'arm64':
    case 'arm64e':
    case 'x86_64':
    case 'x86_64h':
      return 8;
    case 'arm64_32':
    case 'armv6':
    case 'armv7':
    case 'armv7s':
    case 'armv7k':
    case 'i386':
      return 4;
  }
}
