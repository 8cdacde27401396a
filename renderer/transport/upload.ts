/**
 * Sends files to the web host: `PUT /upload/<job>/<path>` for each, then `POST /upload/<job>/finish`, which imports them
 * together, so that a report finds the dSYM that was dropped beside it.
 */
import type { ImportSummary } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Fault, FaultKind, Result } from '../../shared/result.ts';
import type { GivenFile } from './entries.ts';
import { isReply } from './guards.ts';
import { send } from './http.ts';

function address(job: string, path: string): string {
  return `/upload/${job}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

async function put(job: string, given: GivenFile, signal: AbortSignal): Promise<Fault | null> {
  const reply = await send(address(job, given.path), { method: 'PUT', body: given.file, signal });
  if (!reply.ok) return reply.fault;
  if (isReply<'import.cancel'>(reply.value) && !reply.value.ok) return reply.value.fault;
  return null;
}

/** Faults that no other file would escape. */
const FINAL: ReadonlySet<FaultKind> = new Set(['forbidden', 'offline', 'cancelled']);

async function finish(job: string, signal: AbortSignal): Promise<Result<ImportSummary>> {
  const reply = await send(`/upload/${job}/finish`, { method: 'POST', signal });
  if (!reply.ok) return reply;
  if (isReply<'import.paths'>(reply.value)) return reply.value;
  return fail({ kind: 'unexpected', message: 'The host did not say what became of these files.' });
}

/**
 * Uploads and imports. A file that the host refuses does not stop the others; it is among the summary's faults.
 *
 * @param onSent is told after each file how many were dealt with.
 */
export async function upload(
  job: string,
  files: readonly GivenFile[],
  signal: AbortSignal,
  onSent: (done: number) => void,
): Promise<Result<ImportSummary>> {
  const refused: { file: string; fault: Fault }[] = [];
  for (const [index, given] of files.entries()) {
    const fault = await put(job, given, signal);
    if (fault && FINAL.has(fault.kind)) return fail(fault);
    if (fault) refused.push({ file: given.path, fault });
    onSent(index + 1);
  }
  const first = refused[0];
  if (first && refused.length === files.length) return fail(first.fault);
  const result = await finish(job, signal);
  if (!result.ok || refused.length === 0) return result;
  return ok({ ...result.value, faults: [...result.value.faults, ...refused] });
}
