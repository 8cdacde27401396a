/** The commands about export and settings, their options and help. Part of `program.ts`. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { EXPORT_FORMATS } from '../../shared/contract/settings.ts';
import { createApi } from '../api.ts';
import { exportCrashes } from './export.ts';
import { addFilterOptions } from './filter-options.ts';
import { withLibrary } from './library.ts';
import type { Surroundings } from './program-appstore.ts';
import { commandSettings } from './settings.ts';

/** Adds `export` and `settings`. */
export function addExportCommands({ terminal, add, libraryPath, finish }: Surroundings): void {
  addFilterOptions(
    add(
      'export [signature...]',
      'write reports as Markdown, JSON, CSV, Apple text or original files',
      `  faultline export --app Harbor --format csv --output crashes.csv
  faultline export a1b2c3 --redact > crash.md
  faultline export --app-version 2.1.0 --all-reports --format original --output reports.zip

Without signatures: all that the filter leaves, and of each the reports that match it. Several files become one zip.`,
    ),
  )
    .option('--report <id>', 'one report')
    .addOption(new Option('--format <format>', 'as what').choices(EXPORT_FORMATS).default('markdown'))
    .option('--all-reports', 'all reports of each signature that the filter leaves, not only the newest of them')
    .option('--redact', 'hide user names, device ids, e-mail and IP addresses')
    .option('--no-redact', 'hide nothing, whatever the settings say')
    .option('--output <file>', 'where to; default: standard output')
    .action(async (ids: string[], options: object, command: Command) => {
      // Said by neither option, redaction is as the settings have it.
      const said = command.getOptionValueSource('redact') === 'cli' ? options : { ...options, redact: undefined };
      finish(
        await withLibrary(libraryPath(command), terminal, (services) =>
          exportCrashes(createApi(services), services.library, ids, said, terminal),
        ),
      );
    });

  add(
    'settings [name] [value]',
    'print the settings, or set one',
    `  faultline settings
  faultline settings redact true
  faultline settings editorCommand 'subl {file}:{line}'`,
  ).action(async (name: string | undefined, value: string | undefined, _options: unknown, command: Command) => {
    finish(
      await withLibrary(libraryPath(command), terminal, async (services) =>
        commandSettings(services.library, name, value, terminal),
      ),
    );
  });
}
