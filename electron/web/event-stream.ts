/**
 * The host's events as Server-Sent Events: `event: <name>`, `data: <json>`. Events carry ids only; a page that was away
 * for a while asks again for what it shows when its stream opens anew.
 *
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
import type { ServerResponse } from 'node:http';
import { pageHeaders } from '../page/policy.ts';

/** Where a host's events come from. Answers with the way to leave. */
export interface EventSource {
  subscribe(listener: (name: string, payload: unknown) => void): () => void;
}

export interface EventStreams {
  /** False when there are too many already. */
  open(response: ServerResponse): boolean;
  close(): void;
}

/** Browsers open six connections to a host at most; this is several browsers' worth. */
const mostStreams = 64;
/** A reader that does not keep up is let go; it comes back and asks again. */
const mostUnreadBytes = 4 * 1024 * 1024;
const heartbeatMilliseconds = 15_000;

export function createEventStreams(source: EventSource): EventStreams {
  const streams = new Set<ServerResponse>();
  const send = (text: string): void => {
    for (const stream of streams) {
      if (stream.writableLength > mostUnreadBytes) stream.destroy();
      else stream.write(text);
    }
  };
  const unsubscribe = source.subscribe((name, payload) => send(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`));
  // Comments that tell a dead connection from a quiet one.
  const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMilliseconds);
  heartbeat.unref();
  return {
    open(response) {
      if (streams.size >= mostStreams) return false;
      response.writeHead(200, {
        ...pageHeaders,
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
      });
      response.write('retry: 1000\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return true;
    },
    close() {
      clearInterval(heartbeat);
      unsubscribe();
      for (const stream of streams) stream.end();
    },
  };
}
