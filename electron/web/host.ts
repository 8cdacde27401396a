/**
 * The second host: the same API and the same window as the desktop's, in any browser of this machine.
 *
 * It listens on 127.0.0.1 alone and answers only to those who come by its link: see session.ts for who may, guard.ts for
 * what every request has to show, routes.ts for what it answers. docs/security.md has the rules on one page.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { ImportSummary } from '../../shared/contract.ts';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { listPageFiles } from '../page/files.ts';
import { createEventStreams } from './event-stream.ts';
import type { EventSource } from './event-stream.ts';
import { createRoutes } from './routes.ts';
import type { Served } from './routes.ts';
import { createSession } from './session.ts';
import { createUploads, uploadLimits } from './uploads.ts';

export interface WebHostOptions {
  /** The contract's calls by name. Checks its input itself. */
  readonly call: (name: string, input: unknown) => Promise<Result<unknown>>;
  /** Imports what was uploaded. */
  readonly importPaths: (job: string, paths: readonly string[]) => Promise<Result<ImportSummary>>;
  readonly events: EventSource;
  readonly served: Served;
  /** The folder of the built `index.html`. */
  readonly rendererPath: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly logger: { warn(message: string): void };
}

export interface WebHost {
  /** The link: `http://127.0.0.1:PORT/?token=…`. Whoever has it may use the library; print it only to its owner. */
  readonly url: string;
  readonly port: number;
  /** Ends all connections and removes what was uploaded. */
  close(): Promise<void>;
}

/** Serves the window. Faults: it is not built, or the port cannot be had. */
export async function startWebHost(options: WebHostOptions): Promise<Result<WebHost>> {
  const { call, importPaths, events, served, rendererPath, logger } = options;
  const files = await listPageFiles(rendererPath);
  if (!files.ok) return files;

  const warn = (message: string): void => logger.warn(message);
  const uploads = await createUploads({
    importPaths,
    warn,
    limits: uploadLimits,
  });

  const server = createServer({ headersTimeout: 10_000, requestTimeout: 0, keepAliveTimeout: 30_000 });
  server.maxConnections = 256;
  const port = await listen(server, options.port);
  if (!port.ok) {
    await uploads.close();
    return port;
  }
  server.on('error', (error) => warn(`The server failed: ${error.message}`));

  const session = createSession(port.value);
  const streams = createEventStreams(events);
  server.on(
    'request',
    createRoutes({ port: port.value, session, files: files.value, streams, uploads, served, call, warn }),
  );
  return ok({
    url: `http://127.0.0.1:${port.value}/?token=${session.token}`,
    port: port.value,
    async close() {
      streams.close();
      server.close();
      server.closeAllConnections();
      await uploads.close();
    },
  });
}

/** The port that it got. Loopback only: no other address of this machine is ever bound. */
async function listen(server: Server, port: number): Promise<Result<number>> {
  try {
    server.listen({ host: '127.0.0.1', port, exclusive: true });
    await once(server, 'listening');
  } catch (thrown) {
    const message = `Port ${port} cannot be used. Choose another with --port, or 0 for any that is free.`;
    return fail({ kind: 'bad-input', message, detail: messageOf(thrown) });
  }
  const address = server.address();
  if (address === null || typeof address === 'string') {
    return fail({ kind: 'unexpected', message: 'The server has no port.' });
  }
  return ok(address.port);
}
