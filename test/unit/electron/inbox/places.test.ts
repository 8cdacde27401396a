import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Place } from '../../../../electron/symbols/places.ts';
import { makeFolder, openLibrary, SAMPLES } from '../../../fixtures/library.ts';
import { valueOf } from '../../../fixtures/results.ts';

const PATIENCE = { timeout: 20_000, interval: 200 };

function place(path: string): Place {
  return { kind: 'archives', path };
}

async function makeArchives(): Promise<string> {
  const archives = join(await makeFolder(), 'Archives');
  await mkdir(join(archives, '2026-11-01'), { recursive: true });
  return archives;
}

it('finds the symbols that are there at the start', async () => {
  const archives = await makeArchives();
  await cp(join(SAMPLES, 'dSYMs'), join(archives, '2026-11-01', 'Harbor.xcarchive', 'dSYMs'), { recursive: true });
  const { api, services } = await openLibrary(undefined, {
    symbolPlaces: [place(archives), place(join(archives, 'missing'))],
  });
  await services.settled;
  expect(valueOf(await api['library.summary']({})).dsyms).toBeGreaterThan(0);
});

it('looks at Xcode’s archives on a Mac, and nowhere elsewhere', async () => {
  const home = await makeFolder();
  const archives = join(home, 'Library', 'Developer', 'Xcode', 'Archives');
  await cp(join(SAMPLES, 'dSYMs'), join(archives, '2026-11-01', 'Harbor.xcarchive', 'dSYMs'), { recursive: true });
  const found = async (platform: 'darwin' | 'linux'): Promise<number> => {
    const { api, services } = await openLibrary(undefined, { home, platform, engine: 'builtin' });
    await services.settled;
    return valueOf(await api['library.summary']({})).dsyms;
  };
  expect(await found('darwin')).toBeGreaterThan(0);
  expect(await found('linux')).toBe(0);
});

it('notices an archive that comes later, and symbolicates what waited for it', async () => {
  const archives = await makeArchives();
  const library = await openLibrary(undefined, { symbolPlaces: [place(archives)] });
  await library.services.settled;
  valueOf(await library.api['import.paths']({ job: 'import', paths: [join(SAMPLES, 'reports')] }));
  await cp(join(SAMPLES, 'dSYMs'), join(archives, '2026-11-01', 'Harbor.xcarchive', 'dSYMs'), { recursive: true });
  await vi.waitFor(() => expect(library.pushed['symbols.arrived']).not.toEqual([]), PATIENCE);
  expect(valueOf(await library.api['library.summary']({})).dsyms).toBeGreaterThan(0);
});
