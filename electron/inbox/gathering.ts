/**
 * Files of an archive or a folder that say something of the reports beside them: what a tester wrote, with screenshots
 * (`feedback.json`), and what Xcode counts of a crash (`.xccrashpoint`). They come in any order, so pictures and logs of
 * points wait until it is known what they belong to. What waits is bounded.
 */
import { readWebFeedback } from '../../shared/appstore/web-feedback.ts';
import type { WebFeedback } from '../../shared/appstore/web-feedback.ts';
import type { PointFiles } from '../../shared/formats/xccrashpoint.ts';
import type { Unpacked } from '../containers/expand.ts';
import { decodeText } from './decode.ts';
import type { StudyItem } from './protocol.ts';

type File = Extract<Unpacked, { kind: 'file' }>;

/** Feedback with what lay beside it. */
export interface GatheredFeedback {
  readonly feedback: WebFeedback;
  /** Bytes of pictures, in the order of their names. */
  readonly pictures: readonly Uint8Array[];
  /** Under which id the log of its crash is kept; null where there is none. */
  readonly log: string | null;
}

/** A point of Xcode's with the ids of its reports. */
export interface GatheredPoint {
  /** Apple's id of it. */
  readonly point: string;
  readonly filters: readonly PointFiles[];
  readonly reports: readonly string[];
}

interface Kept {
  readonly name: string;
  readonly id: string;
}

/** Bytes of pictures and logs that may wait. */
const MOST_WAITING = 96 * 1024 ** 2;
const LARGEST_JSON = 16 * 1024 ** 2;

/** Where a file lies in a crash point; null where it lies in none. */
interface PointPlace {
  /** Equal for all files of one filter. */
  readonly key: string;
  readonly point: string;
  readonly filter: string | null;
  /** Below the filter, or the bundle where there is none. */
  readonly inner: string;
}

const POINT = /^(.*?([^/]+)\.xccrashpoint)(?:\/(?:(Filters)\/([^/]+)|DistributionInfos\/[^/]+))?(?:\/(.*))?$/i;

function pointPlace(folder: string): PointPlace | null {
  const [, bundle, point, filters, filter, inner = ''] = POINT.exec(folder.replaceAll('\\', '/')) ?? [];
  if (bundle === undefined || point === undefined) return null;
  const isFilter = filters !== undefined && filter !== undefined;
  const key = isFilter ? `${bundle}/${filters}/${filter}` : bundle;
  return { key, point, filter: isFilter ? filter : null, inner };
}

export class Gathering {
  readonly #feedback = new Map<string, WebFeedback>();
  readonly #pictures = new Map<string, { readonly name: string; readonly bytes: Uint8Array }[]>();
  readonly #points = new Map<string, PointFiles>();
  /** Logs of points by what tells a crash: Xcode's symbolicated copy takes the place of the raw one. */
  readonly #logs = new Map<string, StudyItem>();
  readonly #places = new WeakMap<StudyItem, { readonly folder: string; readonly name: string }>();
  readonly #kept = new Map<string, Kept[]>();
  #waiting = 0;

  /** Takes a file; answers what is to be studied now. */
  take(file: File): readonly StudyItem[] {
    const name = file.base;
    const place = pointPlace(file.folder);
    if (place !== null) return this.#takeOfPoint(file, name, place);
    if (file.interest === 'picture') return this.#takePicture(file, name);
    if (/^feedback\.json$/i.test(name) && file.bytes.length <= LARGEST_JSON) {
      const feedback = readWebFeedback(decodeText(file.bytes));
      if (feedback !== null) {
        this.#feedback.set(file.folder, feedback);
        return [];
      }
    }
    return [this.#item(file, file.folder)];
  }

  /** What waited for something that did not come. */
  rest(): readonly StudyItem[] {
    const logs = [...this.#logs.values()];
    this.#logs.clear();
    return logs;
  }

  /** A part of what an item holds lies where that does. */
  follow(part: StudyItem, item: StudyItem): void {
    const place = this.#places.get(item);
    if (place !== undefined) this.#places.set(part, place);
  }

  /** The content of an item is kept under that id. */
  noteKept(item: StudyItem, id: string): void {
    const place = this.#places.get(item);
    if (place === undefined) return;
    const kept = this.#kept.get(place.folder) ?? [];
    kept.push({ name: place.name, id });
    this.#kept.set(place.folder, kept);
  }

  /** All feedback that was found. */
  get feedback(): readonly GatheredFeedback[] {
    return Array.from(this.#feedback, ([folder, feedback]) => ({
      feedback,
      pictures: (this.#pictures.get(folder) ?? [])
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ bytes }) => bytes),
      log: this.#logIn(folder),
    }));
  }

  /** All points that were found. */
  get points(): readonly GatheredPoint[] {
    const points = Map.groupBy(this.#points, ([, { point }]) => point);
    return Array.from(points, ([point, filters]) => ({
      point,
      filters: filters.map(([, files]) => files),
      reports: filters.flatMap(([key]) => (this.#kept.get(key) ?? []).map(({ id }) => id)),
    }));
  }

  #logIn(folder: string): string | null {
    const kept = this.#kept.get(folder) ?? [];
    return (kept.find(({ name }) => /^crashlog/i.test(name)) ?? kept[0])?.id ?? null;
  }

  #item({ name, base, bytes, interest }: File, folder: string): StudyItem {
    const item: StudyItem = {
      source: { kind: 'bytes', bytes },
      fileName: name,
      incidental: interest !== 'report',
      unpack: true,
    };
    this.#places.set(item, { folder, name: base });
    return item;
  }

  #takePicture({ folder, bytes }: File, name: string): readonly StudyItem[] {
    if (this.#waiting + bytes.length > MOST_WAITING) return [];
    this.#waiting += bytes.length;
    const pictures = this.#pictures.get(folder) ?? [];
    pictures.push({ name, bytes });
    this.#pictures.set(folder, pictures);
    return [];
  }

  #takeOfPoint(file: File, name: string, { key, point, filter, inner }: PointPlace): readonly StudyItem[] {
    if (/\.json$/i.test(name)) {
      const files = this.#points.get(key) ?? { point, filter, distribution: null, info: null };
      const isSmall = file.bytes.length <= LARGEST_JSON;
      if (isSmall && /^distributioninfo\.json$/i.test(name)) {
        this.#points.set(key, { ...files, distribution: decodeText(file.bytes) });
      } else if (isSmall && /^(?:point)?info\.json$/i.test(name)) {
        this.#points.set(key, { ...files, info: decodeText(file.bytes) });
      }
      return [];
    }
    if (file.interest === 'picture') return [];
    const item = this.#item(file, key);
    if (!this.#points.has(key)) this.#points.set(key, { point, filter, distribution: null, info: null });
    if (this.#waiting + file.bytes.length > MOST_WAITING) return [item];
    const isCopy = /(?:^|\/)LocallySymbolicated$/i.test(inner);
    const crash = `${key}/${inner.replace(/\/?LocallySymbolicated$/i, '')}/${name}`;
    if (isCopy || !this.#logs.has(crash)) {
      this.#waiting += file.bytes.length;
      this.#logs.set(crash, item);
    }
    return [];
  }
}
