/**
 * The options of `faultline atos` in Apple's spelling: long options with one dash (`-arch`, `-fullPath`), values as the
 * next word, addresses at the end (man page atos(1)). Pure: words in, options out.
 */
import { parseInteger, toLoadAddress } from '../../shared/report/address.ts';
import type { AddressBase } from '../symbols/atos-command.ts';
import { UsageError } from './usage.ts';

/** A command line, read. */
export interface AtosCommand {
  readonly file: string;
  readonly arch: string | null;
  readonly base: AddressBase;
  readonly inlined: boolean;
  readonly fullPath: boolean;
  readonly delimiter: string;
  /** `-f`: a file of addresses. */
  readonly addressFile: string | null;
  readonly addresses: readonly string[];
}

interface Draft {
  file: string | null;
  arch: string | null;
  base: AddressBase;
  baseOption: string | null;
  inlined: boolean;
  fullPath: boolean;
  delimiter: string;
  addressFile: string | null;
}

function hexValue(option: string, text: string): bigint {
  const value = parseInteger(text, 'hex');
  if (value === null) throw new UsageError(`${option} takes a hexadecimal address, not ${text}`);
  return value;
}

/** A slide may be negative. */
function slideValue(text: string): bigint {
  return text.startsWith('-') ? -hexValue('-s', text.slice(1)) : hexValue('-s', text);
}

function setBase(draft: Draft, option: string, base: AddressBase): void {
  if (draft.baseOption !== null && draft.baseOption !== option) {
    throw new UsageError(`only one of -s, -l and -offset can be given, not ${draft.baseOption} and ${option}`);
  }
  draft.base = base;
  draft.baseOption = option;
}

function readFlag(draft: Draft, option: string): boolean {
  switch (option) {
    case '-i':
    case '-inlineFrames':
    case '--inlineFrames':
      draft.inlined = true;
      return true;
    case '-fullPath':
    case '--fullPath':
      draft.fullPath = true;
      return true;
    case '-offset':
    case '--offset':
      setBase(draft, '-offset', { kind: 'offset' });
      return true;
    default:
      return false;
  }
}

const VALUED: ReadonlySet<string> = new Set([
  '-o',
  '-arch',
  '--arch',
  '-l',
  '-s',
  '-d',
  '--delimiter',
  '-f',
  '--library',
]);

/**
 * The words behind `atos`, where a command line is one: it may name a library before, as all commands may, of which atos
 * has no need. Null for every other command.
 */
export function wordsOfAtos(words: readonly string[]): readonly string[] | null {
  const [first = '', second] = words;
  if (first === 'atos') return words.slice(1);
  if (first === '--library' && second !== undefined) return wordsOfAtos(words.slice(2));
  return first.startsWith('--library=') ? wordsOfAtos(words.slice(1)) : null;
}

function readValue(draft: Draft, option: string, value: string): void {
  switch (option) {
    case '-o':
      draft.file = value;
      return;
    case '-arch':
    case '--arch':
      draft.arch = value;
      return;
    case '-l':
      setBase(draft, '-l', { kind: 'load', load: toLoadAddress(hexValue('-l', value)) });
      return;
    case '-s':
      setBase(draft, '-s', { kind: 'slide', slide: slideValue(value) });
      return;
    case '-d':
    case '--delimiter':
      draft.delimiter = value;
      return;
    case '-f':
      draft.addressFile = value;
      return;
  }
}

/** Reads the words behind `atos`. Throws a UsageError that names the word. */
export function readAtosOptions(words: readonly string[]): AtosCommand {
  const draft: Draft = {
    file: null,
    arch: null,
    base: { kind: 'file' },
    baseOption: null,
    inlined: false,
    fullPath: false,
    delimiter: '\n',
    addressFile: null,
  };
  const addresses: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (!word.startsWith('-')) {
      addresses.push(word);
      continue;
    }
    if (readFlag(draft, word)) continue;
    if (word === '-p')
      throw new UsageError('-p asks a running process, which only Apple’s atos can; name a file with -o');
    if (word.startsWith('--library=')) continue;
    if (!VALUED.has(word)) throw new UsageError(`unknown option ${word}`);
    const value = words[index + 1];
    if (value === undefined) throw new UsageError(`${word} needs a value`);
    readValue(draft, word, value);
    index += 1;
  }
  const { file, arch, base, inlined, fullPath, delimiter, addressFile } = draft;
  if (file === null) throw new UsageError('atos needs a binary or a dSYM: -o FILE');
  return { file, arch, base, inlined, fullPath, delimiter, addressFile, addresses };
}
