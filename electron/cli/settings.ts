/** `faultline settings`: reads and sets what the settings window shows; the only place where a browser's user sets an editor command. */
import { settingFields } from '../../shared/contract/settings.ts';
import type { Library } from '../inbox/library.ts';
import { changeSettings, readSettings } from '../store/settings.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

function isSetting(name: string): name is keyof typeof settingFields {
  return Object.hasOwn(settingFields, name);
}

/** JSON where it is some, else the text itself: `true`, `null`, `[{"from":"/build","to":"/src"}]`, `dark`. */
function valueOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

/** Prints all settings, one, or sets one. Throws a UsageError for a name or a value that is none. */
export function commandSettings(
  library: Library,
  name: string | undefined,
  value: string | undefined,
  terminal: Terminal,
): ExitCode {
  if (name !== undefined && !isSetting(name)) {
    throw new UsageError(`there is no setting ${name}; there are ${Object.keys(settingFields).join(', ')}`);
  }
  if (name !== undefined && value !== undefined) {
    const [read, said] = [settingFields[name].safeParse(valueOf(value)), settingFields[name].safeParse(value)];
    const checked = read.success ? read : said;
    if (!checked.success) throw new UsageError(`${name}: ${checked.error.issues[0]?.message ?? 'wrong value'}`);
    changeSettings(library.database, { [name]: checked.data });
    library.events.emit('settings.changed', {});
  }
  const settings = readSettings(library.database);
  for (const [key, kept] of Object.entries(settings)) {
    if (name === undefined || key === name) terminal.write(`${key} = ${JSON.stringify(kept)}\n`);
  }
  return 0;
}
