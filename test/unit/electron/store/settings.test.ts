import { describe, expect, it } from 'vitest';
import { changeSettings, readSettings } from '../../../../electron/store/settings.ts';
import { settingsSchema } from '../../../../shared/contract/settings.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/default-settings.ts';
import { openStore } from '../../../fixtures/store.ts';

describe('settings', () => {
  it('are as by default until somebody changes them', async () => {
    expect(settingsSchema.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
    expect(readSettings(await openStore())).toEqual(DEFAULT_SETTINGS);
  });

  it('keep what was changed, field by field', async () => {
    const database = await openStore();
    changeSettings(database, { appearance: 'dark' });
    const after = changeSettings(database, { pathMappings: [{ from: '/build', to: '/src' }] });
    expect(after).toEqual({
      ...DEFAULT_SETTINGS,
      appearance: 'dark',
      pathMappings: [{ from: '/build', to: '/src' }],
    });
    expect(readSettings(database)).toEqual(after);
  });

  it.each(['"neon"', 'not json', '7'])('take %s of another version as not set, and leave it', async (value) => {
    const database = await openStore();
    database.run('INSERT INTO settings (name, value) VALUES (?, ?), (?, ?)', 'appearance', value, 'later', '1');
    expect(readSettings(database)).toEqual(DEFAULT_SETTINGS);
    expect(database.all('SELECT name FROM settings')).toHaveLength(2);
  });
});
