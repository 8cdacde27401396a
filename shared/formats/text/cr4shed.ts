/**
 * What Cr4shed, the reporter of jailbroken systems, writes, in the words of reports:
 *
 *     Process: Harbor                         Exception type: EXC_BAD_ACCESS (SIGSEGV)
 *     Bundle id: com.example.harbor           Exception codes: 0x0000000000000001, 0x0000000000000010
 *     Device: iPhone X, iOS 12.4              Triggered by thread: 0
 *     Bundle version: 2.1                     Thread name: Dispatch queue: com.apple.main-thread
 *                                             Call stack:
 *     0   Harbor    0x0000000102a66a2c 0x1020dc000 + 10005036    // -[Feed row:]
 *
 * Where an exception was thrown, its name stands in the type's place, and the stack is where that happened.
 */
import type { Line } from './lines.ts';

const LABELS: ReadonlyMap<string, string> = new Map([
  ['Bundle id', 'Identifier'],
  ['Bundle version', 'Version'],
  ['Device', 'Hardware Model'],
]);
const FIELD = /^([A-Z][A-Za-z ]{2,30}): (\S.{0,2000})$/;
const STACK = /^Call stack:$/;

function fieldsOf(lines: readonly Line[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap(({ text }) => {
      const [, name, value] = FIELD.exec(text) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** The lines that open the stack. */
function headingsOf(fields: ReadonlyMap<string, string>): readonly string[] {
  const type = fields.get('Exception type') ?? '';
  if (/^(?:EXC|SIG)_?[A-Z]/.test(type)) {
    const name = fields.get('Thread name');
    const index = /^\d{1,7}/.exec(fields.get('Triggered by thread') ?? '')?.[0] ?? '0';
    return [`Thread ${index} Crashed:${name === undefined ? '' : `: ${name}`}`];
  }
  const reason = fields.get('Reason');
  return [
    'Application Specific Information:',
    `*** Terminating app due to uncaught exception '${type}'${reason === undefined ? '' : `, reason: '${reason}'`}`,
    'Last Exception Backtrace:',
  ];
}

/** Rewords the lines where they are of that kind; null for all others. */
export function rewordCr4shed(lines: readonly Line[]): readonly Line[] | null {
  const stack = lines.findIndex(({ text }) => STACK.test(text));
  if (stack === -1) return null;
  const fields = fieldsOf(lines.slice(0, stack));
  const type = fields.get('Exception type');
  if (type === undefined) return null;
  const thrown = !/^(?:EXC|SIG)_?[A-Z]/.test(type);
  return lines.flatMap(({ text, number }, at): readonly Line[] => {
    if (at === stack) return headingsOf(fields).map((heading) => ({ text: heading, number }));
    const [, name = '', value = ''] = at < stack ? (FIELD.exec(text) ?? []) : [];
    // These went into the headings.
    if (name === 'Thread name' || (thrown && (name === 'Exception type' || name === 'Reason'))) return [];
    const label = LABELS.get(name);
    if (label === undefined) return [{ text, number }];
    const [, device = value, system] = name === 'Device' ? (/^(.+), ([A-Za-z]+OS \d[\w.]*)$/.exec(value) ?? []) : [];
    const more = system === undefined ? [] : [{ text: `OS Version: ${system}`, number }];
    return [{ text: `${label}: ${device}`, number }, ...more];
  });
}
