/**
 * Installs what the tests need beyond npm: a browser and a compiler for real dSYMs. Says so in a clear line. Where it
 * cannot (no root, no apt-get) it says what to install; the suites that need it then show their tests as skipped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Need {
  readonly tool: string;
  readonly packages: readonly string[];
  readonly why: string;
}

const NEEDS: readonly Need[] = [
  { tool: 'chromium', packages: ['chromium'], why: 'the browser tests' },
  { tool: 'clang-19', packages: ['clang-19'], why: 'building real dSYMs' },
  { tool: 'ld64.lld-19', packages: ['lld-19'], why: 'linking real Mach-O files' },
  { tool: 'dbus-run-session', packages: ['dbus'], why: 'a session bus for the keychain test' },
  { tool: 'gnome-keyring-daemon', packages: ['gnome-keyring'], why: 'a real keychain' },
  { tool: 'llvm-symbolizer-19', packages: ['llvm-19'], why: 'the oracle of the symbol engine' },
];

function isInstalled(tool: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));
}

function apt(args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', [...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}

/** Installs what is missing, as far as this computer lets us. */
export function installNeeds(): void {
  if (process.platform !== 'linux') return;
  const missing = NEEDS.filter(({ tool }) => !isInstalled(tool));
  if (missing.length === 0) return;
  const packages = missing.flatMap((need) => need.packages);
  const reasons = missing.map(({ tool, why }) => `${tool} (${why})`).join(', ');
  if (process.getuid?.() !== 0 || !isInstalled('apt-get')) {
    console.log(
      `Missing: ${reasons}. Install: sudo apt-get install ${packages.join(' ')}. Tests that need them are skipped.`,
    );
    return;
  }
  console.log(`Installing ${packages.join(' ')} with apt-get for ${reasons}.`);
  if (!apt(['update', '-qq']) || !apt(['install', '-y', '-qq', '--no-install-recommends', ...packages])) {
    console.log('apt-get failed; tests that need these tools are skipped.');
  }
}
