/**
 * Fields that no reader knows, as label and value for people. Flat as far as it goes: an object's fields carry its name in
 * front (`Memory pages, free`). Bounded, since nothing is known of what a system puts there.
 */
import { remember } from '../../memo.ts';
import { decodeEntities } from '../entities.ts';
import { isObject } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';

export type Fact = readonly [label: string, value: string];

const MOST = 200;
const DEEPEST = 3;
const LONGEST_LABEL = 80;
const LONGEST = 2000;

/** One line without a mark that would end the label in text. */
function plain(text: string, longest: number): string {
  const short = text.length > longest ? text.slice(0, longest) : text;
  return /[^\S ]|^ | $| {2}/.test(short) ? short.replaceAll(/\s+/g, ' ').trim() : short;
}

/** `memoryPages`, `guilty_dm` and `os_version` as words: `Memory pages`, `Guilty dm`, `OS version`. */
export const wordsOf = remember((key: string): string => {
  const apart = plain(key, LONGEST_LABEL)
    .replaceAll(':', '')
    .replaceAll('_', ' ')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]{2})([A-Z][a-z])/g, '$1 $2')
    .trim();
  const words = apart.split(' ').map((word) => {
    if (/^(?:os|id|cpu|gpu|uuid|pid|vm)$/i.test(word)) return word.toUpperCase();
    return /^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word;
  });
  const text = words.join(' ');
  return text === '' ? 'Unnamed' : text.charAt(0).toUpperCase() + text.slice(1);
}, 500);

/** A value in one line; null for what is nested or empty. */
export function scalarText(value: unknown): string | null {
  if (typeof value === 'string') {
    const text = plain(value, LONGEST);
    return text === '' ? null : text;
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (!Array.isArray(value) || value.length === 0) return null;
  const items = value.slice(0, MOST).map((item) => (Array.isArray(item) ? null : scalarText(item)));
  if (!items.every((item) => item !== null)) return `${value.length} entries`;
  const more = value.length - items.length;
  return plain(`${items.join(', ')}${more > 0 ? ` and ${more} more` : ''}`, LONGEST);
}

function collect(object: JsonObject, prefix: string, depth: number, skip: ReadonlySet<string>, facts: Fact[]): void {
  for (const [key, value] of Object.entries(object)) {
    if (facts.length >= MOST) return;
    if (depth === 0 && skip.has(key)) continue;
    const words = wordsOf(key);
    const label = prefix === '' ? words : `${prefix}, ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
    if (isObject(value)) {
      if (depth < DEEPEST) collect(value, label, depth + 1, skip, facts);
      continue;
    }
    const text = scalarText(value);
    if (text !== null) facts.push([label, text]);
  }
}

/** The fields of an object but those of the names given. */
export function factsOf(object: JsonObject, skip: ReadonlySet<string>): readonly Fact[] {
  const facts: Fact[] = [];
  collect(object, '', 0, skip, facts);
  return facts;
}

const PLIST = /^\s{0,20}(?:<\?xml[^>]{0,200}>\s{0,20})?<(?:!DOCTYPE plist|plist)/;
const PLIST_FIELD =
  /<key>([^<]{1,200})<\/key>\s{0,200}<(?:(true|false)\/|(string|integer|real|date)>([^<]{1,5000})<\/\3)>/g;

/** The fields of a property list that have a plain value, wherever they are nested. */
function factsOfPlist(text: string): readonly Fact[] {
  const facts: Fact[] = [];
  for (const [, key = '', flag, , value = ''] of text.matchAll(PLIST_FIELD)) {
    if (facts.length >= MOST) break;
    const said = flag === undefined ? plain(decodeEntities(value), LONGEST) : flag === 'true' ? 'yes' : 'no';
    if (said !== '') facts.push([wordsOf(decodeEntities(key)), said]);
  }
  return facts;
}

/** The lines `Label: value` of a text, or the fields of a property list, for bodies of which nothing else is known. */
export function factsOfText(text: string): readonly Fact[] {
  if (PLIST.test(text.slice(0, 1000))) return factsOfPlist(text.slice(0, 200_000));
  const facts: Fact[] = [];
  for (const line of text.slice(0, 200_000).split('\n')) {
    if (facts.length >= MOST) break;
    const at = line.indexOf(':');
    if (at < 1 || at > LONGEST_LABEL) continue;
    const label = plain(line.slice(0, at), LONGEST_LABEL);
    const value = plain(line.slice(at + 1), LONGEST);
    if (/^[A-Za-z][\w /.()#-]*$/.test(label) && value !== '') facts.push([label, value]);
  }
  return facts;
}
