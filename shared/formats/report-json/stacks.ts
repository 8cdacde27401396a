/** Images, frames and threads of our own JSON export. Lines that share a machine frame become one again. */
import { toAddress, toImageOffset, toLoadAddress } from '../../report/address.ts';
import { parseArch } from '../../report/arch.ts';
import type {
  BinaryImage,
  Frame,
  FrameStatus,
  ImageSymbols,
  Register,
  SourceLocation,
  Thread,
  ThreadState,
} from '../../report/report.ts';
import { parseUuid } from '../../report/uuid.ts';
import { isObject } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';
import type { ExportReader } from './values.ts';

const STATUSES: readonly FrameStatus[] = [
  'symbolicated',
  'system',
  'missing-dsym',
  'uuid-mismatch',
  'no-symbol',
  'unknown-image',
  'malformed',
];
const SYMBOLS: readonly ImageSymbols['kind'][] = [
  'unsearched',
  'found',
  'no-debug-info',
  'missing',
  'mismatch',
  'unreadable',
  'system',
];
const UNSEARCHED: ImageSymbols = { kind: 'unsearched' };
const NONE: readonly SourceLocation[] = [];

function readSymbols(value: unknown, reader: ExportReader): ImageSymbols {
  const raw = reader.object(value);
  const kind = reader.word(raw?.['kind'], SYMBOLS);
  const path = reader.text(raw?.['path']);
  switch (kind) {
    case 'missing':
    case 'system':
    case 'unsearched':
      return { kind };
    case 'found':
    case 'no-debug-info':
      return path === null ? UNSEARCHED : { kind, path };
    case 'unreadable':
      return path === null ? UNSEARCHED : { kind, path, reason: reader.text(raw?.['reason']) ?? '' };
    case 'mismatch': {
      const foundUuid = parseUuid(reader.text(raw?.['foundUuid']) ?? '');
      if (path === null || foundUuid === null) return UNSEARCHED;
      const arch = reader.text(raw?.['foundArch']);
      return {
        kind,
        path,
        foundUuid,
        foundArch: arch === null ? null : parseArch(arch),
        built: reader.number(raw?.['built']),
      };
    }
    case null:
      return UNSEARCHED;
  }
}

/** One image. What is no object becomes an empty one, so that the frames' numbers stay right. */
function readImage(value: unknown, reader: ExportReader): BinaryImage {
  const raw = reader.object(value) ?? {};
  const arch = reader.text(raw['arch']);
  return {
    name: reader.text(raw['name']),
    bundleId: reader.text(raw['bundleId']),
    version: reader.text(raw['version']),
    uuid: parseUuid(reader.text(raw['uuid']) ?? ''),
    arch: arch === null ? null : parseArch(arch),
    archName: reader.text(raw['archName']),
    base: toLoadAddress(reader.integer(raw['base']) ?? 0n),
    size: BigInt.asUintN(64, reader.integer(raw['size']) ?? 0n),
    path: reader.text(raw['path']),
    inApp: reader.flag(raw['inApp']),
    symbols: readSymbols(raw['symbols'], reader),
  };
}

export function readImages(value: unknown, reader: ExportReader): readonly BinaryImage[] {
  return reader.list(value, (image) => readImage(image, reader));
}

function readLocation(line: JsonObject, reader: ExportReader): SourceLocation | null {
  const symbol = reader.text(line['symbol']);
  if (symbol === null) return null;
  return {
    symbol,
    file: reader.text(line['file']),
    line: reader.number(line['line']),
    column: reader.number(line['column']),
  };
}

function readSymbolOffset(line: JsonObject, reader: ExportReader): bigint | null {
  const exact = reader.integer(line['symbolOffsetExact']);
  if (exact !== null) return exact;
  const offset = reader.number(line['symbolOffset']);
  return offset === null ? null : BigInt(Math.trunc(offset));
}

function readFrame(
  line: JsonObject,
  inlined: readonly SourceLocation[],
  images: readonly BinaryImage[],
  reader: ExportReader,
): Frame {
  const index = reader.number(line['imageIndex']);
  const known = index !== null && images[index] !== undefined;
  const offset = reader.integer(line['imageOffset']);
  const location = readLocation(line, reader);
  return {
    image: known ? index : null,
    // Exports from before it was a key of its own have the name in `image` alone.
    imageName: reader.text(Object.hasOwn(line, 'imageName') || known ? line['imageName'] : line['image']),
    address: toAddress(reader.integer(line['address']) ?? 0n),
    imageOffset: offset === null ? null : toImageOffset(offset),
    inlined,
    location,
    symbolOffset: readSymbolOffset(line, reader),
    status: reader.word(line['status'], STATUSES) ?? (location === null ? 'malformed' : 'symbolicated'),
  };
}

/** The machine frames of some lines: inlined calls stand before the function that holds them. */
export function readFrames(value: unknown, images: readonly BinaryImage[], reader: ExportReader): readonly Frame[] {
  const lines = reader.list(value, (line) => (isObject(line) ? line : null));
  const frames: Frame[] = [];
  let inlined: SourceLocation[] = [];
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    // Damage may have taken the function that holds the call; then the call stands for it.
    if (line['inline'] === true && next !== undefined && next['machineIndex'] === line['machineIndex']) {
      const call = readLocation(line, reader) ?? { symbol: '', file: null, line: null, column: null };
      const symbolOffset = readSymbolOffset(line, reader);
      inlined.push(symbolOffset === null ? call : { ...call, symbolOffset });
      continue;
    }
    frames.push(readFrame(line, inlined.length === 0 ? NONE : inlined, images, reader));
    if (inlined.length > 0) inlined = [];
  }
  return frames;
}

function readState(value: unknown, reader: ExportReader): ThreadState | null {
  const raw = reader.object(value);
  if (raw === null) return null;
  const registers = reader.list(raw['registers'], (entry): Register | null => {
    const register = reader.object(entry);
    const name = reader.text(register?.['name']);
    const number = reader.integer(register?.['value']);
    return name === null || number === null ? null : { name, value: number, note: reader.text(register?.['note']) };
  });
  return { flavor: reader.text(raw['flavor']), registers };
}

/** One thread; null for what is no object. */
export function readThread(value: unknown, images: readonly BinaryImage[], reader: ExportReader): Thread | null {
  if (!isObject(value)) return null;
  return {
    index: reader.number(value['index']) ?? 0,
    id: reader.integer(value['id']),
    name: reader.text(value['name']),
    queue: reader.text(value['queue']),
    triggered: reader.flag(value['triggered']),
    frames: readFrames(value['frames'], images, reader),
    state: readState(value['state'], reader),
  };
}
