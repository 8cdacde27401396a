/** `faultline symbolicate` and `faultline show`: reports in, stacks out. Nothing is written to a library. */
import { demangleSimply } from '../../shared/demangle/index.ts';
import { readReport } from '../../shared/formats/index.ts';
import { toJson } from '../../shared/render/json.ts';
import { toMarkdown } from '../../shared/render/markdown.ts';
import { toText } from '../../shared/render/text.ts';
import type { CrashReport } from '../../shared/report/report.ts';
import { allFrames } from '../../shared/report/stacks.ts';
import type { Result } from '../../shared/result.ts';
import { explain } from '../../shared/signature/explain.ts';
import { sign } from '../../shared/signature/fingerprint.ts';
import type { SymbolEngine } from '../symbols/engine.ts';
import type { SymbolIndex } from '../symbols/index.ts';
import { symbolicate } from '../symbols/symbolicate.ts';
import { readInputs } from './inputs.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** How a report is printed. */
export type ReportStyle = 'text' | 'json' | 'markdown';

/** Where symbols come from; null for `show`. */
export interface SymbolSources {
  readonly index: SymbolIndex;
  readonly engine: SymbolEngine;
  /** Files that were named with --dsym. */
  readonly isNamed: (path: string) => boolean;
  /** Ends the engine and removes what was unpacked. */
  close(): Promise<void>;
}

function render(report: CrashReport, style: ReportStyle): string {
  switch (style) {
    case 'json':
      return `${JSON.stringify(toJson(report))}\n`;
    case 'markdown': {
      const { title, explanation } = sign(report);
      return toMarkdown(report, { title, explanation, meaning: explain(report) });
    }
    case 'text':
      return toText(report);
  }
}

/** Frames with a name, and addresses in code of the app, which a dSYM could name. */
function countNamed(report: CrashReport): { readonly named: number; readonly open: number } {
  let named = 0;
  let open = 0;
  for (const { location, image } of allFrames(report)) {
    if (location !== null) named += 1;
    else if (image !== null && report.images[image]?.inApp === true) open += 1;
  }
  return { named, open };
}

/** Whether symbolication had something to do and did nothing of it: the case that scripts must notice. */
function isUnresolved(before: CrashReport, after: CrashReport): boolean {
  return countNamed(before).open > 0 && countNamed(after).named <= countNamed(before).named;
}

/**
 * Prints every report. Inputs that cannot be read are named on standard error and do not stop the others.
 * @returns 1 when an input could not be read, or when nothing of what needed symbols got any
 */
export async function printReports(
  paths: readonly string[],
  style: ReportStyle,
  symbols: SymbolSources | null,
  terminal: Terminal,
): Promise<ExitCode> {
  let unread = 0;
  let unresolved = 0;
  let printed = 0;
  for await (const { name, text } of readInputs(paths, terminal)) {
    const read: Result<CrashReport> = text.ok ? readReport(text.value) : text;
    if (!read.ok) {
      printFault(terminal, read.fault, name);
      unread += 1;
      continue;
    }
    const report =
      symbols === null ? read.value : await symbolicate(read.value, { ...symbols, demangle: demangleSimply });
    if (symbols !== null && isUnresolved(read.value, report)) unresolved += 1;
    if (printed > 0 && style !== 'json') terminal.write('\n');
    terminal.write(render(report, style));
    printed += 1;
  }
  if (symbols !== null && printed > 0 && unresolved === printed) {
    terminal.error(
      'faultline: no frame got a name: no dSYM with a matching UUID was found. Name one with --dsym, or a folder with --search.\n',
    );
    return 1;
  }
  return unread > 0 ? 1 : 0;
}
