/**
 * A forgiving JSON reader (RFC 8259) for what `JSON.parse` refuses: comments, ellipses and commas too many in hand-trimmed files,
 * text behind the end, a report that was cut off in the middle. It reads as far as the text makes sense and gives back
 * all values that were complete by then, and the beginning of a long text; open objects and arrays are closed.
 *
 * It walks once, without recursion, and stops at `MAX_DEPTH`, so hostile text costs linear time and no stack.
 */
import type { JsonDocument } from './parse.ts';

/** MetricKit nests its frames two levels each, and has stacks of five hundred. */
const MAX_DEPTH = 5000;
/** Of a text so long its beginning is worth having, as of a panic's. Names and identifiers, which are shorter, would be wrong. */
const WORTH_HAVING = 300;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ELLIPSIS = /…|\.(?:[ \t]*\n?[ \t]*\.)+/y;
const SPACE = /[ \t\r\n]*/y;
const PLAIN = /[^"\\\n\r]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

interface Container {
  readonly object: Record<string, unknown> | null;
  readonly array: unknown[] | null;
  key: string | null;
}

/** A position in the text, and what was noticed on the way. */
class Cursor {
  readonly text: string;
  position: number;
  readonly problems = new Set<string>();
  /** The beginning of a string that did not end; null while none was met. */
  unfinished: string | null = null;

  constructor(text: string, position: number) {
    this.text = text;
    this.position = position;
  }

  /** Skips space and comments; answers the character that follows, empty at the end. */
  peek(): string {
    for (;;) {
      SPACE.lastIndex = this.position;
      SPACE.test(this.text);
      this.position = SPACE.lastIndex;
      if (this.#skipEllipsis()) continue;
      if (this.text[this.position] !== '/') return this.text[this.position] ?? '';
      const block = this.text.startsWith('/*', this.position);
      if (!block && !this.text.startsWith('//', this.position)) return '/';
      const end = this.text.indexOf(block ? '*/' : '\n', this.position + 2);
      this.position = end === -1 ? this.text.length : end + (block ? 2 : 1);
      this.problems.add('The JSON has comments, which were passed over.');
    }
  }

  /** People leave out parts of what they quote. */
  #skipEllipsis(): boolean {
    ELLIPSIS.lastIndex = this.position;
    if (!ELLIPSIS.test(this.text)) return false;
    this.position = ELLIPSIS.lastIndex;
    this.problems.add('The JSON has an ellipsis: parts of it were left out.');
    return true;
  }

  /** The string whose opening quote is here, or null when it does not end. Line breaks inside are kept. */
  string(): string | null {
    let value = '';
    let position = this.position + 1;
    for (;;) {
      PLAIN.lastIndex = position;
      PLAIN.test(this.text);
      value += this.text.slice(position, PLAIN.lastIndex);
      position = PLAIN.lastIndex;
      const mark = this.text[position];
      if (mark === undefined) return this.giveUp(value);
      if (mark === '"') {
        this.position = position + 1;
        return value;
      }
      if (mark !== '\\') {
        value += mark;
        position += 1;
        continue;
      }
      const escape = this.text[position + 1];
      if (escape === undefined) return this.giveUp(value);
      const unicode = escape === 'u' ? /^[0-9a-fA-F]{4}/.exec(this.text.slice(position + 2, position + 6)) : null;
      value += unicode ? String.fromCharCode(Number.parseInt(unicode[0], 16)) : (ESCAPES[escape] ?? escape);
      position += unicode ? 6 : 2;
    }
  }

  giveUp(beginning: string): null {
    this.unfinished = beginning;
    return null;
  }

  /** A number, `true`, `false` or `null`; undefined when none is here or it may go on behind the end. */
  literal(): unknown {
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (!this.text.startsWith(word, this.position)) continue;
      this.position += word.length;
      return value;
    }
    NUMBER.lastIndex = this.position;
    const match = NUMBER.exec(this.text);
    if (match === null || NUMBER.lastIndex === this.text.length) return undefined;
    this.position = NUMBER.lastIndex;
    const number = Number(match[0]);
    return Number.isInteger(number) && !Number.isSafeInteger(number) && /^-?\d+$/.test(match[0]) ? match[0] : number;
  }
}

function place(value: unknown, into: Container): void {
  if (into.array) into.array.push(value);
  else if (into.object && into.key !== null) {
    Object.defineProperty(into.object, into.key, { value, enumerable: true, configurable: true, writable: true });
  }
  into.key = null;
}

function open(mark: '{' | '['): Container {
  return mark === '{' ? { object: {}, array: null, key: null } : { object: null, array: [], key: null };
}

/** One step inside the innermost container. Answers false where the text stops making sense. */
function step(cursor: Cursor, stack: Container[]): boolean {
  const inner = stack.at(-1);
  if (inner === undefined) return false;
  const mark = cursor.peek();
  if (mark === (inner.object ? '}' : ']')) {
    cursor.position += 1;
    stack.pop();
    return true;
  }
  if (mark === ',') {
    cursor.position += 1;
    return true;
  }
  if (inner.object && inner.key === null) {
    if (mark !== '"') return false;
    // No key has a line break but in text that was set in narrow columns.
    inner.key = cursor.string()?.replaceAll(/\s*\n\s*/g, '') ?? null;
    if (inner.key === null || cursor.peek() !== ':') return false;
    cursor.position += 1;
    return true;
  }
  if (mark === '{' || mark === '[') {
    if (stack.length >= MAX_DEPTH) return false;
    cursor.position += 1;
    const container = open(mark);
    place(container.object ?? container.array, inner);
    stack.push(container);
    return true;
  }
  const value = mark === '"' ? (cursor.string() ?? undefined) : cursor.literal();
  if (value === undefined) {
    if (cursor.unfinished !== null && cursor.unfinished.length >= WORTH_HAVING) place(cursor.unfinished, inner);
    return false;
  }
  place(value, inner);
  return true;
}

/** Reads what can be read of the object or array that begins at `start`. `null` when none begins there. */
export function mendJson(text: string, start: number): JsonDocument | null {
  const cursor = new Cursor(text, start);
  const mark = cursor.peek();
  if (mark !== '{' && mark !== '[') return null;
  cursor.position += 1;
  const root = open(mark);
  const stack = [root];
  while (stack.length > 0) {
    if (step(cursor, stack)) continue;
    const line = lineAt(text, cursor.position);
    cursor.problems.add(`The JSON breaks off in line ${line}; what comes before it was read.`);
    break;
  }
  return {
    value: root.object ?? root.array,
    end: cursor.position,
    problems: [...cursor.problems],
    complete: stack.length === 0,
  };
}

/** The 1-based line of a position. */
function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
