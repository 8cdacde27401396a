/**
 * The head of Mac OS X 10.4 and before (Report Version 4 and less) in the words of later systems:
 *
 *     Command: Harbor                      PID:    214
 *     Parent:  WindowServer [63]           Thread: 0
 *     Exception:  EXC_BAD_ACCESS (0x0001)
 *     Codes:      KERN_INVALID_ADDRESS (0x0001) at 0x1718b3a4
 */
import type { Label, Labels } from './labels.ts';

const LATER: ReadonlyMap<string, string> = new Map([
  ['Command', 'Process'],
  ['Parent', 'Parent Process'],
  ['Thread', 'Crashed Thread'],
  ['Exception', 'Exception Type'],
  ['Codes', 'Exception Codes'],
]);

/** The numbers of names, which no later system prints. */
function withoutNumbers(value: string): string {
  return value.replaceAll(/ \(0x[0-9a-f]{1,8}\)/gi, '');
}

function inLaterWords({ label, value, below }: Label, pid: string): Label {
  const name = LATER.get(label) ?? label;
  switch (label) {
    case 'Command':
      return { label: name, value: pid === '' ? value : `${value} [${pid}]`, below };
    case 'OS Version':
      return { label: name, value: /^\d/.test(value) ? `Mac OS X ${value}` : value, below };
    default:
      return { label: name, value: LATER.has(label) ? withoutNumbers(value) : value, below };
  }
}

/** Rewords the labels where they are of that time; all others stay. */
export function rewordOldLabels(labels: Labels): void {
  if (labels.find('Command') === null || labels.find('Process') !== null) return;
  const pid = labels.value('PID') ?? '';
  const reworded = labels.list.filter(({ label }) => label !== 'PID').map((label) => inLaterWords(label, pid));
  labels.list.splice(0, labels.list.length, ...reworded);
}
