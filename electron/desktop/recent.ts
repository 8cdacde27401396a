/**
 * The system's list of what was opened lately, which File > Open Recent shows: whatever is imported from disk, by a panel,
 * a drop, Finder or the Dock.
 */
import { app } from 'electron';
import { inputs } from '../../shared/contract.ts';

/** macOS lists ten. */
const MOST = 10;

/** Notes files that are opened; of many only the first. */
export function noteRecent(paths: readonly string[]): void {
  for (const path of paths.slice(0, MOST)) app.addRecentDocument(path);
}

/** Notes the files of a page's call, where it is one that imports them. */
export function noteCall(name: string, input: unknown): void {
  if (name !== 'import.paths') return;
  const checked = inputs['import.paths'].safeParse(input);
  if (checked.success) noteRecent(checked.data.paths);
}
