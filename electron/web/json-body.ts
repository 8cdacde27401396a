/** Reads the JSON body of a call, bounded: what is too long is refused before it is kept. */
import type { IncomingMessage } from 'node:http';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Refusal } from './guard.ts';

/** Pasted text has the contract's own limit of 64 MiB; no other call needs a megabyte. */
function limitOf(call: string): number {
  return call === 'import.text' ? 65 * 1024 * 1024 : 1024 * 1024;
}

export async function readJsonBody(request: IncomingMessage, call: string): Promise<Result<unknown, Refusal>> {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') return refuse(415, 'bad-input', 'A call’s body has to be JSON.');
  const limit = limitOf(call);
  const tooLarge = refuse(413, 'too-large', `More than ${limit / 1024 / 1024} MiB cannot be taken at once.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // Not `for await`: leaving that early would destroy the socket before the refusal is written.
    const whole = await new Promise<boolean>((resolve, reject) => {
      request.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > limit) resolve(false);
        else chunks.push(chunk);
      });
      request.on('end', () => resolve(true));
      request.on('error', reject);
      request.on('close', () => reject(new Error('The connection was closed.')));
    });
    if (!whole) return tooLarge;
    return ok(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch (thrown) {
    return refuse(400, 'bad-input', 'The call’s body is not whole JSON.', messageOf(thrown));
  }
}

function refuse(
  status: number,
  kind: 'bad-input' | 'too-large',
  message: string,
  detail?: string,
): Result<never, Refusal> {
  return fail({ status, fault: { kind, message, ...(detail === undefined ? {} : { detail }) } });
}
