/**
 * JSON as reports contain it. Well-formed text takes the fast way, `JSON.parse`; anything else goes to `mend.ts`.
 *
 * Integers that a `number` cannot hold (register values, exception codes, signed pointers) come out as text with all
 * their digits. A cheap scan puts quotes around them first: only where 16 or more digits stand between the marks that may
 * surround a JSON number. Inside a string such a quote would end the string before a digit, which is a syntax error, never
 * a wrong value; then the careful reader takes over.
 */
import { mendJson } from './mend.ts';

export interface JsonDocument {
  readonly value: unknown;
  /** Where the document ends in the text. */
  readonly end: number;
  /** What was wrong with the text; empty when nothing was. */
  readonly problems: readonly string[];
  /** False when the text broke off or broke down, so that the value holds only what came before. */
  readonly complete: boolean;
}

const LONG = 16;
const COMMA = 44;
const COLON = 58;
const OPEN = 91;
const CLOSE = 93;
const CLOSE_BRACE = 125;
const MINUS = 45;

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/**
 * The text from `from` to `to` with its long integers quoted. Looks at the whole text, not at a slice of it: characters of a
 * slice take several times as long to get.
 */
function quoteLongIntegers(text: string, from: number, to: number): string {
  let quoted = '';
  let copied = from;
  // A run of 16 digits covers every sixteenth place somewhere, so that looking there is enough to find it.
  for (let at = from; at < to; at += LONG) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let start = at;
    while (start > copied && isDigit(text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < to && isDigit(text.charCodeAt(end))) end += 1;
    at = Math.max(at, end - LONG);
    if (end - start < LONG) continue;
    if (start > from && text.charCodeAt(start - 1) === MINUS) start -= 1;
    let before = start - 1;
    while (before > copied && isSpace(text.charCodeAt(before))) before -= 1;
    let after = end;
    while (after < to && isSpace(text.charCodeAt(after))) after += 1;
    const left = before < from ? Number.NaN : text.charCodeAt(before);
    const right = after < to ? text.charCodeAt(after) : Number.NaN;
    if (left !== COLON && left !== COMMA && left !== OPEN) continue;
    if (right !== COMMA && right !== CLOSE && right !== CLOSE_BRACE) continue;
    quoted += `${text.slice(copied, start)}"${text.slice(start, end)}"`;
    copied = end;
  }
  return copied === from ? text.slice(from, to) : quoted + text.slice(copied, to);
}

/** Reads the document that begins at `start`. Never throws; `null` when no JSON begins there. */
export function parseJson(text: string, start: number): JsonDocument | null {
  // Marks like `EOF` and `Model: …` behind the last bracket are usual, and no reason to go the slow way.
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  if (end <= start) return mendJson(text, start);
  try {
    const value: unknown = JSON.parse(quoteLongIntegers(text, start, end));
    return { value, end, problems: [], complete: true };
  } catch {
    return mendJson(text, start);
  }
}
