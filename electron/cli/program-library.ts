/** The commands about the library itself, their options and help. Part of `program.ts`. */
import { Option } from 'commander';
import type { Command } from 'commander';
import type { LibraryPlace } from '../library-path.ts';
import { backUp, emptyAllCaches, move, rebuild, size, verify } from './library-care.ts';
import type { Surroundings } from './program-appstore.ts';

type Format = 'text' | 'json';

const formatOption = (): Option =>
  new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text');

/** Adds `library` with its verbs. */
export function addLibraryCommands(
  { terminal, add, libraryPath, finish }: Surroundings,
  placeOf: (command: Command) => LibraryPlace,
): void {
  const library = add(
    'library',
    'look after the library: verify, rebuild, back up, move',
    '  faultline library verify\n  faultline library backup ~/Backups\n  faultline library rebuild --library ~/Crashes',
  );
  add(
    'verify',
    'look through all of it: database, originals, counts, screenshots, caches',
    '  faultline library verify\n  faultline library verify --format json\n\nExit codes: 0 nothing was found, 1 something was, 2 usage.',
    library,
  )
    .addOption(formatOption())
    .action(async ({ format }: { readonly format: Format }, command: Command) => {
      finish(await verify(libraryPath(command), format, terminal));
    });
  add(
    'rebuild',
    'build all that is derived anew from the originals; replaces a database that is damaged',
    '  faultline library rebuild\n\nExit codes: 0 all is there, 1 something is lost or it failed, 2 usage.',
    library,
  ).action(async (_options: unknown, command: Command) => {
    finish(await rebuild(libraryPath(command), terminal));
  });
  add(
    'backup <to>',
    'copy it to a folder, or to a zip where the name ends so, also while it is in use',
    '  faultline library backup ~/Backups\n  faultline library backup crashes.zip\n\nA backup opens as it is: faultline web --library <backup>',
    library,
  ).action(async (to: string, _options: unknown, command: Command) => {
    finish(await backUp(libraryPath(command), to, terminal));
  });
  add('move <to>', 'move it to another folder', '  faultline library move /Volumes/Work/Crashes', library).action(
    async (to: string, _options: unknown, command: Command) => {
      finish(await move(placeOf(command), to, terminal));
    },
  );
  add('size', 'print how much room it takes', '  faultline library size --format json', library)
    .addOption(formatOption())
    .action(async ({ format }: { readonly format: Format }, command: Command) => {
      finish(await size(libraryPath(command), format, terminal));
    });
  add('empty-caches', 'delete its symbol caches', '  faultline library empty-caches', library).action(
    async (_options: unknown, command: Command) => {
      finish(await emptyAllCaches(libraryPath(command), terminal));
    },
  );
}
