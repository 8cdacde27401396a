/** The commands about App Store Connect, their options and help. Part of `program.ts`. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { createApi } from '../api.ts';
import { addAccount, examineAccounts, printAccounts, removeAccount } from './accounts.ts';
import type { AddOptions } from './accounts.ts';
import { explainResponse } from './doctor.ts';
import { exportFeedback, printFeedback } from './feedback.ts';
import { withLibrary } from './library.ts';
import { syncNow } from './sync.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** What `program.ts` brings. */
export interface Surroundings {
  readonly terminal: Terminal;
  /** Adds a command with the options and the form of help that all have. */
  readonly add: (usage: string, description: string, examples: string, parent?: Command) => Command;
  readonly libraryPath: (command: Command) => string;
  readonly finish: (code: ExitCode) => void;
}

const formatOption = (): Option =>
  new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table');

function withFilters(command: Command): Command {
  return command
    .option('--app <name>', 'name or bundle id')
    .option('--app-version <version>', 'a version of the app')
    .option('--build <build>', 'a build of the app')
    .option('--since <day>', 'sent on this day or later: 2026-11-02')
    .option('--until <day>', 'sent before this day')
    .option('--screenshot', 'only with screenshots')
    .option('--crash', 'only with a crash')
    .option('--device <device>', 'a device, by name or model')
    .option('--os <system>', 'a system: "iOS 18.1"')
    .option('--tester <name>', 'what one tester sent')
    .option('--status <status>', 'open, resolved or all', 'open')
    .option('--search <words>', 'words in comments', '');
}

function addAccountCommands({ terminal, add, libraryPath, finish }: Surroundings): void {
  const accounts = add(
    'accounts',
    'keys of App Store Connect, kept in the system’s keychain',
    '  faultline accounts add --key AuthKey_2X9R4HXF34.p8 --issuer 57246542-96fe-1a63-e053-0824d011072a\n  faultline accounts list',
  );
  add(
    'add',
    'check a key against Apple and save it',
    '  faultline accounts add --key AuthKey_2X9R4HXF34.p8 --individual',
    accounts,
  )
    .requiredOption('--key <file>', 'the .p8 file, or - for standard input')
    .option('--key-id <id>', 'the key’s id, where the file’s name does not tell')
    .option('--issuer <uuid>', 'the issuer id of a team’s key')
    .option('--individual', 'a key of one person')
    .option('--name <name>', 'what to call the account')
    .action(async (options: AddOptions, command: Command) => {
      finish(
        await withLibrary(libraryPath(command), terminal, (services) =>
          addAccount(createApi(services), options, terminal),
        ),
      );
    });
  add('list', 'print the accounts', '  faultline accounts list --format json', accounts)
    .addOption(formatOption())
    .action(async ({ format }: { readonly format: 'table' | 'json' }, command: Command) => {
      finish(
        await withLibrary(libraryPath(command), terminal, (services) =>
          printAccounts(createApi(services), format, terminal),
        ),
      );
    });
  add('remove <account>', 'remove an account and its key', '  faultline accounts remove 2X9R4HXF34', accounts).action(
    async (account: string, _options: unknown, command: Command) => {
      finish(
        await withLibrary(libraryPath(command), terminal, (services) =>
          removeAccount(createApi(services), account, terminal),
        ),
      );
    },
  );
}

function addFeedbackCommands({ terminal, add, libraryPath, finish }: Surroundings): void {
  const feedback = withFilters(
    add(
      'feedback',
      'print what testers sent',
      '  faultline feedback --app Harbor --screenshot\n  faultline feedback export --to ~/Desktop/feedback --build 412',
    ),
  )
    .option('--limit <n>', 'how many', '50')
    .addOption(formatOption())
    .action(async (options: unknown, command: Command) => {
      finish(
        await withLibrary(libraryPath(command), terminal, (services) =>
          printFeedback(createApi(services), options, terminal),
        ),
      );
    });
  withFilters(
    add('export', 'write what testers sent as files', '  faultline feedback export --to ~/Desktop/feedback', feedback),
  )
    .requiredOption('--to <dir>', 'the folder to write to')
    .action(async (options: { readonly to: string }, command: Command) => {
      const { to, ...own } = options;
      // Filters may stand before or after the word `export`.
      const filters = { ...feedback.opts<Record<string, unknown>>(), ...own };
      finish(
        await withLibrary(libraryPath(command), terminal, (services) =>
          exportFeedback(createApi(services), services.library, filters, to, terminal),
        ),
      );
    });
}

/** Adds `accounts`, `sync`, `feedback` and `doctor`. */
export function addAppStoreCommands(surroundings: Surroundings): void {
  const { terminal, add, libraryPath, finish } = surroundings;
  addAccountCommands(surroundings);
  add(
    'sync',
    'fetch what testers sent',
    '  faultline sync\n  faultline sync --account 2X9R4HXF34 --app com.example.Harbor',
  )
    .option('--account <account>', 'one account, by key id or name')
    .option('--app <app>', 'one app, by bundle id or Apple’s number')
    .action(async (options: { readonly account?: string; readonly app?: string }, command: Command) => {
      finish(await withLibrary(libraryPath(command), terminal, (services) => syncNow(services, options, terminal)));
    });
  addFeedbackCommands(surroundings);
  add(
    'doctor',
    'say what is wrong with an account, who must act, and what will not help',
    '  faultline doctor\n  faultline doctor --account 2X9R4HXF34\n  faultline doctor --explain response.json\n  curl -i … | faultline doctor --explain -',
  )
    .option('--account <account>', 'one account, by key id or name')
    .option(
      '--explain <file>',
      'explain a saved response: JSON, a page, or what curl -i prints; - reads standard input',
    )
    .action(async (options: { readonly account?: string; readonly explain?: string }, command: Command) => {
      const { account, explain } = options;
      finish(
        explain === undefined
          ? await withLibrary(libraryPath(command), terminal, (services) =>
              examineAccounts(createApi(services), account, terminal),
            )
          : await explainResponse(explain, terminal),
      );
    });
}
