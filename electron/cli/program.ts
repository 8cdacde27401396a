/** The commands, their options and help. Each action lives in a file of its own; this one is the table of contents. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { createApi } from '../api.ts';
import { printComparison } from './compare.ts';
import type { CompareStyle } from './compare.ts';
import { demangleNames } from './demangle.ts';
import { serveDemo } from './demo.ts';
import { addFilterOptions } from './filter-options.ts';
import { printImport, printInbox } from './inbox.ts';
import { knownSymbols, libraryFolder, placeOfLibrary, withDoor, withLibrary } from './library.ts';
import { addAppStoreCommands } from './program-appstore.ts';
import { addExportCommands } from './program-export.ts';
import { addLibraryCommands } from './program-library.ts';
import { addSourcesCommands } from './program-sources.ts';
import { addTriageCommands } from './program-triage.ts';
import { addUnreadCommands } from './program-unread.ts';
import { openSymbolSources } from './symbol-sources.ts';
import { printReports } from './symbolicate.ts';
import type { ReportStyle } from './symbolicate.ts';
import { printSymbols } from './symbols.ts';
import type { SymbolsStyle } from './symbols.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { VERSION } from './version.ts';
import { serveWindow } from './web.ts';

interface SymbolicateOptions {
  readonly dsym: readonly string[];
  readonly search: readonly string[];
  readonly engine: 'builtin' | 'atos' | undefined;
  readonly format: ReportStyle;
}

interface SymbolsOptions {
  readonly dsym: readonly string[];
  readonly search: readonly string[];
  readonly format: SymbolsStyle;
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d{1,6}$/.test(text) || limit < 1 || limit > 100_000) {
    throw new InvalidArgumentError('It is a number from 1 to 100000.');
  }
  return limit;
}

const styleOption = (): Option =>
  new Option('--format <style>', 'how to print').choices(['text', 'json', 'markdown']).default('text');
const libraryOption = (): Option => new Option('--library <dir>', 'the library folder (default: the app’s own)');

/**
 * Runs one command line.
 * @returns 0 done, 1 nothing resolved or unread input, 2 usage
 */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = new Command('faultline')
    .description('The crash inbox for people who ship iOS and Mac apps.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.write(text), writeErr: (text) => terminal.error(text) })
    .addOption(libraryOption())
    .addHelpText(
      'after',
      `
Examples:
  faultline symbolicate Crash.ips --dsym MyApp.app.dSYM
  faultline symbolicate *.crash --search ~/Archives --format json
  faultline symbols Crash.ips --search ~/Archives
  faultline import ~/Desktop/reports
  faultline inbox --app MyApp --format json
  faultline compare MyApp 2.0 2.1
  faultline sync
  faultline feedback --app MyApp --screenshot
  faultline export --app MyApp --format csv --output crashes.csv
  faultline sources set mac known
  faultline library verify
  faultline web --port 4100

Exit codes: 0 done, 1 nothing resolved or unread input, 2 usage.`,
    );

  const libraryName = (command: Command): string | undefined => command.optsWithGlobals<{ library?: string }>().library;
  const libraryPath = (command: Command): string => libraryFolder(libraryName(command));
  const add = (usage: string, description: string, examples: string, parent: Command = program): Command =>
    parent
      .command(usage)
      .description(description)
      .addOption(libraryOption())
      .addHelpText('after', `\nExamples:\n${examples}`);

  add(
    'symbolicate <report...>',
    'print reports with functions, files and lines',
    '  faultline symbolicate Crash.ips --dsym MyApp.app.dSYM\n  faultline symbolicate CrashesAndDsyms.zip\n  faultline symbolicate Crash.ips --search ~/Archives --format markdown\n  pbpaste | faultline symbolicate - --format json',
  )
    .option('--dsym <path>', 'a dSYM, binary, archive or zip of dSYMs to use; may be repeated', collect, [])
    .option('--search <dir>', 'a folder to search for dSYMs; may be repeated', collect, [])
    .addOption(new Option('--engine <name>', 'which symbol engine').choices(['builtin', 'atos']))
    .addOption(styleOption())
    .action(async (reports: string[], options: SymbolicateOptions, command: Command) => {
      const known = knownSymbols(libraryName(command), terminal);
      const sources = await openSymbolSources({ ...options, reports, known }, terminal);
      try {
        code = await printReports(reports, options.format, sources, terminal);
      } finally {
        await sources.close();
      }
    });

  add(
    'symbols <report...>',
    'print where the symbols of each image stand, and why',
    '  faultline symbols Crash.ips --search ~/Archives\n  faultline symbols Crash.ips --dsym appDsyms.zip --format json\n\nExit codes: 0 every image of the app has its dSYM, 1 some have none, 2 usage.',
  )
    .option('--dsym <path>', 'a dSYM, binary, archive or zip of dSYMs to use; may be repeated', collect, [])
    .option('--search <dir>', 'a folder to search for dSYMs; may be repeated', collect, [])
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .action(async (reports: string[], options: SymbolsOptions, command: Command) => {
      const known = knownSymbols(libraryName(command), terminal);
      const sources = await openSymbolSources({ ...options, reports, engine: undefined, known }, terminal);
      try {
        code = await printSymbols(reports, options.format, sources, terminal);
      } finally {
        await sources.close();
      }
    });

  add(
    'show <report...>',
    'print reports as they are, without symbols',
    '  faultline show Crash.ips\n  faultline show Crash.ips --format json',
  )
    .addOption(styleOption())
    .action(async (reports: string[], options: { readonly format: ReportStyle }) => {
      code = await printReports(reports, options.format, null, terminal);
    });

  add(
    'import <path...>',
    'import reports, folders of reports and dSYMs into the library',
    '  faultline import ~/Desktop/reports MyApp.app.dSYM',
  ).action(async (paths: string[], _options: unknown, command: Command) => {
    code = await withLibrary(libraryPath(command), terminal, (services) =>
      printImport(createApi(services), paths, terminal),
    );
  });

  addFilterOptions(
    add(
      'inbox',
      'print the signatures of the library',
      `  faultline inbox --app Harbor --app-version 2.1.0
  faultline inbox --os "iOS 17.5" --days 30 --sort trend
  faultline inbox --search "selectrow bounds" --status all --format json
  faultline inbox --filter "status=all&label=ui"`,
    ),
  )
    .option('--limit <n>', 'how many', readLimit, 50)
    .addOption(
      new Option('--format <format>', 'json: one line a signature').choices(['table', 'json']).default('table'),
    )
    .action(async (options: unknown, command: Command) => {
      code = await withLibrary(libraryPath(command), terminal, (services) =>
        printInbox(createApi(services), options, terminal),
      );
    });

  add(
    'compare <app> <before> <after>',
    'print what is new, regressed, improved and gone from one version to another',
    '  faultline compare Harbor 2.0.5 2.1.0\n  faultline compare Harbor "2.1.0 (411)" "2.1.0 (412)" --format markdown',
  )
    .addOption(styleOption())
    .action(async (app: string, before: string, after: string, options: { format: CompareStyle }, command: Command) => {
      code = await withLibrary(libraryPath(command), terminal, (services) =>
        printComparison(createApi(services), { app, before, after }, options.format, terminal),
      );
    });

  add(
    'demangle [name...]',
    'print names as people write them; without names, replaces every mangled name in standard input',
    "  faultline demangle '$s6Harbor11UserManagerC4loadyyF'\n  faultline demangle --simplified < crash.txt",
  )
    .option('--simplified', 'as crash reports show them: without types and modules')
    .action(async (names: string[], options: { readonly simplified?: boolean }) => {
      code = await demangleNames(names, options.simplified === true, terminal);
    });

  add(
    'web',
    'serve the window on a loopback address',
    '  faultline web\n  faultline web --port 4100 --library ~/Crashes',
  )
    .option('--port <n>', 'which port; 0 takes a free one', readPort, 0)
    .action(async (options: { readonly port: number }, command: Command) => {
      code = await withDoor(placeOfLibrary(libraryName(command)), (door) => serveWindow(door, options.port, terminal));
    });

  add(
    'demo',
    'import the sample crashes, print the inbox and one crash, and serve the window',
    '  faultline demo --port 4100',
  )
    .option('--port <n>', 'which port; 0 takes a free one', readPort, 0)
    .action(async (options: { readonly port: number }, command: Command) => {
      code = await serveDemo(libraryName(command), options.port, terminal);
    });

  const surroundings = { terminal, add, libraryPath, finish: (finished: ExitCode) => (code = finished) };
  addAppStoreCommands(surroundings);
  addTriageCommands(surroundings);
  addExportCommands(surroundings);
  addUnreadCommands(surroundings);
  addSourcesCommands(surroundings);
  addLibraryCommands(surroundings, (command) => placeOfLibrary(libraryName(command)));

  // The table of contents in Apple's spelling; main.ts runs it before commander sees it.
  program
    .command('atos')
    .description('name addresses, as Apple’s atos does, on any system (see: faultline atos --help)');

  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? 0 : 2;
  }
  return code;
}
