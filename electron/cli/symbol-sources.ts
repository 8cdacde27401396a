/** Where `symbolicate` looks: dSYMs named by the user, folders to search, and on a Mac Xcode's own places. */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { createAtosEngine } from '../symbols/atos.ts';
import { createBuiltinEngine } from '../symbols/builtin.ts';
import { SymbolIndex } from '../symbols/index.ts';
import { defaultSymbolPlaces } from '../symbols/places.ts';
import type { SymbolSources } from './symbolicate.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

export interface SymbolChoice {
  readonly dsym: readonly string[];
  readonly search: readonly string[];
  /** The default is the built-in engine: it answers the same everywhere. */
  readonly engine: 'builtin' | 'atos' | undefined;
}

/** Indexes the places and opens the engine. Throws a UsageError for a path that is not there. */
export async function openSymbolSources(choice: SymbolChoice, terminal: Terminal): Promise<SymbolSources> {
  for (const path of [...choice.dsym, ...choice.search]) {
    if (!existsSync(path)) throw new UsageError(`there is nothing at ${path}`);
  }
  if (choice.engine === 'atos' && process.platform !== 'darwin') {
    throw new UsageError('atos is a program of macOS; leave --engine out to use the built-in engine');
  }
  const defaults = process.platform === 'darwin' ? defaultSymbolPlaces(homedir()) : [];
  const index = new SymbolIndex();
  const { problems } = await index.scan([
    ...choice.dsym,
    ...choice.search,
    ...defaults.filter((path) => existsSync(path)),
  ]);
  for (const { path, fault } of problems) terminal.error(`faultline: ${path}: ${fault.message}\n`);
  const named = choice.dsym.map((path) => realpathSync(path));
  const isNamed = (path: string): boolean => named.some((place) => path === place || path.startsWith(`${place}/`));
  return { index, isNamed, engine: choice.engine === 'atos' ? createAtosEngine({ spawn }) : createBuiltinEngine() };
}
