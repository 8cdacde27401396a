/**
 * The command lines that open a place of a source file. Pure: nothing is run here. No shell ever sees them; a file's name is
 * always absolute, so that it cannot pass for an option.
 *
 * `xed --line` is Xcode's own (man xed); it fails where another Xcode is selected than the one that runs, hence the plain
 * open after it. VS Code: https://code.visualstudio.com/docs/configure/command-line
 */
import type { EditorName, Settings } from '../../shared/contract/settings.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** A place in a file of this computer. `path` is absolute; line and column count from 1. */
export interface Place {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
}

export interface EditorCommand {
  readonly program: string;
  readonly parameters: readonly string[];
}

/** Editors that a host can start, the best first. Without a display there are none. */
export function editorsOf(platform: NodeJS.Platform, display: boolean): readonly EditorName[] {
  if (!display) return [];
  return platform === 'darwin' ? ['xcode', 'vscode', 'custom'] : ['vscode', 'custom'];
}

/** Whether programs with windows can be seen by whoever started this one. */
export function hasDisplay(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (platform === 'darwin' || platform === 'win32') return environment['SSH_CONNECTION'] === undefined;
  return environment['DISPLAY'] !== undefined || environment['WAYLAND_DISPLAY'] !== undefined;
}

const QUOTES = /"([^"]*)"|'([^']*)'|[^\s"']+/g;

/** Splits a command as people write it: words apart by spaces, quotes around what holds some. No escapes, no variables. */
function wordsOf(command: string): readonly string[] {
  const words: string[] = [];
  let end = -1;
  for (const match of command.matchAll(QUOTES)) {
    const text = match[1] ?? match[2] ?? match[0];
    // Parts without a space between them are one word: `--at="{file}"`.
    if (match.index === end) words.push(`${words.pop() ?? ''}${text}`);
    else words.push(text);
    end = match.index + match[0].length;
  }
  return words;
}

/**
 * The user's own command with the place put in, word by word. Without `{file}` the file is the last word. Faults: it names no
 * program, or a place in its own name.
 */
export function customCommand(template: string, place: Place): Result<EditorCommand> {
  const [program, ...words] = wordsOf(template);
  if (program === undefined) {
    return fail({
      kind: 'bad-input',
      message: 'No editor command is set yet. Write one in Settings under Editors.',
      remedy: { kind: 'open-settings' },
    });
  }
  if (/\{(?:file|line|column)\}/.test(program)) {
    return fail({
      kind: 'bad-input',
      message: 'The editor command has to begin with a program, not with a place.',
      remedy: { kind: 'open-settings' },
    });
  }
  const values: Readonly<Record<string, string>> = {
    file: place.path,
    line: String(place.line ?? 1),
    column: String(place.column ?? 1),
  };
  // In one pass: a file that is named {line} stays what it is.
  const parameters = words.map((word) =>
    word.replaceAll(/\{(file|line|column)\}/g, (whole, name: string) => values[name] ?? whole),
  );
  return ok({
    program,
    parameters: words.some((word) => word.includes('{file}')) ? parameters : [...parameters, place.path],
  });
}

function xcode({ path, line }: Place): readonly EditorCommand[] {
  const plain = { program: '/usr/bin/open', parameters: ['-a', 'Xcode', path] };
  return line === null ? [plain] : [{ program: '/usr/bin/xed', parameters: ['--line', String(line), path] }, plain];
}

function vscode({ path, line, column }: Place, platform: NodeJS.Platform): readonly EditorCommand[] {
  const at = line === null ? '' : column === null ? `:${line}` : `:${line}:${column}`;
  const code = { program: 'code', parameters: ['--goto', `${path}${at}`] };
  if (platform !== 'darwin') return [code];
  // Most Macs have the app without its command: the app answers to addresses of its own.
  const address = path.split('/').map(encodeURIComponent).join('/');
  return [code, { program: '/usr/bin/open', parameters: [`vscode://file${address}${at}`] }];
}

/** What to run, in this order, until one works. */
export function editorCommands(
  editor: EditorName,
  settings: Pick<Settings, 'editorCommand'>,
  place: Place,
  platform: NodeJS.Platform,
): Result<readonly EditorCommand[]> {
  switch (editor) {
    case 'xcode':
      return ok(xcode(place));
    case 'vscode':
      return ok(vscode(place, platform));
    case 'custom': {
      const command = customCommand(settings.editorCommand, place);
      return command.ok ? ok([command.value]) : command;
    }
  }
}
