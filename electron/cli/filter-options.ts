/** Options that narrow and order the inbox, for every command that takes them: the filters of the window by their names. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { z } from 'zod';
import { filterSchema, sortSchema } from '../../shared/contract.ts';
import { PRIORITIES, SOURCES } from '../../shared/contract/filter.ts';
import type { Filter, Sort } from '../../shared/contract.ts';
import { readFilter, writeFilter } from '../../shared/filter-text.ts';
import { UsageError } from './usage.ts';

const SYMBOLS = ['complete', 'partial', 'waiting'] as const;

/** A filter and an order. */
export interface Asked {
  readonly filter: Filter;
  readonly sort: Sort;
}

/**
 * Reads the text of a deep link, or a whole link, of which every part counts: one that is misspelt would narrow nothing, and
 * that is no answer to somebody who is about to decide on all of it. Throws a UsageError that names the part.
 */
export function readFilterText(text: string): Asked {
  const query = text.slice(text.indexOf('?') + 1);
  const { filter, sort } = readFilter(query);
  const [said, understood] = [new URLSearchParams(query), new URLSearchParams(writeFilter(filter, sort))];
  const usual = new Map([
    ['status', 'open'],
    ['sort', 'last-seen'],
    ['search', ''],
  ]);
  for (const name of new Set(said.keys())) {
    const [values, read] = [said.getAll(name), understood.getAll(name)];
    if (values.length === read.length || (values.length === 1 && values[0] === usual.get(name))) continue;
    throw new UsageError(`--filter: ${name}=${values[0] ?? ''} is not understood`);
  }
  return { filter, sort };
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

function collectOf(words: readonly string[]) {
  return (value: string, previous: readonly string[] = []): readonly string[] => {
    if (!words.includes(value)) throw new InvalidArgumentError(`Allowed choices are ${words.join(', ')}.`);
    return [...previous, value];
  };
}

function readDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 36_500) throw new InvalidArgumentError('Days are 1 to 36500.');
  return days;
}

/** A day, or a moment, as ISO 8601 has it; UTC where it names no zone. */
function readMoment(text: string): number {
  const at = Date.parse(/T.*(Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  if (!/^\d{4}-\d\d/.test(text) || !Number.isFinite(at) || at < 0) {
    throw new InvalidArgumentError('A day is written like 2026-06-01.');
  }
  return at;
}

/** Adds the options to a command. */
export function addFilterOptions(command: Command): Command {
  return command
    .option('--filter <text>', 'what a deep link says: status=all&os=iOS%2017.5; the options below replace parts of it')
    .option('--app <name>', 'name or bundle id')
    .option('--app-version <version>', 'a version of the app')
    .option('--build <build>', 'a build of the app')
    .addOption(new Option('--status <status>', 'which (default: open)').choices(['open', 'resolved', 'ignored', 'all']))
    .option('--search <words>', 'words in frames, titles, messages, comments and notes')
    .option('--platform <name>', 'iOS, macOS …; may be repeated, like those that follow', collect)
    .option('--os <system>', 'iOS 17.5', collect)
    .option('--device <model>', 'a model code: iPhone16,1', collect)
    .option('--kind <kind>', 'crash', collect)
    .option('--source <source>', SOURCES.join(', '), collectOf(SOURCES))
    .option('--priority <level>', `${PRIORITIES.join(', ')}, none`, collectOf([...PRIORITIES, 'none']))
    .option('--label <label>', 'a label', collect)
    .option('--symbols <state>', SYMBOLS.join(', '), collectOf(SYMBOLS))
    .option('--days <n>', 'reports of the last days', readDays)
    .option('--from <day>', 'reports from that day on', readMoment)
    .option('--to <day>', 'reports before that day', readMoment)
    .option('--with-feedback', 'reports of which a tester said something')
    .option('--regressed', 'what came back after its fix')
    .option('--unseen', 'what nobody opened yet')
    .addOption(
      new Option('--sort <order>', 'in which order (default: last-seen)').choices(sortSchema.def.innerType.options),
    );
}

const words = z.array(z.string()).optional();

const optionsSchema = z.object({
  filter: z.string().optional(),
  app: z.string().optional(),
  appVersion: z.string().optional(),
  build: z.string().optional(),
  status: filterSchema.shape.status.def.innerType.optional(),
  search: z.string().optional(),
  platform: words,
  os: words,
  device: words,
  kind: words,
  source: words,
  priority: words,
  label: words,
  symbols: words,
  days: z.number().optional(),
  from: z.number().optional(),
  to: z.number().optional(),
  withFeedback: z.literal(true).optional(),
  regressed: z.literal(true).optional(),
  unseen: z.literal(true).optional(),
  sort: sortSchema.def.innerType.optional(),
});
type Options = z.output<typeof optionsSchema>;

/** The last moment that a filter takes. */
const LATEST = 8_640_000_000_000_000;

function whenOf({ days, from, to }: Options): Filter['when'] | undefined {
  if (from === undefined && to === undefined) return days === undefined ? undefined : { days };
  if (days !== undefined) throw new UsageError('--days, or --from and --to, not both');
  return { from: from ?? 0, to: to ?? LATEST };
}

/** Reads commander's options; throws a UsageError that names the option. */
export function readFilterOptions(raw: unknown): Asked {
  const parsed = optionsSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(`--${issue?.path.join('.') ?? 'option'}: ${issue?.message ?? 'wrong value'}`);
  }
  const options = parsed.data;
  const base = readFilterText(options.filter ?? '');
  const said = {
    app: options.app,
    version: options.appVersion,
    build: options.build,
    status: options.status,
    search: options.search,
    platforms: options.platform,
    systems: options.os,
    devices: options.device,
    kinds: options.kind,
    sources: options.source,
    priorities: options.priority,
    labels: options.label,
    symbols: options.symbols,
    when: whenOf(options),
    feedback: options.withFeedback,
    regressed: options.regressed,
    seen: options.unseen === undefined ? undefined : false,
  };
  const set = Object.entries(said).filter(([, value]) => value !== undefined);
  const filter = filterSchema.safeParse({ ...base.filter, ...Object.fromEntries(set) });
  if (!filter.success) {
    const [issue] = filter.error.issues;
    throw new UsageError(`${issue?.path.join('.') ?? 'the filter'}: ${issue?.message ?? 'wrong value'}`);
  }
  return { filter: filter.data, sort: options.sort ?? base.sort };
}
