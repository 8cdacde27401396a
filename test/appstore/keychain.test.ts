/** The system's keychain, for real: GNOME Keyring in a D-Bus session and a home of its own. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createMemoryKeychain } from '../../electron/appstore/keychain.ts';
import { valueOf } from '../fixtures/results.ts';

const PROBE = fileURLToPath(new URL('./keychain-probe.ts', import.meta.url));
const folders = (process.env['PATH'] ?? '').split(delimiter);
const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter(
  (tool) => !folders.some((folder) => existsSync(join(folder, tool))),
);
const reason = missing.length > 0 ? ` (skipped: ${missing.join(' and ')} not installed)` : '';

const home = mkdtempSync(join(tmpdir(), 'faultline-keychain-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const ENV = {
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  XDG_DATA_HOME: join(home, 'data'),
  XDG_CACHE_HOME: join(home, 'cache'),
  XDG_RUNTIME_DIR: home,
  NODE: process.execPath,
  PROBE,
};

function parse(output: string): unknown {
  const line = output.split('\n').find((entry) => entry.startsWith('['));
  if (line === undefined) throw new Error(`The probe said: ${output}`);
  return JSON.parse(line);
}

/** Runs acts with the keyring unlocked; each call is a session, a daemon and a process of its own. */
function inSession(...acts: string[]): unknown {
  const script =
    'printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$NODE" --disable-warning=ExperimentalWarning "$PROBE" "$@"';
  const run = spawnSync('dbus-run-session', ['--', 'sh', '-c', script, 'sh', ...acts], {
    env: ENV,
    encoding: 'utf8',
    timeout: 30_000,
  });
  return parse(run.stdout + run.stderr);
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

const ok = (value?: unknown): object => (value === undefined ? { ok: true } : { ok: true, value });

describe('the system’s keychain', () => {
  it.skipIf(reason !== '')(`keeps one item a key, replaces it, and takes it away${reason}`, () => {
    const results = inSession(
      'load:TEAMKEY001',
      'save:TEAMKEY001:first',
      'save:TEAMKEY002:other',
      'load:TEAMKEY001',
      'save:TEAMKEY001:second',
      'load:TEAMKEY001',
      'remove:TEAMKEY001',
      'load:TEAMKEY001',
      'remove:TEAMKEY001',
      'load:TEAMKEY002',
    );
    expect(results).toEqual([
      ok(null),
      ok(),
      ok(),
      ok('first'),
      ok(),
      ok('second'),
      ok(true),
      ok(null),
      ok(false),
      ok('other'),
    ]);
  });

  it.skipIf(reason !== '')(
    `gives a key back, line ends and all, in another session, and never lies open on disk${reason}`,
    () => {
      const key = '-----BEGIN PRIVATE KEY-----\nMIGTAgEAMBMG\nByqGSM49\n-----END PRIVATE KEY-----\n';
      expect(inSession(`save:TEAMKEY003:${key}`)).toEqual([ok()]);
      expect(inSession('load:TEAMKEY003')).toEqual([ok(key)]);
      const files = filesUnder(home);
      expect(files.some((path) => path.endsWith('.keyring'))).toBe(true);
      for (const path of files) expect(readFileSync(path).includes('MIGTAgEAMBMG')).toBe(false);
    },
  );

  it.skipIf(process.platform !== 'linux')('is not replaced by anything else where there is none (Linux only)', () => {
    const run = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', PROBE, 'save:TEAMKEY004:secret-of-four', 'load:TEAMKEY004'],
      { env: { ...ENV, XDG_RUNTIME_DIR: join(home, 'nowhere') }, encoding: 'utf8', timeout: 30_000 },
    );
    const fault = { kind: 'not-found', remedy: { kind: 'retry' } };
    expect(parse(run.stdout)).toMatchObject([
      { ok: false, fault },
      { ok: false, fault },
    ]);
    expect(run.stdout + run.stderr).not.toContain('secret-of-four');
  });
});

describe('the keychain that forgets', () => {
  it('does what the system’s does', async () => {
    const keychain = createMemoryKeychain();
    expect(valueOf(await keychain.load('A'))).toBeNull();
    await keychain.save('A', 'first');
    await keychain.save('A', 'second');
    expect(valueOf(await keychain.load('A'))).toBe('second');
    expect(valueOf(await keychain.remove('A'))).toBe(true);
    expect(valueOf(await keychain.remove('A'))).toBe(false);
  });
});
