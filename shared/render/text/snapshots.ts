/** Threads, processes, backtraces and images as stackshots have them: most images have no name, so a UUID stands for it. */
import { imageLabels } from '../../formats/stackshot/images.ts';
import type { ProcessSnapshot } from '../../report/body.ts';
import { flatten } from '../../report/frames.ts';
import type { FrameLine } from '../../report/frames.ts';
import { toHex } from '../../report/address.ts';
import type { BinaryImage, CrashReport, Frame, Thread } from '../../report/report.ts';
import { section, withNumber } from './family-head.ts';
import { imageLines } from './images.ts';
import { layoutOf, oneLine } from './layout.ts';
import { shownSource } from './stack.ts';

type Fact = readonly [label: string, value: string];

/** macOS's columns keep a UUID with its dashes and an image's version. */
const COLUMNS = { mac: true, modern: false, filesAlone: true, short: false };

/** Turns a stack into its lines. */
type Stacks = (frames: readonly Frame[]) => readonly string[];

function stacksOf(report: CrashReport): Stacks {
  const { images } = report;
  const labels = imageLabels(images);
  const layout = layoutOf(report);
  const place = (line: FrameLine): string => {
    const image = line.image === null ? undefined : images[line.image];
    if (line.symbol === null) {
      return image === undefined || line.imageOffset === null ? '???' : `${toHex(image.base)} + ${line.imageOffset}`;
    }
    const offset = line.symbolOffset === null ? '' : ` + ${line.symbolOffset}`;
    return `${oneLine(line.symbol)}${offset}${shownSource(line, layout)}${line.inline ? ' [inlined]' : ''}`;
  };
  return (frames) =>
    flatten(frames).map((line) => {
      const index = `    ${String(line.index).padEnd(4)}`;
      if (line.status === 'malformed' && line.address === 0n) return `${index}${oneLine(line.symbol ?? '???')}`;
      const label = line.image === null ? (line.imageName ?? '???') : (labels[line.image] ?? '???');
      return `${index}${oneLine(label)}  ${toHex(line.address)} ${place(line)}`;
    });
}

function threadLines(thread: Thread, note: string | null, stacks: Stacks): readonly string[] {
  const id = thread.id === null ? '' : ` (${toHex(thread.id)})`;
  const rows: readonly (readonly [string, string | null])[] = [
    ['Name', thread.name],
    ['Queue', thread.queue],
    ['Note', note],
  ];
  return [
    `  Thread ${thread.index}${id}${thread.triggered ? ' triggered' : ''}`,
    ...rows.flatMap(([label, value]) =>
      value === null || value.trim() === '' ? [] : [`    ${label}: ${oneLine(value).trim()}`],
    ),
    ...stacks(thread.frames),
  ];
}

function processLines(process: ProcessSnapshot, stacks: Stacks): readonly string[] {
  const label = oneLine(withNumber(process.name, process.pid) ?? '???').trim();
  return [
    `Process snapshot: ${label}`,
    ...factLines(process.facts),
    ...process.threads.flatMap((thread) => threadLines(thread, thread.note, stacks)),
    '',
  ];
}

/** `Label: value`, each in one line; facts without a value say nothing. */
export function factTexts(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap(([label, value]) => {
    const words = oneLine(value).trim();
    return words === '' ? [] : [`${oneLine(label).replaceAll(':', ' ').trim() || '?'}: ${words}`];
  });
}

/** Facts below a heading, set in so that none can be taken for a heading itself. */
export function factLines(facts: readonly Fact[]): readonly string[] {
  return factTexts(facts).map((text) => `    ${text}`);
}

/** Brackets mark an image's UUID and a slash its path; what a damaged report has in their places would be read as either. */
function sound(image: BinaryImage): BinaryImage {
  const { name, path } = image;
  if (name?.includes('<') !== true && (path === null || (path.startsWith('/') && !path.includes('<')))) return image;
  const plain = (text: string): string => text.replaceAll(/[<>]/g, ' ').trim();
  const rest = path?.startsWith('/') === true ? plain(path) : null;
  return Object.assign({ ...image }, { name: name === null ? null : plain(name), path: rest });
}

/** What stands below the head in the texts of all families. */
export function snapshotLines(report: CrashReport, facts: readonly Fact[]): readonly string[] {
  const stacks = stacksOf(report);
  const { backtraces, threads, images, body } = report;
  return [
    ...section('Facts:', factLines(facts)),
    ...backtraces.flatMap(({ title, frames }) => section(`Backtrace: ${oneLine(title)}`, stacks(frames))),
    ...section(
      'Threads:',
      threads.flatMap((thread) => threadLines(thread, null, stacks)),
    ),
    ...(body?.processes ?? []).flatMap((process) => processLines(process, stacks)),
    ...(images.length === 0 ? [] : imageLines(images.map(sound), COLUMNS)),
  ];
}
