/** Threads and registers of a JSON crash body. */
import type { BinaryImage, Register, Thread, ThreadState } from '../../report/report.ts';
import type { Warnings } from '../warnings.ts';
import { readFrames } from './frames.ts';
import { countOf, flagOf, integerOf, isObject, listOf, objectOf, textOf } from './values.ts';
import type { JsonObject } from './values.ts';

/** Apple's order in text. The JSON has them in any order. */
const ORDER = ['fp', 'lr', 'sp', 'pc', 'cpsr', 'far', 'esr']
  .concat([
    'rax',
    'rbx',
    'rcx',
    'rdx',
    'rdi',
    'rsi',
    'rbp',
    'rsp',
    'r8',
    'r9',
    'r10',
    'r11',
    'r12',
    'r13',
    'r14',
    'r15',
  ])
  .concat(['rip', 'rflags', 'cr2', 'eax', 'ebx', 'ecx', 'edx', 'edi', 'esi', 'ebp', 'esp', 'ss', 'eflags', 'eip', 'cs'])
  .concat(['ds', 'es', 'fs', 'gs', 'cpu', 'err', 'trap']);
const RANK = new Map(ORDER.map((name, rank) => [name, rank]));

function rank(name: string): number {
  return RANK.get(name) ?? ORDER.length;
}

/** What the report says of a register's value. */
function noteOf(raw: JsonObject): string | null {
  const description = textOf(raw['description']);
  if (description !== null) return description;
  const symbol = textOf(raw['symbol']);
  if (symbol !== null) return `${symbol} + ${countOf(raw['symbolLocation']) ?? 0}`;
  return textOf(raw['objc-selector']);
}

function readRegister(name: string, value: unknown): Register | null {
  const raw = isObject(value) ? value : null;
  const number = integerOf(raw === null ? value : raw['value']);
  if (number === null) return null;
  return { name, value: number < 0n ? BigInt.asUintN(64, number) : number, note: raw === null ? null : noteOf(raw) };
}

function readState(value: unknown): ThreadState | null {
  if (!isObject(value)) return null;
  const flavor = textOf(value['flavor']);
  const registers: Register[] = [];
  for (const entry of listOf(value['x'])) {
    const register = readRegister(`x${registers.length}`, entry);
    if (register !== null) registers.push(register);
  }
  const named: Register[] = [];
  for (const name in value) {
    if (name === 'x' || name === 'flavor' || !isObject(value[name])) continue;
    const register = readRegister(name, value[name]);
    if (register !== null) named.push(register);
  }
  named.sort((a, b) => rank(a.name) - rank(b.name));
  const all = registers.concat(named);
  return flavor === null && all.length === 0 ? null : { flavor, registers: all };
}

/**
 * Reads all threads. `faultingThread` and `triggered` name the same thread in sound reports; where they disagree the number
 * is right. Reports of macOS 11 have the crashed thread's registers outside of it.
 */
export function readThreads(
  body: JsonObject,
  images: readonly BinaryImage[],
  warnings: Warnings,
): { threads: readonly Thread[]; crashedThread: number | null } {
  const raw = listOf(body['threads']);
  const faulting = countOf(body['faultingThread']);
  const marked = raw.findIndex((thread) => isObject(thread) && flagOf(thread['triggered']));
  const crashed = faulting !== null && faulting >= 0 && faulting < raw.length ? faulting : marked;
  const threads = raw.map((value, index): Thread => {
    const thread = objectOf(value);
    if (!isObject(value)) warnings.add('A thread is no JSON object.');
    return {
      index,
      id: integerOf(thread['id']),
      name: textOf(thread['name']),
      queue: textOf(thread['queue']),
      triggered: index === crashed,
      frames: readFrames(thread['frames'], images, warnings),
      state: readState(thread['threadState'] ?? (index === crashed ? body['threadState'] : null)),
    };
  });
  return { threads, crashedThread: crashed === -1 ? null : crashed };
}
