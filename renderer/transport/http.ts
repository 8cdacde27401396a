/** One request to the web host, with every way in which it can fail put into words. */
import { fail, ok } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';

/** The host no longer knows this browser: its token lives as long as one run. */
export const EXPIRED: Fault = {
  kind: 'forbidden',
  message: 'This link has expired. Start `faultline web` again and open the link it prints.',
};

const UNHEARD: Fault = {
  kind: 'offline',
  message: 'Faultline does not answer. Is `faultline web` still running in the terminal?',
  remedy: { kind: 'retry' },
};

const CANCELLED: Fault = { kind: 'cancelled', message: 'The import was cancelled.' };

/** Sends it and reads the answer's JSON, unchecked; null where the body is none. */
export async function send(url: string, init: RequestInit): Promise<Result<unknown>> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'same-origin', ...init });
  } catch {
    return fail(init.signal?.aborted ? CANCELLED : UNHEARD);
  }
  if (response.status === 401) return fail(EXPIRED);
  try {
    const body: unknown = await response.json();
    return ok(body);
  } catch {
    return response.ok ? ok(null) : fail({ ...UNHEARD, kind: 'unexpected', detail: `HTTP ${response.status}` });
  }
}
