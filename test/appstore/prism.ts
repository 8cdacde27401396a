/**
 * Prism as a proxy before the fake server: it checks each request and each response against Apple's OpenAPI document.
 *
 * Prism says nothing about a schema that it cannot compile, and lets everything pass there. Apple's document has such a
 * place, so Prism gets a copy in which it is mended, and a suite should see each of its paths refuse something.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, list } from '../../shared/appstore/json.ts';

const PRISM = fileURLToPath(import.meta.resolve('@stoplight/prism-cli'));
const PATIENCE = 60_000;

/** A place where a request or a response breaks the contract. */
export interface Violation {
  readonly request: string;
  readonly place: string;
  readonly message: string;
}

export interface Prism {
  /** Places of Apple's document that had to be mended. */
  readonly mended: readonly string[];
  /** `fetch` for a client of the fake server: what goes to the API takes the way through Prism. */
  readonly fetch: typeof globalThis.fetch;
  readonly violations: readonly Violation[];
  /** How many exchanges Prism checked. */
  checked(): number;
  /** Violations so far, which are then forgotten. */
  take(): Violation[];
  close(): void;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}

async function untilListening(base: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      await (await fetch(base)).arrayBuffer();
      return;
    } catch (thrown) {
      if (Date.now() > end) throw thrown;
      await sleep(100);
    }
  }
}

/** What Prism's own answer (RFC 7807) complains about. */
function violationsOf(request: string, problem: unknown): Violation[] {
  if (!isObject(problem)) return [];
  const found = list(problem['validation'], 1000).filter(isObject);
  if (found.length === 0)
    return [{ request, place: '', message: `${String(problem['title'])}: ${String(problem['detail'])}` }];
  return found.map(({ location, message }) => ({
    request,
    place: list(location, 50).join('.'),
    message: String(message),
  }));
}

/** Takes out what is no JSON schema: a `format` that is not a string. */
function mend(value: unknown, place: string, mended: string[]): unknown {
  if (Array.isArray(value)) return value.map((entry, at) => mend(entry, `${place}.${at}`, mended));
  if (!isObject(value)) return value;
  const isSchema = typeof value['type'] === 'string';
  const kept = Object.entries(value).filter(([name, part]) => {
    const isWrong = isSchema && name === 'format' && typeof part !== 'string';
    if (isWrong) mended.push(`${place}.${name}`);
    return !isWrong;
  });
  return Object.fromEntries(kept.map(([name, part]) => [name, mend(part, `${place}.${name}`, mended)]));
}

/** Starts Prism before a server. One process serves a whole suite. */
export async function startPrism(contract: string, upstream: string): Promise<Prism> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'faultline-contract-'));
  const copy = join(folder, 'openapi.json');
  const mended: string[] = [];
  const document: unknown = JSON.parse(readFileSync(contract, 'utf8'));
  writeFileSync(copy, JSON.stringify(mend(document, 'openapi', mended)));
  const child = spawn(
    process.execPath,
    [PRISM, 'proxy', '--errors', '-v', 'fatal', '-p', String(port), copy, upstream],
    {
      stdio: 'ignore',
    },
  );
  await untilListening(base);
  const violations: Violation[] = [];
  let count = 0;
  return {
    mended,
    violations,
    checked: () => count,
    take: () => violations.splice(0),
    close: () => {
      child.kill();
      rmSync(folder, { recursive: true });
    },
    async fetch(input, init) {
      const { url } = new Request(input, init);
      if (!url.startsWith(`${upstream}/v1/`)) return fetch(input, init);
      const response = await fetch(base + url.slice(upstream.length), init);
      count += 1;
      const name = `${init?.method ?? 'GET'} ${new URL(url).pathname}`;
      const type = response.headers.get('content-type') ?? '';
      const told = response.headers.get('sl-violations');
      if (type.startsWith('application/problem+json')) {
        violations.push(...violationsOf(name, await response.clone().json()));
      } else if (told !== null) violations.push({ request: name, place: 'headers', message: told });
      return response;
    },
  };
}
