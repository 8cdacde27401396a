/** The commands about files that could not be read, their options and help. Part of `program.ts`. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { createApi } from '../api.ts';
import { withLibrary } from './library.ts';
import type { Surroundings } from './program-appstore.ts';
import type { ExitCode } from './terminal.ts';
import { deleteUnread, listUnread, retryUnread, showUnread } from './unread.ts';

type Format = 'table' | 'json';

/** Adds `unread` with its verbs; without one it lists. */
export function addUnreadCommands({ terminal, add, libraryPath, finish }: Surroundings): void {
  const withApi = async (command: Command, act: (api: ReturnType<typeof createApi>) => Promise<ExitCode>) => {
    finish(await withLibrary(libraryPath(command), terminal, (services) => act(createApi(services))));
  };
  const formatOption = (): Option =>
    new Option('--format <format>', 'json: one line a file').choices(['table', 'json']).default('table');
  const list = ({ format }: { readonly format: Format }, command: Command): Promise<void> =>
    withApi(command, (api) => listUnread(api, format, terminal));

  const unread = add(
    'unread',
    'files that could not be read: list, show, retry, delete',
    '  faultline unread\n  faultline unread show 3f2a\n  faultline unread retry\n  faultline unread delete 3f2a 90bc\n\nThe beginning of an id is enough.',
  )
    .addOption(formatOption())
    .action(list);
  add('list', 'print them, newest first', '  faultline unread list --format json', unread)
    .addOption(formatOption())
    .action(list);
  add('show <id>', 'print why one could not be read, and how it begins', '  faultline unread show 3f2a --raw', unread)
    .option('--raw', 'its text, all of it and nothing else')
    .action((id: string, { raw }: { readonly raw?: true }, command: Command) =>
      withApi(command, (api) => showUnread(api, id, raw === true, terminal)),
    );
  add(
    'retry [id...]',
    'try them again with the readers of this version: those that are named, or all',
    '  faultline unread retry\n  faultline unread retry 3f2a\n\nExit codes: 0 all were read, 1 some were not, 2 usage.',
    unread,
  ).action((ids: string[], _options: unknown, command: Command) =>
    withApi(command, (api) => retryUnread(api, ids, terminal)),
  );
  add(
    'delete [id...]',
    'delete them with their bytes; the files they were copied from stay',
    '  faultline unread delete 3f2a\n  faultline unread delete --all',
    unread,
  )
    .option('--all', 'all of them')
    .action((ids: string[], { all }: { readonly all?: true }, command: Command) =>
      withApi(command, (api) => deleteUnread(api, ids, all === true, terminal)),
    );
}
