/** The commands about places whose reports come by themselves, their options and help. Part of `program.ts`. */
import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import { REPORT_MODES } from '../../shared/contract/sources.ts';
import type { ReportMode } from '../../shared/contract/sources.ts';
import type { Services } from '../services.ts';
import { withLibrary } from './library.ts';
import type { Surroundings } from './program-appstore.ts';
import { addSource, listSources, lookAtSources, printEvidence, removeSource, setApps, setSource } from './sources.ts';
import type { ExitCode } from './terminal.ts';

type Format = 'text' | 'json';

const formatOption = (): Option =>
  new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text');

/** Adds `sources` with its verbs, and `evidence`. */
export function addSourcesCommands({ terminal, add, libraryPath, finish }: Surroundings): void {
  const run = async (command: Command, use: (services: Services) => ExitCode | Promise<ExitCode>): Promise<void> =>
    finish(await withLibrary(libraryPath(command), terminal, async (services) => use(services)));

  const sources = add(
    'sources',
    'where reports come from by themselves: Xcode’s Organizer, this Mac, devices, folders',
    '  faultline sources list\n  faultline sources set mac known\n  faultline sources add ~/Dropbox/crashes\n  faultline sources look',
  );
  add('list', 'print the places and what is read of them', '  faultline sources list --format json', sources)
    .addOption(formatOption())
    .action(async ({ format }: { readonly format: Format }, command: Command) =>
      run(command, (services) => listSources(services, format, terminal)),
    );
  add(
    'add <folder>',
    'read the reports that lie in a folder, and that come there; nothing is moved or deleted',
    '  faultline sources add ~/Dropbox/crashes\n  faultline sources add --inbox ~/Desktop/Inbox',
    sources,
  )
    .option('--inbox', 'keep also what is no report or cannot be read: all that comes there was meant to come')
    .action(async (folder: string, { inbox }: { readonly inbox?: true }, command: Command) =>
      run(command, (services) => addSource(services, folder, inbox === true, terminal)),
    );
  add(
    'remove <folder>',
    'forget a folder; what came from it stays',
    '  faultline sources remove ~/Inbox',
    sources,
  ).action(async (folder: string, _options: unknown, command: Command) =>
    run(command, (services) => removeSource(services, folder, terminal)),
  );
  add('look', 'look through all places that are on, once', '  faultline sources look', sources).action(
    async (_options: unknown, command: Command) => run(command, (services) => lookAtSources(services, terminal)),
  );
  add(
    'set',
    'say what is read: nothing, reports of known apps, or all',
    '  faultline sources set organizer off\n  faultline sources set mac known\n  faultline sources set devices all',
    sources,
  )
    .addArgument(new Argument('<what>').choices(['organizer', 'mac', 'devices']))
    .addArgument(new Argument('<mode>').choices(REPORT_MODES))
    .action(async (what: 'organizer' | 'mac' | 'devices', mode: ReportMode, _options: unknown, command: Command) =>
      run(command, (services) => setSource(services, what, mode, terminal)),
    );
  add(
    'apps [id...]',
    'name apps that count as known besides those of which the library has reports; none names no app',
    '  faultline sources apps "com.example.*"\n  faultline sources apps none',
    sources,
  ).action(async (ids: string[], _options: unknown, command: Command) =>
    run(command, (services) => setApps(services, ids, terminal)),
  );
  add(
    'evidence <signature>',
    'print what Apple counts of a signature, as Xcode’s Organizer has it',
    '  faultline evidence f41…\n\nExit codes: 0 done, 1 Apple says nothing of it, 2 usage.',
  )
    .addOption(formatOption())
    .action(async (id: string, { format }: { readonly format: Format }, command: Command) =>
      run(command, (services) => printEvidence(services, id, format, terminal)),
    );
}
