/**
 * Explains a response that somebody saved: Apple's errors as JSON, a wrapper `{ status, headers, body }`, what `curl -i` or
 * `curl -v` printed, a page of HTML or storage XML, or a log with such JSON in it. Anything else is said to be none.
 */
import { diagnose } from '../diagnose.ts';
import { readErrors } from '../errors.ts';
import type { AppStoreHeaders, ResponseFailure } from '../failure.ts';
import { isObject, text } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { observeAnswer } from './answers.ts';
import type { DiagnosisContext } from './context.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Characters. Answers of Apple are far smaller. */
const LONGEST = 32 * 1024 * 1024;
const LONGEST_EXCERPT = 8000;
const LONGEST_EMBEDDED = 200_000;
const MOST_HEADER_LINES = 200;

type Known = Partial<DiagnosisContext>;

/** What is known of a response beside its body. */
interface Envelope {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly url: string;
  readonly method: string;
}

const BARE: Envelope = { status: 0, headers: new Map(), url: '', method: 'GET' };

function parse(body: string): { readonly value: unknown } | null {
  try {
    const value: unknown = JSON.parse(body);
    return { value };
  } catch {
    return null;
  }
}

function headersOf({ headers }: Envelope): AppStoreHeaders {
  return {
    date: headers.get('date') ?? null,
    retryAfter: headers.get('retry-after') ?? null,
    rateLimit: headers.get('x-rate-limit') ?? null,
    requestId: headers.get('x-request-id') ?? headers.get('x-apple-jingle-correlation-key') ?? null,
  };
}

function responseOf(envelope: Envelope, parts: Partial<ResponseFailure>): ResponseFailure {
  return {
    kind: 'response',
    status: envelope.status,
    errors: [],
    contentType: envelope.headers.get('content-type') ?? null,
    headers: headersOf(envelope),
    excerpt: '',
    url: envelope.url.replace(/^https?:\/\/[^/]+/i, '').split('?')[0] ?? '',
    method: envelope.method,
    ...parts,
  };
}

const NO_RESPONSE = { kind: 'observed', seen: 'not-a-response' } as const;

/** The status that an error page names in its title or heading. */
function statusOfPage(page: string): number {
  const named = /\b(4\d\d|5\d\d)\b\s*(?:[-–—:]\s*)?[A-Z(]/.exec(page)?.[1];
  if (named !== undefined) return Number(named);
  if (/bad gateway/i.test(page)) return 502;
  if (/gateway time-?out/i.test(page)) return 504;
  return /service unavailable/i.test(page) ? 503 : 0;
}

/** The JSON object that begins at `start`, whole; `null` where it does not end. */
function objectAt(log: string, start: number): string | null {
  const end = Math.min(log.length, start + LONGEST_EMBEDDED);
  let depth = 0;
  let quoted = false;
  for (let index = start; index < end; index += 1) {
    const character = log[index];
    if (quoted && character === '\\') index += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') depth += 1;
    else if (!quoted && character === '}') {
      depth -= 1;
      if (depth === 0) return log.slice(start, index + 1);
    }
  }
  return null;
}

/** Apple's errors inside a log or a message. */
function embedded(log: string): unknown {
  const start = /\{\s{0,40}"errors"/.exec(log)?.index;
  const object = start === undefined ? null : objectAt(log, start);
  return object === null ? null : (parse(object)?.value ?? null);
}

function explainText(body: string, envelope: Envelope, known: Known): Diagnosis {
  const found = embedded(body);
  if (isObject(found)) return explainDocument(found, envelope, known);
  const excerpt = body.slice(0, LONGEST_EXCERPT);
  const isPage = /^\s*(?:<!doctype|<html|<\?xml|<error)/i.test(excerpt);
  const status = envelope.status === 0 && isPage ? statusOfPage(excerpt) : envelope.status;
  const diagnosis = diagnose(responseOf(envelope, { status, excerpt }), known);
  // Words alone prove a response only where a rule knows them.
  return diagnosis.rule === 'unknown' && status < 400 ? diagnose(NO_RESPONSE, known) : diagnosis;
}

function explainDocument(document: JsonObject, envelope: Envelope, known: Known): Diagnosis {
  const errors = readErrors(document);
  if (errors.length > 0) {
    const named = Number(/^\d{3}$/.exec(errors[0]?.status ?? '')?.[0] ?? 0);
    return diagnose(responseOf(envelope, { status: envelope.status || named, errors }), known);
  }
  if (envelope.status >= 400) return diagnose(responseOf(envelope, {}), known);
  if ('data' in document) return diagnose(observeAnswer(document, known.receivedAt ?? null), known);
  if (Array.isArray(document['productData'])) {
    const seen = document['productData'].length === 0 ? 'no-diagnostics' : 'no-failure';
    return seen === 'no-failure'
      ? diagnose({ kind: 'observed', seen }, known)
      : diagnose({ kind: 'observed', seen, platform: null, testFlight: null }, known);
  }
  return diagnose(NO_RESPONSE, known);
}

function explainBody(body: unknown, envelope: Envelope, known: Known): Diagnosis {
  if (isObject(body)) return explainDocument(body, envelope, known);
  if (typeof body !== 'string') return explainDocument({}, envelope, known);
  const parsed = parse(body);
  return isObject(parsed?.value) ? explainDocument(parsed.value, envelope, known) : explainText(body, envelope, known);
}

/** `{ status, headers?, body?, url?, method? }`, as programs log responses. */
function readWrapper(document: JsonObject): Envelope | null {
  const status = document['status'] ?? document['statusCode'];
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599) return null;
  const headers = isObject(document['headers']) ? Object.entries(document['headers']) : [];
  return {
    status,
    headers: new Map(
      headers.slice(0, MOST_HEADER_LINES).flatMap(([name, value]) => {
        const first: unknown = Array.isArray(value) ? value[0] : value;
        const written = typeof first === 'number' ? String(first) : text(first, 1000);
        return written === null ? [] : [[name.toLowerCase(), written]];
      }),
    ),
    url: text(document['url'], 4000) ?? '',
    method: text(document['method'], 10)?.toUpperCase() ?? 'GET',
  };
}

/** What `curl -i` prints: status line, headers, an empty line, the body. Several heads in a row count as the last. */
function readDump(dump: string): { readonly envelope: Envelope; readonly body: string } | null {
  let envelope: Envelope | null = null;
  let rest = dump.replace(/^\s+/, '');
  for (let heads = 0; heads < 5; heads += 1) {
    const head = /^HTTP\/\d(?:\.\d)? (\d{3})[^\n]{0,200}\n/.exec(rest);
    if (head === null) break;
    const end = /\n\r?\n/.exec(rest);
    const lines = rest.slice(head[0].length, end?.index ?? rest.length).split(/\r?\n/, MOST_HEADER_LINES);
    const headers = lines.flatMap((line) => {
      const [, name = '', value = ''] = /^([\w-]{1,80}):\s*(.{0,1000})/.exec(line) ?? [];
      return name === '' ? [] : ([[name.toLowerCase(), value.trim()]] as const);
    });
    envelope = { ...BARE, status: Number(head[1]), headers: new Map(headers) };
    rest = end === null ? '' : rest.slice(end.index + end[0].length);
  }
  return envelope === null ? null : { envelope, body: rest };
}

/** What `curl -v` adds: `<` before each line of the head, `>` before the request's, `*` before notes. */
function withoutMarks(dump: string): { readonly dump: string; readonly request: Partial<Envelope> } {
  if (!/^< HTTP\//m.test(dump.slice(0, 100_000))) return { dump, request: {} };
  const asked = /^> ([A-Z]{3,7}) (\S{1,2000}) HTTP\//m.exec(dump.slice(0, 100_000));
  const lines = dump.split(/\r?\n/).filter((line) => !/^[>*]|^[{}] \[\d+ bytes data\]$/.test(line));
  const start = lines.findIndex((line) => line.startsWith('< HTTP/'));
  const plain = lines.slice(Math.max(0, start)).map((line) => line.replace(/^< ?/, ''));
  return {
    dump: plain.join('\n'),
    request: asked === null ? {} : { method: asked[1] ?? 'GET', url: asked[2] ?? '' },
  };
}

/**
 * Explains a saved response. Never fails: what is no response gets the rule `not-a-response`.
 * @param saved the text of the file
 * @param known what surrounded the response, where that is known
 */
export function explainSaved(saved: string, known: Known = {}): Diagnosis {
  if (saved.length > LONGEST) return diagnose(NO_RESPONSE, known);
  const whole = saved.replace(/^\uFEFF/, '');
  const parsed = parse(whole);
  if (isObject(parsed?.value)) {
    const wrapper = readWrapper(parsed.value);
    return wrapper === null
      ? explainDocument(parsed.value, BARE, known)
      : explainBody(parsed.value['body'] ?? parsed.value['data'], wrapper, known);
  }
  if (typeof parsed?.value === 'string') return explainBody(parsed.value, BARE, known);
  const { dump, request } = withoutMarks(whole);
  const read = readDump(dump);
  if (read === null) return explainText(whole, BARE, known);
  return explainBody(read.body, { ...read.envelope, ...request }, known);
}
