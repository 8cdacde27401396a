/**
 * What `print` and `NSLog` make of a payload's `dictionaryRepresentation()`, turned into the JSON that it would have been:
 *
 *     { callStackTree = { callStacks = ( { threadAttributed = 1; } ); }; }                        Objective-C
 *     [AnyHashable("hangDiagnostics"): <__NSArrayM 0x280b68720>( { … } ), AnyHashable("…"): 2022-09-28 01:41:59 +0000]
 *
 * Read token by token, without recursion; what breaks off is closed where it ends.
 */

const MARKS = ['AnyHashable("', 'callStackTree =', 'callStacks =', 'Metrics =', 'Diagnostics ='];
/** Where a dump begins: Swift's dictionary, or a brace with a word and an equals sign behind it. */
const BEGINNING = /\[AnyHashable\("|\{\s{0,200}[A-Za-z_]\w{0,80} =/g;

interface Token {
  readonly kind: 'open' | 'close' | 'mark' | 'text';
  readonly text: string;
  readonly end: number;
  readonly quoted: boolean;
}

function unescape(text: string): string {
  return text.replaceAll(
    /\\(?:[Uu]([0-9a-fA-F]{4})|([0-7]{3})|([^]))/g,
    (_, code?: string, octal?: string, one = '') => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return one === 'n' ? '\n' : one === 't' ? '\t' : String(one);
    },
  );
}

/** Behind these a word without quotes ends. Dates and versions have spaces and points, but none of these. */
const WORD_END = /[;{}()[\]"\n]|, |,$| = |: /g;

function nextToken(text: string, from: number): Token | null {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  const first = text[at];
  if (first === undefined) return null;
  if ('{(['.includes(first)) return { kind: 'open', text: first, end: at + 1, quoted: false };
  if ('})]'.includes(first)) return { kind: 'close', text: first, end: at + 1, quoted: false };
  if (';,:='.includes(first)) return { kind: 'mark', text: first, end: at + 1, quoted: false };
  // The class and the address of a list in front of its round bracket say nothing.
  const object = first === '<' ? /^<\w{1,80} 0x[0-9a-f]{1,16}>/.exec(text.slice(at, at + 110)) : null;
  if (object !== null) return nextToken(text, at + object[0].length);
  const hashable = text.startsWith('AnyHashable("', at);
  if (first === '"' || hashable) {
    const begin = hashable ? at + 'AnyHashable("'.length : at + 1;
    let end = begin;
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    const close = hashable && text[end + 1] === ')' ? end + 2 : end + 1;
    return { kind: 'text', text: unescape(text.slice(begin, end)), end: close, quoted: true };
  }
  WORD_END.lastIndex = at;
  const end = Math.max(at + 1, WORD_END.exec(text)?.index ?? text.length);
  return { kind: 'text', text: text.slice(at, end).trim(), end, quoted: false };
}

/** Swift's bare words may hold brackets: `iPhone OS 15.1 (19B74)`. They end where the next key begins. */
function bareValue(text: string, token: Token): Token {
  if (token.kind !== 'text' || token.quoted || text[token.end] !== '(') return token;
  const close = text.indexOf(')', token.end);
  if (close === -1 || close - token.end > 40) return token;
  return { ...token, text: `${token.text} ${text.slice(token.end, close + 1)}`, end: close + 1 };
}

function jsonOf({ text, quoted }: Token): string {
  return !quoted && /^-?(?:0|[1-9]\d{0,30})$/.test(text) ? text : JSON.stringify(text);
}

interface Level {
  readonly close: '}' | ']';
  readonly start: number;
  /** Whether a value stands here already. */
  filled: boolean;
}

/** Whether the square bracket at that place is a dictionary's: a key and a colon follow. */
function isDictionary(text: string, at: number): boolean {
  const key = nextToken(text, at);
  return key?.kind === 'text' && nextToken(text, key.end)?.text === ':';
}

/** One value from `from` on as JSON, and where it ends. */
function translate(text: string, from: number): { readonly json: string; readonly end: number } {
  const out: string[] = [];
  const open: Level[] = [];
  let keyed = false;
  let at = from;
  const separate = (): void => {
    const level = open.at(-1);
    if (level === undefined || keyed) keyed = false;
    else if (level.filled) out.push(',');
    if (level !== undefined) level.filled = true;
  };
  for (let token = nextToken(text, at); token !== null; token = nextToken(text, at)) {
    at = token.end;
    if (token.kind === 'close') {
      const level = open.pop();
      if (keyed) out.push('null');
      keyed = false;
      out.push(level?.close ?? '');
      if (open.length === 0) return { json: out.join(''), end: at };
    } else if (token.kind === 'open') {
      separate();
      const map = token.text === '{' || (token.text === '[' && isDictionary(text, at));
      out.push(map ? '{' : '[');
      open.push({ close: map ? '}' : ']', start: at, filled: false });
    } else if (token.kind === 'text') {
      const sign = nextToken(text, at)?.text;
      const isKey = !keyed && open.at(-1)?.close === '}' && (sign === '=' || sign === ':');
      separate();
      if (isKey) {
        out.push(`${JSON.stringify(token.text)}:`);
        keyed = true;
        at = nextToken(text, at)?.end ?? at;
      } else if (open.at(-1)?.close === '}' && out.at(-1)?.endsWith(':') !== true) {
        // A word without a value makes no member.
        if (out.at(-1) === ',') out.pop();
      } else {
        const value = bareValue(text, token);
        at = value.end;
        out.push(jsonOf(value));
      }
    }
  }
  if (keyed) out.push('null');
  for (let level = open.pop(); level !== undefined; level = open.pop()) out.push(level.close);
  return { json: out.join(''), end: at };
}

/** The dumps of a text as JSON, one a line; null for a text without any. `text` has plain line ends. */
export function unwrapDump(text: string): string | null {
  if (!MARKS.some((mark) => text.includes(mark))) return null;
  const documents: string[] = [];
  BEGINNING.lastIndex = 0;
  for (let match = BEGINNING.exec(text); match !== null; match = BEGINNING.exec(text)) {
    const { json, end } = translate(text, match.index);
    documents.push(json);
    BEGINNING.lastIndex = end;
  }
  return documents.length === 0 ? null : documents.join('\n');
}
