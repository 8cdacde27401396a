/** A place in the source as the end of a line shows it. */
import type { FrameJson } from '../../shared/render/json.ts';

/** `UserManager.swift:42`; the file alone where the line is unknown; null where neither is. */
export function sourceName({ file, line }: Pick<FrameJson, 'file' | 'line'>): string | null {
  if (file === null) return null;
  const name = file.slice(file.lastIndexOf('/') + 1);
  return line === null ? name : `${name}:${line}`;
}
