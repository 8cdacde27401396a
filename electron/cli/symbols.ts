/** `faultline symbols`: where the symbols of each image stand, and why. The words are those of the window. */
import { demangleSimply } from '../../shared/demangle/index.ts';
import { readReport } from '../../shared/formats/index.ts';
import { toJson } from '../../shared/render/json.ts';
import { linesOf } from '../../shared/render/lines-json.ts';
import type { ImageJson, ReportJson } from '../../shared/render/json.ts';
import type { CrashReport } from '../../shared/report/report.ts';
import { bundleOf, describeSymbols } from '../../shared/report/symbol-words.ts';
import type { Result } from '../../shared/result.ts';
import { symbolicate } from '../symbols/symbolicate.ts';
import { readInputs } from './inputs.ts';
import type { SymbolSources } from './symbolicate.ts';
import { formatTable } from './table.ts';
import type { Column } from './table.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';

const COLUMNS: readonly Column[] = [
  { heading: 'IMAGE' },
  { heading: 'ARCH' },
  { heading: 'NEEDED UUID' },
  { heading: 'STATUS' },
  { heading: 'PATH' },
];

/** How the images are printed: a table for people, or one line of JSON a report. */
export type SymbolsStyle = 'table' | 'json';

/** Images with addresses in some stack that nobody named. */
function namelessImages(report: ReportJson): ReadonlySet<number> {
  return new Set(
    linesOf(report).flatMap(({ symbol, imageIndex }) => (symbol === null && imageIndex !== null ? imageIndex : [])),
  );
}

/** The app's images, and those of the system that would say more; the app's first, otherwise as the report has them. */
function imagesToShow(report: ReportJson): readonly ImageJson[] {
  const nameless = namelessImages(report);
  const shown = report.images.filter((image, index) => image.inApp || nameless.has(index));
  return shown.toSorted((a, b) => Number(b.inApp) - Number(a.inApp));
}

/** The needed build and the path have columns of their own, so the status does without them. */
function cells(image: ImageJson): readonly string[] {
  const { symbols } = image;
  const { short, particulars } = describeSymbols(image);
  const status = particulars === null ? short : `${short}: ${particulars}`;
  return [
    image.name ?? '???',
    image.arch ?? '?',
    image.uuid ?? 'none',
    status,
    'path' in symbols ? bundleOf(symbols.path) : '',
  ];
}

/** A report's images as lines of text. */
export function symbolsTable(report: ReportJson, width: number): readonly string[] {
  return formatTable(COLUMNS, imagesToShow(report).map(cells), width);
}

function symbolsJson(name: string, report: ReportJson): string {
  const images = report.images.map((image) => {
    const { name, arch, uuid, inApp, status, symbols } = image;
    const { text, acts } = describeSymbols(image);
    return { name, arch, uuid, inApp, status, text, acts, path: 'path' in symbols ? symbols.path : null };
  });
  return JSON.stringify({ report: name, complete: isComplete(report), images });
}

/** Whether there is debug information for every image of the app. */
function isComplete({ images }: ReportJson): boolean {
  return images.every(({ inApp, symbols }) => !inApp || symbols.kind === 'found');
}

/**
 * Prints where the symbols of each report stand.
 * @returns 1 when an image of an app has no debug information, or an input could not be read
 */
export async function printSymbols(
  paths: readonly string[],
  style: SymbolsStyle,
  sources: SymbolSources,
  terminal: Terminal,
): Promise<ExitCode> {
  let [printed, failed] = [0, 0];
  for await (const { name, text } of readInputs(paths, terminal)) {
    const read: Result<CrashReport> = text.ok ? readReport(text.value) : text;
    if (!read.ok) {
      printFault(terminal, read.fault, name);
      failed += 1;
      continue;
    }
    const report = toJson(await symbolicate(read.value, { ...sources, demangle: demangleSimply }));
    if (!isComplete(report)) failed += 1;
    if (style === 'json') terminal.write(`${symbolsJson(name, report)}\n`);
    else terminal.write(`${printed > 0 ? '\n' : ''}${name}\n${symbolsTable(report, terminal.columns).join('\n')}\n`);
    printed += 1;
  }
  return failed > 0 ? 1 : 0;
}
