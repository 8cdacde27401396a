/**
 * Sends files to the web host: `PUT /upload/<job>/<path>` for each, then `POST /upload/<job>/finish`, which imports them
 * together, so that a report finds the dSYM that was dropped beside it.
 */
import type { ImportSummary } from '../../shared/contract.ts';
import { fail } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';
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

/**
 * Uploads and imports.
 *
 * @param onSent is told after each file how many are there.
 */
export async function upload(
  job: string,
  files: readonly GivenFile[],
  signal: AbortSignal,
  onSent: (done: number) => void,
): Promise<Result<ImportSummary>> {
  for (const [index, file] of files.entries()) {
    const fault = await put(job, file, signal);
    if (fault) return fail(fault);
    onSent(index + 1);
  }
  const reply = await send(`/upload/${job}/finish`, { method: 'POST', signal });
  if (!reply.ok) return reply;
  if (isReply<'import.paths'>(reply.value)) return reply.value;
  return fail({ kind: 'unexpected', message: 'The host did not say what became of these files.' });
}
