/** The block of registers in text, and the three lines that x86 reports print below it. */
import { parseInteger } from '../../report/address.ts';
import type { Register } from '../../report/report.ts';

const PAIR = /([a-z][a-z0-9_]{0,15}): {0,8}0x([0-9a-f]{1,16})(?![0-9a-z])/gi;

/** Reads the registers of one line. What follows the last one is Apple's note on it. */
export function readRegisterLine(text: string): readonly Register[] {
  const registers: Register[] = [];
  let end = 0;
  for (const match of text.slice(0, 4000).matchAll(PAIR)) {
    const [whole, name, digits] = match;
    if (name === undefined || digits === undefined) continue;
    registers.push({ name, value: BigInt(`0x${digits}`), note: null });
    end = match.index + whole.length;
  }
  // One space parts them; Apple's own notes may begin with another.
  const note = text.slice(end + 1);
  const last = registers.at(-1);
  if (last !== undefined && note.trim() !== '') registers.splice(-1, 1, { ...last, note });
  return registers;
}

/** Names as JSON has them, with the base of the number. */
const FIELDS: readonly (readonly [label: string, name: string, base: 'auto' | 'hex'])[] = [
  ['Logical CPU:', 'cpu', 'auto'],
  ['Error Code:', 'err', 'hex'],
  ['Trap Number:', 'trap', 'auto'],
];

/** Reads `Trap Number: 14`, `Error Code: 0x00000004 (no mapping for user data read)`. */
export function readProcessorLine(text: string): Register | null {
  for (const [label, name, base] of FIELDS) {
    if (!text.startsWith(label)) continue;
    const [word = '', ...rest] = text.slice(label.length).trim().split(' ');
    const value = parseInteger(word, base);
    return value === null ? null : { name, value, note: rest.join(' ').trim() || null };
  }
  return null;
}

/** `ARM Thread State (64-bit)` in the words of JSON, so that both formats say the same. */
export function flavorOf(words: string): string | null {
  if (/^ARM\b/i.test(words)) return words.includes('64') ? 'ARM_THREAD_STATE64' : 'ARM_THREAD_STATE';
  if (/^X86\b/i.test(words)) return 'x86_THREAD_STATE';
  return words === '' ? null : words;
}
