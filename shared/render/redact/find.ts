/**
 * Where a text says who somebody is: user names in paths, names of computers and devices, device ids, e-mail and IP
 * addresses. Patterns alone; names that were learnt elsewhere in a report are looked for by `words.ts`.
 *
 * Every repetition is bounded, so that no text makes a pattern slow. What identifies nobody stays: accounts of build
 * servers, Apple's own `USER`, loopback addresses.
 */

export type SecretKind = 'user' | 'host' | 'device' | 'email' | 'ip' | 'folder' | 'volume';

/** A part of a text that must not be told. */
export interface Secret {
  readonly kind: SecretKind;
  /** UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** What is hidden; equal ones get equal placeholders. */
  readonly text: string;
}

/** What stands in its place: `USER-7F3A2K`. Found again it is left alone. */
export const PLACEHOLDER = /^(?:USER|HOST|DEVICE|EMAIL|IP|FOLDER|VOLUME)-[0-9A-Z]{6}$/i;

const ACCOUNTS = new Set(
  'user username shared public default guest root admin administrator mobile build builder buildbot buildagent ci '
    .concat('jenkins runner runneradmin teamcity vagrant vsts distiller agent developer dev test tester macintosh')
    .split(' '),
);

/** Whether a name belongs to nobody. */
export function isNobody(name: string): boolean {
  return ACCOUNTS.has(name.toLowerCase()) || PLACEHOLDER.test(name);
}

/** One rule: the group named `secret` is hidden, and nothing around it. */
interface Rule {
  readonly kind: SecretKind;
  /** Signs of which any text that matches has one: most texts of a report have none and need no look. */
  readonly signs: string;
  readonly pattern: RegExp;
  /** Also within names of functions and images. */
  readonly everywhere: boolean;
  readonly isSecret?: (text: string) => boolean;
}

const SLASH = String.raw`(?:\\{0,2}\/|\\{1,2})`;
const PART = String.raw`(?:[^\/\\\s"'’<>|:;,()\[\]{}]|['’](?=\p{L}))`;
/** One part of a path: with spaces only where a slash ends it, for in a sentence a space ends it. */
const NAME = String.raw`(?<secret>${PART}{1,128}(?: ${PART}{1,128}){1,3}(?=[\/\\])|${PART}{1,255})`;
const UUID = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}';
const IDS = [
  'crash ?reporter ?key',
  'anonymous ?uuid',
  'beta ?identifier',
  'boot ?session ?uuid',
  'sleep/wake ?uuid',
  'device ?identifier',
  'device ?id',
  'hardware ?uuid',
  'serial ?(?:number|no)?',
  'identifier ?for ?vendor',
  'udid',
  'ecid',
].join('|');
const NAMES = '(?:computer|device|host|machine|local ?host) ?name';
const MODELS = String.raw`(?:MacBook(?:[ -](?:Pro|Air))?|iMac(?:[ -]Pro)?|Mac[ -](?:mini|Studio|Pro)|iPhone|iPad|iPod(?: touch)?|Apple (?:Watch|TV)|Mac)`;

function isAddress6(text: string): boolean {
  // The last two groups may be an address of version 4.
  const plain = text.replace(/\d{1,3}(?:\.\d{1,3}){3}$/, '0:0');
  const halves = plain.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  if (halves.length === 1 ? groups.length !== 8 : halves.length !== 2 || groups.length > 7) return false;
  // `A::B` is a name in C++, `::1` is every computer itself.
  return text !== '::1' && text !== '::' && groups.some((group) => /\d/.test(group) || group.length > 2);
}

function isAddress4(text: string): boolean {
  const parts = text.split('.').map(Number);
  return parts.every((part) => part <= 255) && parts[0] !== 127 && text !== '0.0.0.0' && text !== '255.255.255.255';
}

const RULES: readonly Rule[] = [
  {
    kind: 'user',
    signs: '/\\',
    pattern: new RegExp(`${SLASH}(?:Users|home|export${SLASH}home|Documents and Settings)${SLASH}${NAME}`, 'giu'),
    everywhere: true,
    isSecret: (name) => !isNobody(name),
  },
  {
    kind: 'volume',
    signs: '/\\',
    pattern: new RegExp(`(?<!System)${SLASH}Volumes${SLASH}${NAME}`, 'gu'),
    everywhere: true,
    isSecret: (name) => name !== 'Macintosh HD' && !PLACEHOLDER.test(name),
  },
  // A UUID as a part of a path: an app's container, a simulator.
  {
    kind: 'folder',
    signs: '/\\',
    pattern: new RegExp(`${SLASH}(?<secret>${UUID})(?![0-9A-Za-z-])`, 'gu'),
    everywhere: true,
  },
  {
    kind: 'folder',
    signs: '/\\',
    pattern: new RegExp(`${SLASH}var${SLASH}folders${SLASH}(?<secret>[0-9a-z_+]{2}${SLASH}[0-9A-Za-z_+]{12,64})`, 'gu'),
    everywhere: true,
  },
  {
    kind: 'email',
    signs: '@',
    pattern: /(?<secret>[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,253}\.\p{L}{2,24})/gu,
    everywhere: true,
    // `Icon@2x.png` is a picture.
    isSecret: (text) => !/@[1-4]x(?:~[a-z]+)?\.[a-z]{2,5}$/i.test(text),
  },
  // UDIDs and CrashReporter keys; since 2018 with one hyphen.
  {
    kind: 'device',
    signs: '',
    pattern: /(?<![0-9A-Za-z-])(?<secret>[0-9A-Fa-f]{40}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{16})(?![0-9A-Za-z-])/gu,
    everywhere: true,
  },
  {
    kind: 'device',
    signs: ':',
    pattern: /(?<![0-9A-Za-z:])(?<secret>[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5})(?![0-9A-Za-z:])/gu,
    everywhere: false,
  },
  {
    kind: 'device',
    signs: ':=',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:${IDS})["']?\s{0,8}[:=]\s{0,40}["']?(?<secret>[^\s"',;{}]{4,80})`,
      'giu',
    ),
    everywhere: false,
    isSecret: (text) => /\d/.test(text) && !PLACEHOLDER.test(text),
  },
  {
    kind: 'host',
    signs: ':=',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])${NAMES}["']?\s{0,8}[:=]\s{0,40}["']?(?<secret>[^\n"';{}]{2,80})`,
      'giu',
    ),
    everywhere: false,
    isSecret: (text) => !PLACEHOLDER.test(text.trim()),
  },
  {
    kind: 'host',
    signs: '.',
    pattern:
      /(?<![\p{L}\p{N}])(?<secret>[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.(?:local|lan|localdomain|internal|home\.arpa|fritz\.box))(?![\p{L}\p{N}-]|\.\p{L}|\()/giu,
    everywhere: false,
  },
  {
    kind: 'host',
    signs: "'’",
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?<secret>[\p{L}][\p{L}\p{N}.-]{0,40}['’]s ${MODELS}(?: ?\(?\d{1,3}\)?)?)(?![\p{L}\p{N}])`,
      'gu',
    ),
    everywhere: false,
  },
  {
    kind: 'host',
    signs: '-',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?<secret>[\p{L}][\p{L}\p{N}]{0,40}-${MODELS}(?:-\d{1,3})?)(?![\p{L}\p{N}])`,
      'gu',
    ),
    everywhere: false,
  },
  {
    kind: 'ip',
    signs: '.',
    pattern: /(?<![\w.-])(?<secret>\d{1,3}(?:\.\d{1,3}){3})(?![\w-]|\.\d)/gu,
    everywhere: false,
    isSecret: isAddress4,
  },
  {
    kind: 'ip',
    signs: ':',
    pattern: /(?<![\w:.])(?<secret>[0-9A-Fa-f:]{2,39}(?:\.\d{1,3}){0,3})(?![\w:])/gu,
    everywhere: false,
    isSecret: isAddress6,
  },
];

/** Characters; no other rule is without signs. */
const SHORTEST_UDID = 25;

/** A full stop ends a sentence, not a name. */
function trimEnd(text: string): string {
  return text.replace(/[\s.!?]{1,255}$/u, '');
}

function hasSign(text: string, signs: string): boolean {
  for (let index = 0; index < signs.length; index += 1) if (text.includes(signs.charAt(index))) return true;
  return signs === '' && text.length >= SHORTEST_UDID;
}

/** All secrets of a text by its own look. `code`: a name of a function or an image, in which few patterns mean anything. */
export function findSecrets(text: string, code: boolean): readonly Secret[] {
  const found: Secret[] = [];
  for (const { kind, signs, pattern, everywhere, isSecret } of RULES) {
    if ((code && !everywhere) || !hasSign(text, signs)) continue;
    for (const match of text.matchAll(pattern)) {
      const secret = trimEnd(match.groups?.['secret'] ?? '');
      if (secret === '' || isSecret?.(secret) === false) continue;
      // The group stands at the match's end, but for the ending that was trimmed.
      const from = match.index + match[0].lastIndexOf(match.groups?.['secret'] ?? '');
      found.push({ kind, from, to: from + secret.length, text: secret });
    }
  }
  return found;
}

const ID_LABEL = new RegExp(`^(?:${IDS})$`, 'i');
const NAME_LABEL = new RegExp(`^(?:${NAMES})$`, 'i');

/** What the whole value behind a label is; null for labels that tell nothing of anybody. */
export function kindOfLabel(label: string): SecretKind | null {
  if (ID_LABEL.test(label)) return 'device';
  if (NAME_LABEL.test(label)) return 'host';
  return /^(?:full ?)?user ?(?:name)?$/i.test(label) ? 'user' : null;
}
