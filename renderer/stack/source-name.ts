/** A place in the source as the end of a line shows it. */
import type { FrameJson } from '../../shared/render/json.ts';

/** `UserManager.swift` and `:42`; the file alone where the line is unknown; null where neither is. */
export function sourceName({ file, line }: Pick<FrameJson, 'file' | 'line'>): readonly [string, string] | null {
  if (file === null) return null;
  return [file.slice(file.lastIndexOf('/') + 1), line === null ? '' : `:${line}`];
}
