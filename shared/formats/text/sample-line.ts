/**
 * Lines of the call graph that the `sample` tool and Activity Monitor write:
 *
 *     2781 Thread_12537027: tiles   DispatchQueue_1: com.apple.main-thread  (serial)
 *     + 2781 start  (in dyld) + 6992  [0x1882b84e4]
 *     +   1571 ???  (in Harbor)  load address 0x102a50000 + 0x86d2c  [0x102ad6d2c]
 *     +   1210 main  (in Harbor) + 36,52,...  [0x102a53f24,0x102a53f34,...]  main.c:12
 */
import { readFile, readSymbol, splitAddress } from './tree-line.ts';
import type { TreeFrame } from './tree-line.ts';
import type { ThreadLine } from './thread-line.ts';

const LONGEST_NAME = 4000;

/** Reads what stands behind the count of a thread; null for a frame. */
export function readSampleThread(words: string): ThreadLine | null {
  const match = /^Thread_(\d{1,20}|<multiple>)/.exec(words);
  if (match === null) return null;
  const rest = words.slice(match[0].length, LONGEST_NAME);
  const at = rest.indexOf('DispatchQueue_');
  const name = (at === -1 ? rest : rest.slice(0, at)).replace(/^:/, '').trim();
  const queue = at === -1 ? '' : rest.slice(at).replace(/^DispatchQueue_[^\s:]*:?/, '');
  const known = (text: string): string | null => (text === '' ? null : text);
  return {
    id: match[1] === '<multiple>' || match[1] === undefined ? null : BigInt.asUintN(64, BigInt(match[1])),
    name: known(name),
    queue: known(queue.replace(/\((?:serial|concurrent)\)\s*$/, '').trim()),
    title: null,
    attributed: null,
    unit: 'samples',
    notes: [],
  };
}

/** Where else in its function a frame of several addresses was seen; null for a frame of one. */
export function otherAddresses(words: string): string | null {
  const begin = words.lastIndexOf('[0x');
  const list =
    begin === -1 ? null : /^\[0x[0-9a-f]{1,16},([0-9a-fx,.]{1,400})\]/i.exec(words.slice(begin, begin + 430));
  return list?.[1] === undefined ? null : `also at ${list[1].replaceAll(',', ', ')}`;
}

interface Within {
  readonly symbol: string;
  readonly image: string | null;
  /** `+ 36`, `load address 0x102a50000 + 0x86d2c` */
  readonly rest: string;
}

function splitImage(text: string): Within {
  const at = text.lastIndexOf(' (in ');
  const close = at === -1 ? -1 : text.lastIndexOf(')');
  if (close <= at) return { symbol: text, image: null, rest: '' };
  // A symbolicator may have put file and line behind the image.
  const [image = '', ...more] = text.slice(at + ' (in '.length, close).split(') (');
  const rest = `${more.length === 0 ? '' : `(${more.join(') (')}) `}${text.slice(close + 1).trim()}`;
  return { symbol: text.slice(0, at).trim(), image: image === '<unknown binary>' ? null : image, rest };
}

/** Reads the words of a frame. */
export function readSampleFrame(words: string): TreeFrame {
  const { before, address, after } = splitAddress(words);
  const { symbol, image, rest } = splitImage(before);
  const load = /load address 0x[0-9a-f]{1,16} \+ (0x[0-9a-f]{1,16}|\d{1,20})/i.exec(rest.slice(0, 100));
  const place = /^\(([^()]{1,1000}:\d{1,9})\)/.exec(rest)?.[1] ?? (after === '' ? null : after);
  const named = image === null && rest === '' ? readSymbol(symbol) : readSymbol(`${symbol} ${offsetWords(rest)}`);
  const isNumber = /^0x[0-9a-f]{1,16}$/i.test(symbol);
  return {
    symbol: isNumber ? null : named.symbol,
    symbolOffset: isNumber ? null : named.symbolOffset,
    ...(place === null ? { file: null, line: null, column: null } : readFile(place)),
    imageName: image === '' ? null : image,
    imageUuid: null,
    imageOffset: load?.[1] === undefined ? null : BigInt(load[1]),
    address: address ?? (isNumber ? BigInt(symbol) : null),
    malformed: false,
  };
}

function offsetWords(rest: string): string {
  return /^(?:\([^()]{1,1000}\) )?(\+ \d[\d,.]*)$/.exec(rest)?.[1] ?? '';
}
