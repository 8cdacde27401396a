/** The commands that decide about crashes, their options and help. Part of `program.ts`. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { z } from 'zod';
import { PRIORITIES } from '../../shared/contract/filter.ts';
import type { actSchema } from '../../shared/contract/triage.ts';
import { createApi } from '../api.ts';
import { decodeText } from '../inbox/decode.ts';
import { withLibrary } from './library.ts';
import type { Surroundings } from './program-appstore.ts';
import { printAct, printStep, printUsers } from './triage.ts';
import { UsageError } from './usage.ts';

type Asked = z.input<typeof actSchema>;

/** What every act can be told. */
interface Common {
  readonly filter?: string;
  readonly expect?: number;
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function readCount(text: string): number {
  const count = Number(text);
  if (!/^\d{1,7}$/.test(text) || count < 1) throw new InvalidArgumentError('It is a number from 1.');
  return count;
}

function readDay(text: string): number {
  const at = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || !(at >= 0)) throw new InvalidArgumentError('It is a day like 2026-11-02.');
  return at;
}

function readUsers(text: string): number | null {
  return text === 'unknown' ? null : readCount(text.replaceAll(',', ''));
}

interface Until {
  readonly until?: number;
  readonly more?: number;
  readonly nextBuild?: true;
}

function untilOf({ until, more, nextBuild }: Until): Extract<Asked, { readonly kind: 'ignore' }>['until'] {
  const said = [until, more, nextBuild].filter((option) => option !== undefined);
  if (said.length > 1) throw new UsageError('say one of --until, --more and --next-build');
  if (until !== undefined) return { kind: 'date', at: until };
  if (more !== undefined) return { kind: 'more', count: more };
  return nextBuild === true ? { kind: 'next-build' } : { kind: 'ever' };
}

/** Adds `resolve`, `reopen`, `ignore`, `priority`, `label`, `assign`, `note`, `merge`, `split`, `undo`, `redo` and `users`. */
export function addTriageCommands({ terminal, add, libraryPath, finish }: Surroundings): void {
  /** Adds an act on named signatures, or on all that a filter leaves. */
  const addAct = (
    usage: string,
    description: string,
    examples: string,
    options: (command: Command) => Command,
    asked: (command: Command) => Asked | Promise<Asked>,
  ): void => {
    const command = add(`${usage} [signature...]`, description, examples)
      .option('--filter <filter>', 'all that it leaves, as in a link: "app=Harbor&version=2.1.0"')
      .option('--expect <n>', 'how many that are; with another number nothing is done', readCount);
    options(command).action(async (ids: string[], { filter, expect }: Common, command: Command) => {
      finish(
        await withLibrary(libraryPath(command), terminal, async (services) =>
          printAct(createApi(services), { ids, filter, expect }, await asked(command), terminal),
        ),
      );
    });
  };
  const plain = (command: Command): Command => command;

  addAct(
    'resolve',
    'mark signatures as done; they come back when a build with the fix has them again',
    '  faultline resolve sig1-0123 --in 413\n  faultline resolve --filter "app=Harbor&version=2.0.0" --expect 14',
    (command) => command.option('--in <build>', 'the build or version that has the fix'),
    (command) => ({ kind: 'resolve', build: command.opts<{ in?: string }>().in ?? null }),
  );
  addAct('reopen', 'open signatures again', '  faultline reopen sig1-0123', plain, (): Asked => ({ kind: 'reopen' }));
  addAct(
    'ignore',
    'ignore signatures, for ever or until something happens',
    '  faultline ignore sig1-0123 --next-build\n  faultline ignore sig1-0123 --until 2026-12-01',
    (command) =>
      command
        .option('--until <day>', 'until this day: 2026-12-01', readDay)
        .option('--more <n>', 'until so many more reports have come', readCount)
        .option('--next-build', 'until it is seen in a newer build'),
    (command) => ({ kind: 'ignore', until: untilOf(command.opts<Until>()) }),
  );
  addAct(
    'priority',
    'set the priority of signatures',
    '  faultline priority sig1-0123 --level P1\n  faultline priority sig1-0123 --level computed',
    (command) =>
      command.addOption(
        new Option('--level <level>', 'computed: what the numbers say')
          .choices([...PRIORITIES, 'computed'])
          .makeOptionMandatory(),
      ),
    (command) => {
      const { level } = command.opts<{ level: (typeof PRIORITIES)[number] | 'computed' }>();
      return { kind: 'prioritise', level: level === 'computed' ? null : level };
    },
  );
  addAct(
    'label',
    'put labels on signatures, or take them off',
    '  faultline label sig1-0123 --add flaky --remove new',
    (command) =>
      command
        .option('--add <label>', 'may be repeated', collect, [])
        .option('--remove <label>', 'may be repeated', collect, []),
    (command) => {
      const { add: added, remove } = command.opts<{ add: readonly string[]; remove: readonly string[] }>();
      if (added.length + remove.length === 0) throw new UsageError('say which labels, with --add or --remove');
      return { kind: 'label', add: [...added], remove: [...remove] };
    },
  );
  addAct(
    'assign',
    'say who looks after signatures',
    '  faultline assign sig1-0123 --to Kim\n  faultline assign sig1-0123 --nobody',
    (command) => command.option('--to <name>', 'who').option('--nobody', 'nobody does'),
    (command) => {
      const { to, nobody } = command.opts<{ to?: string; nobody?: true }>();
      if ((to === undefined) === (nobody === undefined)) throw new UsageError('say --to a name, or --nobody');
      return { kind: 'assign', to: to ?? null };
    },
  );
  addAct(
    'note',
    'write the note of signatures; it replaces what was there',
    '  faultline note sig1-0123 --text "Race in the **image** cache"\n  faultline note sig1-0123 --text - < note.md',
    (command) => command.requiredOption('--text <markdown>', 'the note, or - for standard input'),
    async (command) => {
      const { text } = command.opts<{ text: string }>();
      return { kind: 'note', note: text === '-' ? decodeText(await terminal.readInput()).trimEnd() : text };
    },
  );
  addAct(
    'merge',
    'make signatures one with another',
    '  faultline merge sig1-0123 sig1-4567 --into sig1-89ab --reason "same lock"',
    (command) =>
      command
        .requiredOption('--into <signature>', 'which one they become part of')
        .option('--reason <words>', 'why; shown with the signature', ''),
    (command) => {
      const { into, reason } = command.opts<{ into: string; reason: string }>();
      return { kind: 'merge', into, reason };
    },
  );
  addAct(
    'split',
    'make a signature of its own of some reports',
    '  faultline split sig1-0123 --report 5f2c --report 77ab --reason "another screen"',
    (command) =>
      command
        .option('--report <id>', 'may be repeated', collect, [])
        .option('--reason <words>', 'why; shown with the signature', ''),
    (command) => {
      const { report, reason } = command.opts<{ report: readonly string[]; reason: string }>();
      if (report.length === 0) throw new UsageError('say which reports, with --report');
      return { kind: 'split', reports: [...report], reason };
    },
  );

  for (const direction of ['undo', 'redo'] as const) {
    const description = direction === 'undo' ? 'take back what was done last' : 'do again what was taken back';
    add(direction, description, `  faultline ${direction}`).action(async (_options: unknown, command: Command) => {
      finish(
        await withLibrary(libraryPath(command), terminal, (services) =>
          printStep(createApi(services), direction, terminal),
        ),
      );
    });
  }

  add(
    'users',
    'print or set how many people use an app; priorities follow from it',
    '  faultline users\n  faultline users com.example.Harbor 12000\n  faultline users Harbor unknown',
  )
    .argument('[app]', 'name or bundle id')
    .argument('[users]', 'a number, or unknown', readUsers)
    .action(async (app: string | undefined, users: number | null | undefined, _options: unknown, command: Command) => {
      finish(
        await withLibrary(libraryPath(command), terminal, (services) =>
          printUsers(createApi(services), app, users, terminal),
        ),
      );
    });
}
