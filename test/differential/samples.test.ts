/** The checked-in samples are what their sources give, and the engine agrees with them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasCompiler, WITHOUT_COMPILER } from '../fixtures/symbols/build.ts';

const SAMPLES = resolve(import.meta.dirname, '..', '..', 'resources', 'samples');

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(folder.length + 1)).sort();
}

describe.skipIf(!hasCompiler)(`the samples, made again${WITHOUT_COMPILER}`, () => {
  let made = '';
  beforeAll(() => {
    made = mkdtempSync(join(tmpdir(), 'faultline-samples-again-'));
    execFileSync(process.execPath, [join(SAMPLES, 'make', 'main.ts'), made], { stdio: 'ignore' });
  });
  afterAll(() => rmSync(made, { recursive: true, force: true }));

  it.each(['reports', 'dSYMs', 'feedback'])('gives the same %s, byte for byte', (part) => {
    const names = filesBelow(join(SAMPLES, part));
    expect(filesBelow(join(made, part))).toEqual(names);
    for (const name of names) {
      const same = readFileSync(join(made, part, name)).equals(readFileSync(join(SAMPLES, part, name)));
      expect(same, name).toBe(true);
    }
  });
});
