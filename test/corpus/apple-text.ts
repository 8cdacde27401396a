/**
 * Two texts of one report side by side: Apple's, as its tools put it in front of a JSON report, and ours of the same JSON.
 * A field is a line in its section; how wide columns are, and which lines are empty, is not compared.
 */

/** What is in front of the JSON; null where nothing is, or where there is no JSON. */
export function translationOf(text: string): { readonly apple: string; readonly ips: string } | null {
  const json = /^\{[^\n]*"bug_type"[^\n]*\}\s*\{/m.exec(text.replaceAll(/\r\n?/g, '\n'));
  if (json === null) return null;
  const apple = text.slice(0, json.index).replace(/^-*\s*Full Report\s*-*\s*$/m, '');
  return /^Process:/m.test(apple) ? { apple, ips: text.slice(json.index) } : null;
}

const SECTIONS = [
  /^(Thread \d+)(?: Crashed)?:/,
  /^(Thread \d+ crashed with)/,
  /^(Last Exception Backtrace)/,
  /^(Application Specific \w+)/,
  /^(Kernel Triage|Notes|Error Formulating Crash Report)/,
  /^(Binary Images|External Modification Summary|VM Region Summary|VM Region Info)/,
];
/** Marks around and between the parts, which say nothing of the report. */
const RULES = /^(?:-+|Translated Report .*|EOF|Full Report)$/;

/** `section: line`, for every line that says something. */
function fieldsOf(text: string): readonly string[] {
  let section = 'head';
  return text.split('\n').flatMap((raw) => {
    const line = raw.replaceAll(/\s+/g, ' ').trim();
    if (line === '' || RULES.test(line)) return [];
    section = SECTIONS.map((pattern) => pattern.exec(line)?.[1]).find((name) => name !== undefined) ?? section;
    if (section === 'VM Region Info' && /^[A-Z][A-Za-z ]+: /.test(line) && !line.startsWith('VM Region'))
      section = 'head';
    return [`${section}: ${line}`];
  });
}

/** What two texts have in common. */
export interface Comparison {
  /** Fields of Apple's text. */
  readonly fields: number;
  /** Of these, those that ours has, too. */
  readonly equal: number;
  /** `- …` for what ours lacks, `+ …` for what it has instead. */
  readonly differing: readonly string[];
}

export function compareTexts(apple: string, ours: string): Comparison {
  const left = new Map<string, number>();
  for (const field of fieldsOf(ours)) left.set(field, (left.get(field) ?? 0) + 1);
  const fields = fieldsOf(apple);
  const missing = fields.filter((field) => {
    const count = left.get(field) ?? 0;
    if (count > 0) left.set(field, count - 1);
    return count === 0;
  });
  const more = [...left].flatMap(([field, count]) => (count > 0 ? [`+ ${field}`] : []));
  return {
    fields: fields.length,
    equal: fields.length - missing.length,
    differing: [...missing.map((field) => `- ${field}`), ...more],
  };
}
