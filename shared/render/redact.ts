/**
 * Redaction: takes out of a report, or of anything that holds texts, who and whose computer it speaks of. It works on values
 * before they are rendered, so that no layout, escape or line break can hide what it looks for.
 *
 * Equal names get equal placeholders under one salt, in whatever order and thread reports are redacted; without the salt a
 * placeholder says nothing. First all texts are read and the names in them learnt, then they are replaced: a user name that
 * one path gives away is hidden in messages, too.
 *
 * Incident ids, UUIDs of images, models, versions and addresses in memory stay: without them a report is of no use.
 */
import { digest } from '../signature/hash.ts';
import { PLACEHOLDER, findSecrets, isNobody, kindOfLabel } from './redact/find.ts';
import type { Secret, SecretKind } from './redact/find.ts';

/** Fields whose whole text is a secret. */
const WHOLE: ReadonlyMap<string, SecretKind> = new Map([
  ['deviceKey', 'device'],
  ['assignee', 'user'],
  ['tester', 'user'],
  ['email', 'email'],
]);

/** Fields that hold names of the program's own, in which words mean something else. */
const CODE: ReadonlySet<string> = new Set(
  'symbol name imageName image images app appName process bundleId title normalised stack platform device kind format status rule'
    .split(' ')
    .concat('uuid foundUuid incident version build versions reportVersion arch archName codeType bugType'.split(' '))
    .concat('type signal namespace codes rawCodes flavor role crashedAt launchedAt address label'.split(' ')),
);

/** Shorter names stand in too many words to be hidden everywhere. */
const SHORTEST: Readonly<Record<SecretKind, number>> = {
  user: 3,
  host: 4,
  device: 8,
  email: 6,
  ip: 7,
  folder: Infinity,
  volume: Infinity,
};
/** Names that are looked for everywhere, at most: a report that holds more was made to. */
const MOST_NAMES = 1000;

type Visit = (text: string, field: string, whole: SecretKind | null) => string;

function isPair(value: readonly unknown[]): value is readonly [string, string] {
  return value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function mapped(value: unknown, field: string, visit: Visit): unknown {
  if (typeof value === 'string') return visit(value, field, WHOLE.get(field) ?? null);
  if (Array.isArray(value)) {
    if (isPair(value)) {
      const [label, text] = value;
      return [visit(label, field, null), visit(text, field, kindOfLabel(label))];
    }
    return value.map((entry) => mapped(entry, field, visit));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapped(entry, key, visit)]));
}

/** `mapped` changes texts alone: what it makes has the form of what it was given. */
function hasFormOf<Value>(_original: Value, copy: unknown): copy is Value {
  return copy !== undefined;
}

/** The value with its texts replaced. */
function mapTexts<Value>(value: Value, visit: Visit): Value {
  const copy = mapped(value, '', visit);
  return hasFormOf(value, copy) ? copy : value;
}

/** Names that are hidden wherever they stand as words, by their lower case. */
type Names = Map<string, SecretKind>;

function learn(names: Names, kind: SecretKind, text: string): void {
  const name = text.trim().toLowerCase();
  if (name.length < SHORTEST[kind] || isNobody(name) || names.size >= MOST_NAMES || names.has(name)) return;
  names.set(name, kind);
  if (kind !== 'host') return;
  // `annas-mac.local` is `annas-mac` elsewhere; the owner of “Anna’s iPhone” is Anna.
  const stem = /^([^.]{4,})\.[a-z.]+$/.exec(name)?.[1];
  if (stem !== undefined) learn(names, 'host', stem);
  const owner = /^([\p{L}\p{N}.-]+)['’]s /u.exec(name)?.[1];
  if (owner !== undefined) learn(names, 'user', owner);
}

function wordsPattern(names: Names): RegExp | null {
  if (names.size === 0) return null;
  const words = [...names.keys()].sort((a, b) => b.length - a.length);
  const escaped = words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${escaped.join('|')})(?![\p{L}\p{N}])`, 'giu');
}

/** Secrets in their order; those that overlap are one. */
function merge(secrets: readonly Secret[]): readonly Secret[] {
  const merged: Secret[] = [];
  for (const secret of secrets.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = merged.at(-1);
    if (last === undefined || secret.from >= last.to) merged.push(secret);
    else if (secret.to > last.to) merged[merged.length - 1] = { ...last, to: secret.to, text: last.text + secret.text };
  }
  return merged;
}

/** What stands for a secret: `USER-7F3A2K`. */
function placeholder(kind: SecretKind, text: string, salt: string): string {
  return `${kind}-${digest([salt, kind, text.toLowerCase()]).slice(1, 7)}`.toUpperCase();
}

/**
 * The value without what identifies people and devices. `salt` makes placeholders equal within one export and meaningless
 * outside of it: take a random one for each.
 */
export function redact<Value>(value: Value, salt: string): Value {
  const names: Names = new Map();
  const found = { code: new Map<string, readonly Secret[]>(), prose: new Map<string, readonly Secret[]>() };
  /** Reports say the same thing often. */
  function secretsOf(text: string, code: boolean): readonly Secret[] {
    const known = found[code ? 'code' : 'prose'];
    const secrets = known.get(text) ?? findSecrets(text, code);
    known.set(text, secrets);
    return secrets;
  }
  mapTexts(value, (text, field, whole) => {
    if (whole !== null) learn(names, whole, text);
    for (const { kind, text: secret } of secretsOf(text, CODE.has(field))) learn(names, kind, secret);
    return text;
  });
  const words = wordsPattern(names);
  const done = new Map<string, string>();

  function replace(text: string, code: boolean): string {
    const secrets = [...secretsOf(text, code)];
    if (words !== null && !code) {
      for (const { 0: word, index } of text.matchAll(words)) {
        const kind = names.get(word.toLowerCase()) ?? 'user';
        secrets.push({ kind, from: index, to: index + word.length, text: word });
      }
    }
    if (secrets.length === 0) return text;
    let result = '';
    let at = 0;
    for (const { kind, from, to, text: secret } of merge(secrets)) {
      result += text.slice(at, from) + placeholder(kind, secret, salt);
      at = to;
    }
    return result + text.slice(at);
  }

  return mapTexts(value, (text, field, whole) => {
    if (text === '' || PLACEHOLDER.test(text)) return text;
    if (whole !== null) return placeholder(whole, text.trim(), salt);
    const code = CODE.has(field);
    const key = `${code ? '=' : '~'}${text}`;
    const known = done.get(key) ?? replace(text, code);
    done.set(key, known);
    return known;
  });
}
