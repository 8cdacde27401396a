/**
 * Finding dSYMs by UUID among 3,000, as years of archives leave them: files of 20 MB (empty where nobody looks) of one
 * name. The first look opens all, later ones none. The peer is `dwarfdump --uuid`, one process for all of them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SymbolIndex } from '../../electron/symbols/index.ts';
import { scanSymbols } from '../../electron/symbols/scan.ts';
import { uuidFor } from '../fixtures/reports.ts';
import { buildMacho } from '../fixtures/symbols/macho-builder.ts';
import { compare, median } from './figures.ts';
import type { Figure } from './figures.ts';

const COUNT = 3000;
const SIZE = 20 << 20;
const RUNS = 3;
const PEER = '/usr/bin/llvm-dwarfdump-19';

/** Archives of one app, a day each; answers the DWARF files. */
function makeArchives(folder: string): readonly string[] {
  return Array.from({ length: COUNT }, (_, index) => {
    const archive = join(folder, `day ${index % 700}`, `Harbor ${index}.xcarchive`);
    const bundle = join(archive, 'dSYMs', 'Harbor.app.dSYM', 'Contents');
    const file = join(bundle, 'Resources', 'DWARF', 'Harbor');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(join(bundle, 'Info.plist'), '<plist/>');
    writeFileSync(file, buildMacho({ uuid: uuidFor(String(index)), dwarf: { __debug_info: Uint8Array.of(1) } }));
    truncateSync(file, SIZE);
    return file;
  });
}

function theirTime(files: readonly string[]): Promise<number> | null {
  if (!existsSync(PEER)) return null;
  return median(1, () => execFileSync(PEER, ['--uuid', ...files], { maxBuffer: 64 << 20 }));
}

/** The first look, a later look, and making the index of what is known. */
export async function benchDiscovery(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-discovery-'));
  try {
    const files = makeArchives(folder);
    const theirs = await theirTime(files);
    const scan = await scanSymbols([folder]);
    const again = await scanSymbols([folder], { known: scan.folders });
    if (scan.entries.length !== COUNT || again.opened !== 0) throw new Error('not all dSYMs were found as they should');
    const peer = 'llvm-dwarfdump-19 --uuid, one process';
    const first = await median(RUNS, () => scanSymbols([folder]));
    const later = await median(RUNS, () => scanSymbols([folder], { known: scan.folders }));
    const build = await median(RUNS, () => {
      const index = new SymbolIndex(scan.entries);
      return [index.findByName('Harbor'), ...scan.entries.map(({ uuid }) => index.find(uuid))];
    });
    const note = `${COUNT} dSYMs of ${SIZE >> 20} MB`;
    return [
      compare('first look', first, peer, theirs, note),
      compare('later look', later, peer, theirs, `${note}, no file is opened`),
      compare('index of what is known', build, peer, null, `${COUNT} slices of one name, each looked up once`),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
