/** The list of binary images in Apple's columns, in the report's order. */
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
