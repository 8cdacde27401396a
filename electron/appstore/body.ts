/**
 * Response bodies: read within a limit (of unpacked bytes: `fetch` unpacks what is declared), unpacked where gzip came
 * undeclared, and parsed as JSON only where they are JSON. A gateway's HTML is never parsed.
 */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { LocalFailure } from '../../shared/appstore/failure.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

const unpack = promisify(gunzip);

function tooLarge(largest: number): { readonly ok: false; readonly fault: LocalFailure } {
  const detail = `The answer is larger than ${Math.round(largest / 1024 / 1024)} MB.`;
  return fail({ kind: 'local', reason: 'too-large', detail });
}

async function collect(stream: ReadableStream<Uint8Array>, largest: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the stream, and with it the transfer.
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > largest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08;
}

/** A body's bytes, at most `largest`. Throws what `fetch` throws when the connection breaks. */
export async function readBody(response: Response, largest: number): Promise<Result<Uint8Array, LocalFailure>> {
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > largest) {
    await response.body?.cancel();
    return tooLarge(largest);
  }
  const bytes = response.body === null ? new Uint8Array() : await collect(response.body, largest);
  if (bytes === null) return tooLarge(largest);
  if (!isGzip(bytes)) return ok(bytes);
  try {
    return ok(await unpack(bytes, { maxOutputLength: largest }));
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(largest);
    const reason = code === 'Z_BUF_ERROR' ? 'truncated' : 'malformed';
    return fail({ kind: 'local', reason, detail: 'The answer was compressed, and cannot be unpacked whole.' });
  }
}

/** Whether a body says it is JSON (vendor types too), or says nothing and looks like it. */
export function isJson(contentType: string | null, bytes: Uint8Array): boolean {
  if (contentType !== null && contentType.trim() !== '') {
    const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
    return /^application\/(?:[a-z0-9.+-]+\+)?json$/.test(type) || /^application\/octet-stream$|gzip$/.test(type);
  }
  const first = bytes.find((byte) => byte > 0x20);
  return first === 0x7b || first === 0x5b;
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Parses JSON; `malformed` where it is none. The failure quotes nothing. */
export function parseJson(bytes: Uint8Array): Result<unknown, LocalFailure> {
  try {
    const value: unknown = JSON.parse(textOf(bytes));
    return ok(value);
  } catch {
    return fail({ kind: 'local', reason: 'malformed', detail: 'Apple’s answer says that it is JSON, but it is not.' });
  }
}
