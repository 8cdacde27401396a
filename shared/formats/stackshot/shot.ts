/**
 * The stackshot inside of a report: bug types 188, 288 and 509 are one, panics (210), forced resets (151) and watchdog
 * reports (409) carry one, the last under a key of its own.
 */
import type { ProcessSnapshot } from '../../report/body.ts';
import type { BinaryImage } from '../../report/report.ts';
import { countOf, isObject, listOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';
import type { Warnings } from '../warnings.ts';
import { snapshotFrameReader, snapshotPlaceText } from './frames.ts';
import { readSnapshotImages } from './images.ts';
import { readProcesses } from './processes.ts';

/** Fields of a body that belong to its stackshot. */
export const SHOT_FIELDS: readonly string[] = ['processByPid', 'binaryImages', 'frontmostPids', 'stackshot'];

export interface Shot {
  readonly processes: readonly ProcessSnapshot[];
  readonly images: readonly BinaryImage[];
}

/** The object that holds the processes, with the images that may stand beside it; null where there is no stackshot. */
export function findShot(body: JsonObject): JsonObject | null {
  if (Object.hasOwn(body, 'processByPid')) return body;
  const nested = body['stackshot'];
  if (!isObject(nested) || !Object.hasOwn(nested, 'processByPid')) return null;
  const images = body['binaryImages'];
  return images === undefined || Object.hasOwn(nested, 'binaryImages') ? nested : { ...nested, binaryImages: images };
}

/**
 * Reads it. `before` are images that the report has already: those of the stackshot follow them. `panicked` is the id of the
 * thread that brought the system down.
 */
export function readShot(
  shot: JsonObject,
  before: readonly BinaryImage[],
  panicked: bigint | null,
  warnings: Warnings,
): Shot {
  const own = readSnapshotImages(shot['binaryImages']);
  const images = own.length === 0 ? before : [...before, ...own];
  // Without a list of its own it points into the report's.
  const first = own.length === 0 ? 0 : before.length;
  const processes = readProcesses(shot['processByPid'], {
    readFrames: snapshotFrameReader(images, first, warnings),
    placeText: snapshotPlaceText(images, first),
    frontmost: new Set(listOf(shot['frontmostPids']).flatMap((pid) => countOf(pid) ?? [])),
    panicked,
  });
  if (processes.length === 0) warnings.add('The stackshot lists no processes.');
  return { processes, images };
}
