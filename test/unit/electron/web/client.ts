/**
 * A client with full control over what it sends, which `fetch` does not give: any Host, any Origin, any path as written.
 */
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  /** Sends the head and the body given and then says nothing more. */
  readonly unfinished?: boolean;
  /** Sends the body again and again until it is answered. */
  readonly trickles?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends one request over a connection of its own. */
export function send(port: number, sent: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        agent: false,
        method: sent.method ?? 'GET',
        path: sent.path ?? '/',
        headers: { host: `127.0.0.1:${port}`, ...sent.headers },
      },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => {
          text += chunk;
        });
        incoming.on('end', () => {
          outgoing.destroy();
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
        });
        incoming.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    if (sent.trickles === true) {
      const timer = setInterval(() => outgoing.write(sent.body ?? ''), 5);
      outgoing.on('response', () => clearInterval(timer));
      outgoing.on('close', () => clearInterval(timer));
    } else if (sent.unfinished === true) {
      outgoing.flushHeaders();
      if (sent.body !== undefined) outgoing.write(sent.body);
    } else {
      outgoing.end(sent.body);
    }
  });
}
