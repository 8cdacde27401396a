/** What a reader says of a frame before symbols were looked for, and how it folds the lines of inlined calls. */
import type { BinaryImage, Frame, FrameStatus, SourceLocation } from '../report/report.ts';

/** Apple's stand-in for code that is in no image: no name, no path, no UUID, address 0. */
export function isPlaceholder(image: BinaryImage): boolean {
  return image.name === null && image.path === null && image.uuid === null && image.size === 0n;
}

/** Why a frame without a function has none. */
export function unnamedStatus(image: BinaryImage | undefined): FrameStatus {
  if (image === undefined || isPlaceholder(image)) return 'unknown-image';
  return image.symbols.kind === 'system' ? 'system' : 'missing-dsym';
}

function differs(a: SourceLocation, b: SourceLocation): boolean {
  // A file without its line is in some texts only.
  return a.symbol !== b.symbol || a.line !== b.line || (a.line !== null && a.file !== b.file);
}

/**
 * Folds lines of the same address into one machine frame: reports print inlined calls before the function that holds them.
 * New reports mark them (`inline`, `[inlined]`); older ones don't, but one address belongs to one function, so that two
 * names, or two lines, for it mean the same. Lines that are equal in every way are recursion and stay apart.
 */
export function foldInlined(lines: readonly Frame[], marked: ReadonlySet<number>): readonly Frame[] {
  const frames: Frame[] = [];
  let inlined: SourceLocation[] = [];
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    // Frames without an address have nothing in common.
    if (
      next !== undefined &&
      line.address !== 0n &&
      next.address === line.address &&
      next.image === line.image &&
      line.location !== null
    ) {
      const inline = marked.has(index) || (next.location !== null && differs(line.location, next.location));
      if (inline) {
        inlined.push(
          line.symbolOffset === null ? line.location : { ...line.location, symbolOffset: line.symbolOffset },
        );
        continue;
      }
    }
    frames.push(inlined.length === 0 ? line : { ...line, inlined });
    if (inlined.length > 0) inlined = [];
  }
  return frames;
}
