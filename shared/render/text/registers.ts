/** The registers of the crashed thread in Apple's table, four to a line. */
import { pointerSize } from '../../report/arch.ts';
import type { Arch } from '../../report/arch.ts';
import type { Register, Thread } from '../../report/report.ts';

const PROCESSOR: Readonly<Record<string, string>> = { cpu: 'Logical CPU:', err: 'Error Code:', trap: 'Trap Number:' };
/** 32-bit registers of 64-bit processors. */
const SHORT = new Set(['cpsr', 'esr']);
/** A line ends behind these, however many are on it. */
const LAST_OF_LINE = new Set(['lr', 'cpsr', 'esr']);

function words(flavor: string | null, wide: boolean): string {
  const bits = wide ? '(64-bit)' : '(32-bit)';
  if (flavor?.startsWith('ARM') === true) return `ARM Thread State ${bits}`;
  if (flavor === null || flavor.startsWith('x86')) return `${flavor === null ? 'Unknown' : 'X86'} Thread State ${bits}`;
  return flavor;
}

function cell(register: Register, wide: boolean): string {
  const digits = wide && !SHORT.has(register.name) ? 16 : 8;
  const name = register.name === 'rflags' ? 'rfl' : register.name;
  const value = register.value.toString(16).padStart(digits, '0');
  // Apple's text explains the exception syndrome only; other notes name symbols.
  const note = register.name === 'esr' && register.note !== null ? ` ${register.note}` : '';
  return `${name.length > 4 ? ` ${name}` : name.padStart(5)}: 0x${value}${note}`;
}

function table(registers: readonly Register[], wide: boolean, margin: string): readonly string[] {
  const lines: string[] = [];
  let cells: string[] = [];
  const flush = (): void => {
    if (cells.length > 0) lines.push(margin + cells.join(''));
    cells = [];
  };
  for (const register of registers) {
    cells.push(cell(register, wide));
    if (cells.length === 4 || LAST_OF_LINE.has(register.name)) flush();
  }
  flush();
  return lines;
}

/** What the trap means stands behind the error code, though JSON has it at the trap. */
function processorLine(register: Register, registers: readonly Register[]): string {
  const trap = register.name === 'err' ? registers.find(({ name }) => name === 'trap') : undefined;
  const moved = register.name === 'trap' && registers.some(({ name, note }) => name === 'err' && note === null);
  const note = moved ? null : (register.note ?? trap?.note ?? null);
  const label = (PROCESSOR[register.name] ?? '').padEnd(16);
  const value =
    register.name === 'err' ? `0x${register.value.toString(16).padStart(8, '0')}` : register.value.toString(10);
  return `${label} ${value}${note === null ? '' : ` ${note}`}`;
}

/** The block of a thread's registers; nothing where the report has none. */
export function registerLines(thread: Thread | undefined, arch: Arch | null): readonly string[] {
  const state = thread?.state;
  if (thread === undefined || !state || state.registers.length === 0) return [];
  const wide = arch === null ? state.registers.some(({ value }) => value > 0xffff_ffffn) : pointerSize(arch) === 8;
  const main = state.registers.filter(({ name }) => !(name in PROCESSOR));
  const processor = state.registers
    .filter(({ name }) => name in PROCESSOR)
    .map((register, _, all) => processorLine(register, all));
  const margin = state.flavor?.startsWith('x86') === true ? '' : ' ';
  return [
    `Thread ${thread.index} crashed with ${words(state.flavor, wide)}:`,
    ...table(main, wide, margin),
    '',
    ...(processor.length === 0 ? [] : [...processor, '']),
  ];
}
