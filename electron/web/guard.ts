/**
 * What is asked of every request before anything else looks at it. Pure: headers in, a refusal or null out.
 *
 * - `Host` names this very server. A name of a stranger's that was made to point here (DNS rebinding) does not.
 * - What changes something comes from our own page: `Origin` is required on it and is ours.
 * - `Sec-Fetch-Site`, where a browser sends it, says that no other page caused the request. Opening the link itself
 *   (`GET /`) may come from anywhere; the token decides there.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Fault } from '../../shared/result.ts';

/** A request that is not answered: status of HTTP and the fault for the body. */
export interface Refusal {
  readonly status: number;
  readonly fault: Fault;
}

export interface RequestHead {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT']);

/** Null when the request may pass. */
export function refusalOf(head: RequestHead, port: number): Refusal | null {
  const { method = '', url = '', headers } = head;
  if (!methods.has(method)) return { status: 405, fault: bad(`The method ${method} is not used here.`) };
  if (!url.startsWith('/') || url.length > 8192)
    return { status: 400, fault: bad('This is no address of this server.') };
  const host = headers.host;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    return { status: 421, fault: forbidden('This server answers only under its own name, 127.0.0.1.') };
  }
  const writes = method === 'POST' || method === 'PUT';
  if (writes && headers.origin !== `http://${host}`) return { status: 403, fault: foreign };
  const site = headers['sec-fetch-site'];
  const ours = site === undefined || site === 'same-origin' || site === 'none';
  const opensPage = method === 'GET' && pathOf(url) === '/';
  return ours || opensPage ? null : { status: 403, fault: foreign };
}

/** The path as it was sent: not decoded, not normalised. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

const foreign = forbidden('Another web page tried to use Faultline. It was refused.');

function bad(message: string): Fault {
  return { kind: 'bad-input', message };
}

function forbidden(message: string): Fault {
  return { kind: 'forbidden', message };
}
