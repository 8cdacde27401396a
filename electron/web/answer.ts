/** The ways in which the web host answers. Each carries the page's security headers; nothing of the API is cached. */
import { open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Result } from '../../shared/result.ts';
import type { Download } from '../inbox/appstore/downloads.ts';
import { pageHeaders } from '../page/policy.ts';
import type { Refusal } from './guard.ts';

/** What is still read of a refused request's body, so that its sender gets to see the answer. */
const lingeringBytes = 16 * 1024 * 1024;

/** A result of the contract: 200 for faults as well, since those are answers. */
export function answerResult(response: ServerResponse, result: Result<unknown>): void {
  write(response, 200, 'application/json; charset=utf-8', JSON.stringify(result));
}

/** A request that did not get as far as the contract. */
export function answerRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  let ignored = 0;
  request.on('data', (chunk: Buffer) => {
    ignored += chunk.length;
    if (ignored > lingeringBytes) request.destroy();
  });
  write(
    response,
    refusal.status,
    'application/json; charset=utf-8',
    JSON.stringify({ ok: false, fault: refusal.fault }),
  );
}

export function answerNothing(response: ServerResponse): void {
  response.writeHead(204, { ...pageHeaders, 'Cache-Control': 'no-store' });
  response.end();
}

/** To `/`, with the session's cookie. */
export function answerSession(response: ServerResponse, cookie: string): void {
  response.writeHead(303, { ...pageHeaders, 'Cache-Control': 'no-store', Location: '/', 'Set-Cookie': cookie });
  response.end();
}

/** What a person sees who comes without a session, or with the link of an earlier run. */
export function answerExpired(response: ServerResponse): void {
  write(response, 401, 'text/html; charset=utf-8', expiredPage);
}

export function answerFile(response: ServerResponse, type: string, immutable: boolean, bytes: Buffer): void {
  write(response, 200, type, bytes, immutable ? 'private, max-age=31536000, immutable' : 'no-cache');
}

/** Types of what is saved; anything else is bytes. */
const savedTypes: ReadonlyMap<string, string> = new Map([
  ['.zip', 'application/zip'],
  ['.md', 'text/markdown; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.csv', 'text/csv; charset=utf-8'],
]);

function typeOf(fileName: string): string {
  return savedTypes.get(extname(fileName)) ?? 'application/octet-stream';
}

/** A file to save, which is removed after. */
export async function answerDownload(response: ServerResponse, download: Download): Promise<void> {
  const file = await open(download.path);
  try {
    const { size } = await file.stat();
    response.writeHead(200, {
      ...pageHeaders,
      'Content-Type': typeOf(download.fileName),
      'Content-Length': size,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(download.fileName)}`,
      'Cache-Control': 'no-store',
    });
    await pipeline(file.createReadStream({ autoClose: false }), response);
  } finally {
    await file.close();
    await download.done();
  }
}

function write(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  caching = 'no-store',
): void {
  response.writeHead(status, {
    ...pageHeaders,
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': caching,
  });
  response.end(body);
}

const expiredPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Faultline</title>
<h1>This link has expired</h1>
<p>Faultline makes a new link each time it starts. Open the one that the terminal shows.
</html>
`;
