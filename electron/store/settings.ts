/**
 * Settings in the library. Only what somebody changed is kept; a value that is none of today's (written by a later version)
 * counts as not set, and is left where it is.
 */
import { settingFields, settingsSchema } from '../../shared/contract/settings.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import { DEFAULT_SETTINGS } from '../../shared/default-settings.ts';
import type { Database } from './database.ts';
import { text } from './row.ts';

function isSetting(name: string): name is keyof typeof settingFields {
  return Object.hasOwn(settingFields, name);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** All settings, each as it was set or as by default. */
export function readSettings(database: Database): Settings {
  const kept: Record<string, unknown> = {};
  for (const row of database.all('SELECT name, value FROM settings')) {
    const name = text(row, 'name');
    const value = isSetting(name) ? settingFields[name].safeParse(parse(text(row, 'value'))) : null;
    if (value?.success === true) kept[name] = value.data;
  }
  return settingsSchema.parse({ ...DEFAULT_SETTINGS, ...kept });
}

/** Sets the fields that are named; answers all as they are then. */
export function changeSettings(database: Database, change: { readonly [Name in keyof Settings]?: unknown }): Settings {
  return database.transaction(() => {
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined) continue;
      database.run(
        'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        name,
        JSON.stringify(value),
      );
    }
    return readSettings(database);
  });
}
