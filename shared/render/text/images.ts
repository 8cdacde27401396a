/** The list of binary images in Apple's columns, in the report's order. */
import { isKernel } from '../../formats/text/image-pool.ts';
import { toHex } from '../../report/address.ts';
import { lastPart } from '../../report/image.ts';
import type { BinaryImage } from '../../report/report.ts';
import { oneLine } from './layout.ts';
import type { Layout } from './layout.ts';

const NO_UUID = '00000000-0000-0000-0000-000000000000';

function label(image: BinaryImage, layout: Layout): string {
  const name = oneLine(image.name ?? '???');
  if (!layout.mac) return `${name} ${image.archName ?? 'unknown-arch'} `;
  // The bundle id takes the name's place where the path still tells the name.
  const told = image.path !== null && lastPart(image.path) === image.name;
  return `${told ? (image.bundleId ?? name) : name} (${image.version ?? '*'})`;
}

function imageLine(image: BinaryImage, layout: Layout): string {
  const last = BigInt.asUintN(64, image.base + image.size - 1n);
  const uuid = image.uuid ?? NO_UUID;
  const range = `${toHex(image.base).padStart(18)} - ${toHex(last).padStart(18)}`;
  const identity = layout.mac ? uuid : uuid.replaceAll('-', '');
  return `${range} ${label(image, layout)} <${identity}> ${oneLine(image.path ?? '???')}`;
}

export function imageLines(images: readonly BinaryImage[], layout: Layout): readonly string[] {
  return ['Binary Images:', ...images.map((image) => imageLine(image, layout)), ''];
}

/** Longer names and versions are cut off: readers look at the beginning of a line. */
const LONGEST_WORDS = 300;

/** Name, or bundle id where the path tells the name, with the architecture behind it. */
function nameOf({ name, path, bundleId, archName }: BinaryImage): string {
  const told = path !== null && lastPart(path) === name;
  const words = oneLine((told ? bundleId : null) ?? name ?? '???').slice(0, LONGEST_WORDS);
  return `${words.trimEnd()}${archName === null ? '' : ` ${archName.slice(0, LONGEST_WORDS)}`}`;
}

/** Name and version in spindump's words: `com.example.harbor 2.1 (34)`, `dyld (960)`. */
function treeLabel(image: BinaryImage): string {
  const label = nameOf(image);
  if (image.version === null) return label.endsWith(')') ? `${label} (*)` : label;
  const version = oneLine(image.version).slice(0, LONGEST_WORDS).trimEnd();
  const [, short, build] = /^(\d[^\s()<>]{0,40}) - ([^()<>]{1,80})$/.exec(version) ?? [];
  return short === undefined ? `${label} (${version})` : `${label} ${short} (${build})`;
}

function treeImageLine(image: BinaryImage, width: number): string {
  const kernel = isKernel(image.base) ? '*' : '';
  const last = image.size === 0n ? '???' : toHex(BigInt.asUintN(64, image.base + image.size - 1n));
  const uuid = (image.uuid ?? NO_UUID).toUpperCase();
  const range = `${`${kernel}${toHex(image.base)}`.padStart(22)} - ${last.padStart(18)}`;
  return `${range}  ${treeLabel(image).padEnd(width)} <${uuid}>  ${oneLine(image.path ?? '')}`.trimEnd();
}

/** The list of images as the `sample` tool has it: what is not the system's has a plus. Nothing where there are none. */
export function sampleImageLines(images: readonly BinaryImage[]): readonly string[] {
  const sorted = images.toSorted((a, b) => (a.base < b.base ? -1 : a.base > b.base ? 1 : 0));
  const lines = sorted.map((image) => {
    const last = image.size === 0n ? '???' : toHex(BigInt.asUintN(64, image.base + image.size - 1n));
    const version = image.version === null ? '*' : oneLine(image.version).slice(0, LONGEST_WORDS).trimEnd();
    const uuid = (image.uuid ?? NO_UUID).toUpperCase();
    const range = `${toHex(image.base).padStart(18)} - ${last.padStart(18)}`;
    return `${range} ${image.inApp ? '+' : ' '}${nameOf(image)} (${version}) <${uuid}> ${oneLine(image.path ?? '')}`.trimEnd();
  });
  return lines.length === 0 ? [] : ['Binary Images:', ...new Set(lines)];
}

/** Names wider than this move their own line only. */
const WIDEST_LABEL = 60;

/** Some of the images as spindump lists them, lowest address first; the same line once. */
export function treeImageLines(images: readonly BinaryImage[], wanted: ReadonlySet<number>): readonly string[] {
  const some = images.filter((_, index) => wanted.has(index));
  const sorted = some.sort((a, b) => (a.base < b.base ? -1 : a.base > b.base ? 1 : 0));
  const width = sorted.reduce((most, image) => Math.max(most, Math.min(WIDEST_LABEL, treeLabel(image).length)), 0);
  return [...new Set(sorted.map((image) => treeImageLine(image, width)))];
}
