/**
 * Why a frame stands as it does: the words for the end of its line, and whether a dSYM would mend it. What is to say of its
 * image says `shared/report/symbol-words.ts`, for all faces alike.
 */
import { assertNever } from '../../shared/assert.ts';
import type { FrameJson, ImageJson } from '../../shared/render/json.ts';
import type { FrameStatus } from '../../shared/report/report.ts';

/** Words for one frame. */
export interface Reason {
  /** For the end of the frame's line. */
  readonly short: string;
  /** A sentence for the tooltip. */
  readonly long: string;
  /** A dSYM that the user chooses would mend it. */
  readonly mendable: boolean;
}

/** Null for frames that have a name. */
export function frameReason(status: FrameStatus): Reason | null {
  switch (status) {
    case 'symbolicated':
      return null;
    case 'system':
      return {
        short: 'system library, no device support files',
        long: 'A library of the system. Its symbols come with the device support files that Xcode copies from a device.',
        mendable: false,
      };
    case 'missing-dsym':
      return {
        short: 'no dSYM',
        long: 'No dSYM with the UUID of this image was found. Choose the one that was built with the app.',
        mendable: true,
      };
    case 'uuid-mismatch':
      return {
        short: 'UUID mismatch',
        long: 'A dSYM of this name is there, but of another build. Choose the one that was built with the app.',
        mendable: true,
      };
    case 'no-symbol':
      return {
        short: 'no symbol at this address',
        long: 'The right dSYM is there, but it knows nothing at this address.',
        mendable: false,
      };
    case 'unknown-image':
      return {
        short: 'in no image',
        long: 'The address lies in none of the binary images of the report: often a jump through a broken pointer.',
        mendable: false,
      };
    case 'malformed':
      return {
        short: 'line could not be read',
        long: 'The report’s own line for this frame makes no sense.',
        mendable: false,
      };
    default:
      return assertNever(status);
  }
}

/** Images of the app that frames of this stack wait for, each once. */
export function waitingImages(frames: readonly FrameJson[], images: readonly ImageJson[]): readonly ImageJson[] {
  const waiting = new Set<ImageJson>();
  for (const { status, imageIndex } of frames) {
    const image = imageIndex === null ? undefined : images[imageIndex];
    if (image && frameReason(status)?.mendable) waiting.add(image);
  }
  return [...waiting];
}

/** The frame as VoiceOver says it: `frame 3, MyApp, Foo.bar, line 12`. */
export function spokenFrame(frame: FrameJson): string {
  const reason = frameReason(frame.status);
  const said = [
    `frame ${frame.machineIndex}`,
    frame.image ?? 'unknown image',
    frame.symbol ?? frame.address,
    frame.inline ? 'inlined' : null,
    frame.line === null ? null : `line ${frame.line}`,
    reason?.short ?? null,
  ];
  return said.filter((part) => part !== null).join(', ');
}
