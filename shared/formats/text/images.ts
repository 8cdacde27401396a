/**
 * The list of binary images in text. Three hands write it:
 *
 *     0x102e80000 - 0x102f3ffff Harbor arm64  <0123…, 32 digits> /path/Harbor          iOS
 *     0x102e80000 - 0x102f3fff7 +com.example.harbor (1.0 - 1) <UUID> /path/Harbor      macOS
 *     0x102e80000 - 0x102f3ffff +Harbor x86_64 (1.0 - 1) <UUID> /path/Harbor           reporters inside of apps
 *
 * macOS prints the bundle id where it knows one, so that the file's name is the last part of the path.
 */
import { parseInteger, toLoadAddress } from '../../report/address.ts';
import { parseArch } from '../../report/arch.ts';
import { imageOrigin, lastPart } from '../../report/image.ts';
import type { BinaryImage } from '../../report/report.ts';
import { parseUuid } from '../../report/uuid.ts';
import type { Loader } from '../json/images.ts';

const RANGE = /^\s*(0x[0-9a-f]{1,16})\s+[-–]\s+(0x[0-9a-f]{1,16}|\?\?\?)\s+(\S.*)$/i;
const IDENTITY = /\s<([0-9a-f-]{0,40}|Unknown)>(?:\s+|$)/i;

interface Columns {
  readonly label: string;
  readonly uuid: string;
  readonly path: string | null;
}

function split(text: string): Columns {
  const identity = IDENTITY.exec(text.slice(0, 2000));
  const known = (path: string): string | null => (path === '' || path === '???' ? null : path);
  if (identity !== null) {
    // CrashReporter, of jailbroken systems, puts what it knows of the package behind the path, in JSON.
    const after = text.slice(identity.index + identity[0].length).trim();
    const json = after.endsWith('}') ? after.indexOf(' {"') : -1;
    const path = known(json === -1 ? after : after.slice(0, json));
    return { label: text.slice(0, identity.index), uuid: identity[1] ?? '', path };
  }
  const slash = text.search(/[ \t]\//);
  if (slash === -1) return { label: text, uuid: '', path: null };
  return { label: text.slice(0, slash), uuid: '', path: known(text.slice(slash + 1).trim()) };
}

interface Label {
  readonly token: string;
  readonly archName: string | null;
  readonly version: string | null;
}

const OUTER_VERSION = /^(?:\d+(?:\.\w+)*|\?\?\?)$/;

function readLabel(text: string): Label {
  let label = text.trim();
  let version: string | null = null;
  const bracket = label.endsWith(')') ? ` ${label}`.lastIndexOf(' (') : -1;
  if (bracket !== -1) {
    const inside = label.slice(bracket + 1, -1).trim();
    version = inside === '' || inside === '*' || inside === '???' ? null : inside;
    label = label.slice(0, bracket).trim();
  }
  const space = label.lastIndexOf(' ');
  const last = label.slice(space + 1);
  const archName = space > 0 && (parseArch(last) !== null || /^unknown(?:-arch)?$/.test(last)) ? last : null;
  if (archName !== null) return { token: label.slice(0, space).trim(), archName, version };
  // Mac OS X to 10.6 puts the marketing version outside of the brackets: `com.example.harbor 2.1 (34)`.
  const outer = space > 0 && (bracket !== -1 || last.includes('.')) && OUTER_VERSION.test(last);
  if (!outer) return { token: label, archName, version };
  const parts = [last === '???' ? null : last, version].filter((part) => part !== null);
  return { token: label.slice(0, space).trim(), archName, version: parts.join(' - ') || null };
}

/** The file's name: the line's own word, or the path's last part where macOS put a bundle id in its place. */
function fileName(token: string, path: string | null, archName: string | null): string | null {
  const stated = token === '' || token === '???' ? null : token;
  if (path === null || (archName !== null && stated !== null)) return stated;
  return lastPart(path) || stated;
}

/** Reads one line; null when it is none of the list. */
export function readImageLine(text: string, loader: Loader): BinaryImage | null {
  const match = RANGE.exec(text);
  if (match === null) return null;
  const base = parseInteger(match[1] ?? '');
  if (base === null) return null;
  const last = parseInteger(match[2] ?? '');
  const { label, uuid, path } = split(match[3] ?? '');
  const marked = label.trimStart().startsWith('+');
  const { token, archName, version } = readLabel(marked ? label.trimStart().slice(1) : label);
  const name = fileName(token, path, archName);
  const facts = { name, path, processName: loader.name, processPath: loader.path };
  const origin = imageOrigin({ ...facts, sharedCache: false });
  // The range includes its last byte, so that 0x0 - 0xffffffffffffffff, Apple's "no such image", comes to 0.
  const size = last === null || last + 1n < base ? 0n : BigInt.asUintN(64, last - base + 1n);
  return {
    name,
    bundleId: archName === null && token !== name && token.includes('.') ? token : null,
    version,
    uuid: parseUuid(uuid),
    arch: archName === null ? null : parseArch(archName),
    archName,
    base: toLoadAddress(base),
    size,
    path,
    // Without a path the plus sign is all that is known: it marks what Apple did not make.
    inApp: origin === 'app' || (path === null && marked),
    symbols: { kind: origin === 'system' ? 'system' : 'unsearched' },
  };
}
