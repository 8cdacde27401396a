/** What a report is about first: the part that its first tab shows at full length. Pure. */
import type { FrameJson, ReportJson } from '../../shared/render/json.ts';

export type Lead = 'stacks' | 'tree' | 'memory' | 'panic' | 'processes' | 'facts';

type Parts = Pick<ReportJson, 'kind' | 'threads' | 'lastException' | 'backtraces' | 'body'>;

function hasStacks({ threads, lastException, backtraces }: Omit<Parts, 'body' | 'kind'>): boolean {
  return threads.length > 0 || lastException !== null || backtraces.length > 0;
}

/** The part that says most of the report. Of what is a crash and of what has nothing else, the stacks. */
export function leadOf(report: Parts): Lead {
  const { body, kind } = report;
  if (body === null) return 'stacks';
  if (body.panic !== null) return 'panic';
  if (body.memory !== null) return 'memory';
  if (body.trees.length > 0 && !(kind === 'crash' && hasStacks(report))) return 'tree';
  if (hasStacks(report)) return 'stacks';
  if (body.processes.length > 0) return 'processes';
  return body.facts.length > 0 ? 'facts' : 'stacks';
}

/** All lines that can wait for symbols in what the first tab shows, beside the stacks. */
export function bodyFrames({ body }: Pick<ReportJson, 'body'>): readonly FrameJson[] {
  if (body === null) return [];
  const trees = body.trees.flatMap(({ frames }) => frames.flat());
  return [...trees, ...body.processes.flatMap(({ threads }) => threads.flatMap(({ frames }) => frames))];
}
