/**
 * Opens the source of a frame in the user's editor. A window names a report and a place that a frame of it has; everything
 * else, which program and which file of this computer, comes from the settings.
 */
import type { ChildProcess } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { EditorName, Settings } from '../../shared/contract/settings.ts';
import type { CheckedInput, Outputs } from '../../shared/contract.ts';
import { mapPath } from '../../shared/path-mapping.ts';
import { linesOf } from '../../shared/render/lines-json.ts';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { readSettings } from '../store/settings.ts';
import { editorCommands } from './editor-commands.ts';
import type { EditorCommand } from './editor-commands.ts';
import type { Library } from './library.ts';
import { reportDetail } from './reports.ts';

/** Starts a program that outlives this one and whose words nobody reads. */
export type Launch = (program: string, parameters: readonly string[]) => ChildProcess;

/** What an editor is started with. */
export interface Editors {
  readonly launch: Launch;
  readonly platform: NodeJS.Platform;
  /** Those that this host can start, the best first. */
  readonly available: readonly EditorName[];
  /** Milliseconds after which a program that still runs counts as opened. Default 3000. */
  readonly patience?: number;
}

const PATIENCE = 3000;

/** Null when it ran: it ended well, or goes on as editors do. */
function run({ program, parameters }: EditorCommand, { launch, patience = PATIENCE }: Editors): Promise<string | null> {
  return new Promise((resolve) => {
    let child: ChildProcess;
    try {
      child = launch(program, parameters);
    } catch (thrown) {
      return resolve(messageOf(thrown));
    }
    const timer = setTimeout(() => resolve(null), patience);
    const finish = (reason: string | null): void => {
      clearTimeout(timer);
      resolve(reason);
    };
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code, signal) => finish(code === 0 ? null : `${program} ended with ${code ?? signal}`));
    child.unref();
  });
}

const NAMES: Readonly<Record<EditorName, string>> = {
  xcode: 'Xcode',
  vscode: 'Visual Studio Code',
  custom: 'Your editor command',
};

/** The editor of the settings; where none was chosen, or this host cannot run it, the first that it can. */
export function chosenEditor(settings: Settings, available: readonly EditorName[]): EditorName | null {
  const { editor } = settings;
  return editor !== null && available.includes(editor) ? editor : (available[0] ?? null);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** What becomes of a path under the path mappings, and whether there is such a file. */
export async function tryPath(library: Library, path: string): Promise<Outputs['editors.try']> {
  const mapped = mapPath(path, readSettings(library.database).pathMappings);
  return { ...mapped, exists: isAbsolute(mapped.path) && (await isFile(mapped.path)) };
}

/**
 * Opens a frame's source. Faults: `forbidden` where this host starts no editor or the report has no such frame; `not-found`
 * where the file is not on this computer, with path mappings as the remedy; `engine-failed` where the editor did not start.
 */
export async function openInEditor(
  library: Library,
  editors: Editors,
  { report: id, file, line }: CheckedInput<'editors.open'>,
): Promise<Result<Outputs['editors.open']>> {
  const settings = readSettings(library.database);
  const editor = chosenEditor(settings, editors.available);
  if (editor === null) return fail({ kind: 'forbidden', message: 'This host cannot start an editor.' });
  const detail = await reportDetail(library, id);
  if (!detail.ok) return detail;
  if (!linesOf(detail.value.report).some((frame) => frame.file === file && frame.line === line)) {
    return fail({ kind: 'forbidden', message: 'No frame of this report is at that place.' });
  }
  const { path, rule, exists } = await tryPath(library, file);
  if (!exists) {
    const after = rule === null ? '' : `, after the path mapping of ${rule.from}`;
    return fail({
      kind: 'not-found',
      message: `${path} is not on this computer${after}. Another computer built it: add a path mapping.`,
      remedy: { kind: 'open-settings' },
    });
  }
  const commands = editorCommands(editor, settings, { path, line, column: null }, editors.platform);
  if (!commands.ok) return commands;
  let reason = '';
  for (const command of commands.value) {
    const failure = await run(command, editors);
    if (failure === null) return ok({ editor, path });
    reason = failure;
  }
  return fail({
    kind: 'engine-failed',
    message: `${NAMES[editor]} could not be started.`,
    detail: reason,
    remedy: { kind: 'open-settings' },
  });
}
