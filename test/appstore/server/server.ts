/**
 * A fake App Store Connect on a real socket: it checks tokens with the public key by its own clock, counts requests, pages,
 * signs addresses of files, packs its answers, and fails in each of the ways of `failures.ts` when told to.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { json, listed, NOT_FOUND, refusal } from './exchange.ts';
import type { FakeRequest, Reply } from './exchange.ts';
import { failures, unauthorized } from './failures.ts';
import type { FailureSwitch } from './failures.ts';
import { fileReply, signedAddress } from './files.ts';
import type { FakeKey } from './keys.ts';
import { createLimits } from './limits.ts';
import type { LimitOptions } from './limits.ts';
import { CALM } from './quirks.ts';
import type { Quirks } from './quirks.ts';
import { routes } from './routes.ts';
import { verify } from './verify.ts';
import type { Refusal } from './verify.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

export interface FakeOptions {
  readonly keys: readonly FakeKey[];
  readonly world?: World;
  /** The real time, Unix milliseconds; `clockOffset` comes on top. */
  readonly clock?: () => number;
  readonly limits?: LimitOptions;
  /** Milliseconds before each answer. */
  readonly latency?: number;
}

/** A request as it was seen, for tests to look at. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | null;
  readonly status: number;
  readonly refused: Refusal | null;
}

export interface FakeAppStore {
  /** `http://127.0.0.1:<port>` */
  readonly base: string;
  readonly world: World;
  readonly seen: readonly Seen[];
  /** The most requests that were open at once. */
  peak(): number;
  /** Turns on a failure of `failures.ts`; `times` overrules how often it answers. */
  fail(row: number, times?: number): void;
  /** Answers API requests with this until `heal`; null from it leaves one to the server. */
  answerWith(answer: (request: FakeRequest) => Reply | null): void;
  heal(): void;
  /** Revokes a key. */
  revoke(keyId: string): void;
  close(): Promise<void>;
}

const LARGEST_BODY = 1024 * 1024;
const PACKED_FROM = 1024;

async function readJson(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString();
  return text === '' ? null : JSON.parse(text);
}

/** What is wrong with a request's parameters, by Apple's rules; null where nothing is. */
function checkParameters(url: URL, allowed: RegExp, refusedFields: readonly string[]): Reply | null {
  const names = [...url.searchParams.keys()];
  const title = 'A parameter has an invalid value';
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    const detail = `The parameter '${twice}' can only be provided once.`;
    return refusal({ status: 400, code: 'PARAMETER_ERROR.DUPLICATE', title, detail, parameter: twice });
  }
  const illegal = names.find((name) => !allowed.test(name));
  if (illegal !== undefined) {
    const detail = `The parameter '${illegal}' can not be used with this request`;
    return refusal({ status: 400, code: 'PARAMETER_ERROR.ILLEGAL', title, detail, parameter: illegal });
  }
  for (const name of names.filter((entry) => entry.startsWith('fields['))) {
    const field = listed(url, name)?.find((entry) => refusedFields.includes(entry));
    if (field === undefined) continue;
    const detail = `'${field}' is not a valid field name`;
    return refusal({ status: 400, code: 'PARAMETER_ERROR.INVALID', title, detail, parameter: name });
  }
  return null;
}

function accepts(accept: string, type: string): boolean {
  return (
    accept === '' ||
    accept.split(',').some((entry) => ['*/*', 'application/*', type].includes(entry.split(';')[0]?.trim() ?? ''))
  );
}

function swap(key: FakeKey): FakeKey {
  const signer =
    key.signer.kind === 'team' ? ({ kind: 'individual' } as const) : ({ kind: 'team', issuerId: '' } as const);
  return { ...key, signer };
}

/** Starts the server on a free port of this computer. */
export async function startAppStore(options: FakeOptions): Promise<FakeAppStore> {
  const { keys, world = createWorld(), latency = 0, clock = Date.now } = options;
  const limits = createLimits(options.limits);
  const seen: Seen[] = [];
  const tokens = new Set<string>();
  const revoked = new Set<string>();
  let quirks: Quirks = CALM;
  let failure: { readonly entry: FailureSwitch; left: number; readonly oldTokens: ReadonlySet<string> } | null = null;
  let own: ((request: FakeRequest) => Reply | null) | null = null;
  let issue = 0;
  let deadBefore = 0;
  let open = 0;
  let peak = 0;
  let base = '';
  const now = (): number => clock() + quirks.clockOffset;

  function image(id: string, at: number): { readonly url: string; readonly expiresAt: number } {
    issue += 1;
    const expiresAt = now() + quirks.imageLife;
    return { url: signedAddress(base, id, at, expiresAt, issue), expiresAt };
  }

  function switched(request: FakeRequest): Reply | null {
    const reply = own?.(request) ?? null;
    if (reply !== null) return reply;
    if (failure === null || failure.left <= 0) return null;
    const answer = failure.entry.answer?.(request, failure) ?? null;
    if (answer !== null) failure.left -= 1;
    return answer;
  }

  function routed(request: FakeRequest): Reply {
    const { method, url, accept, key } = request;
    const route = routes.find((entry) => entry.method === method && entry.path.test(url.pathname));
    if (route === undefined) return refusal({ ...NOT_FOUND, code: 'PATH_ERROR', title: 'The URL path is not valid' });
    if (!accepts(accept, route.type ?? 'application/json')) {
      return refusal({
        status: 406,
        code: 'NOT_ACCEPTABLE',
        title: 'The resource could not be found in an acceptable form',
      });
    }
    const wrong = checkParameters(url, route.parameters, quirks.refusedFields);
    if (wrong !== null) return wrong;
    if (route.roles !== undefined && key?.roles.some((role) => route.roles?.includes(role)) !== true) {
      const title = 'This request is forbidden for security reasons';
      const detail = 'The API key in use does not allow this request';
      return refusal({ status: 403, code: 'FORBIDDEN_ERROR', title, detail });
    }
    const style = {
      image: ({ id }: { readonly id: string }, at: number) => image(id, at),
      unknownValues: quirks.unknownValues,
    };
    return route.answer(request, { world, quirks, style, base }, route.path.exec(url.pathname)?.[1] ?? '');
  }

  async function answer(
    message: IncomingMessage,
    url: URL,
  ): Promise<{ readonly reply: Reply; readonly refused: Refusal | null }> {
    const method = message.method ?? 'GET';
    const file = fileReply(url, { world, quirks, now: now(), deadBefore });
    if (file !== null) return { reply: file, refused: null };
    const known = keys.filter(({ keyId }) => !revoked.has(keyId)).map((key) => (quirks.kindsSwapped ? swap(key) : key));
    const verdict = await verify(message.headers.authorization, { method, url }, known, now());
    if (!verdict.ok) return { reply: unauthorized(), refused: verdict.why };
    const over = limits.count(now());
    if (over !== null) return { reply: over, refused: null };
    const { key, token } = verdict;
    const body = method === 'GET' ? null : await readJson(message);
    const request: FakeRequest = { method, url, accept: message.headers.accept ?? '', body, key, token };
    const reply = switched(request) ?? routed(request);
    tokens.add(token);
    return { reply, refused: null };
  }

  function write(message: IncomingMessage, response: ServerResponse, reply: Reply): void {
    if (reply.kind === 'silent') return;
    response.sendDate = false;
    response.setHeader('date', new Date(now()).toUTCString());
    response.setHeader('x-rate-limit', limits.header());
    response.setHeader('x-request-id', `REQUEST${seen.length + 1}`);
    if (reply.kind === 'broken') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
      response.write('{"data":[');
      setTimeout(() => response.destroy(), 10);
      return;
    }
    const plain = reply.kind === 'json' ? Buffer.from(JSON.stringify(reply.document)) : Buffer.from(reply.bytes);
    const isPacked =
      reply.kind === 'json' &&
      plain.length > PACKED_FROM &&
      /\bgzip\b/.test(String(message.headers['accept-encoding']));
    const bytes = isPacked ? gzipSync(plain) : plain;
    response.setHeader('content-type', reply.type ?? 'application/json');
    if (isPacked) response.setHeader('content-encoding', 'gzip');
    response.setHeader('content-length', bytes.length);
    for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
    response.writeHead(reply.status);
    response.end(bytes);
  }

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    open += 1;
    peak = Math.max(peak, open);
    response.once('close', () => (open -= 1));
    if (latency > 0) await sleep(latency);
    const url = new URL(message.url ?? '/', base);
    const { reply, refused } = await answer(message, url);
    seen.push({
      method: message.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      authorization: message.headers.authorization ?? null,
      status: reply.kind === 'json' || reply.kind === 'bytes' ? reply.status : 0,
      refused,
    });
    write(message, response, reply);
  }

  const server = createServer((message, response) => {
    serve(message, response).catch((thrown: unknown) => {
      write(message, response, json({ errors: [{ status: '500', code: 'FAKE_SERVER', title: String(thrown) }] }, 500));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake server has no port');
  base = `http://127.0.0.1:${address.port}`;

  return {
    base,
    world,
    seen,
    peak: () => peak,
    fail(row, times) {
      const entry = failures[row];
      if (entry === undefined) throw new Error(`There is no failure ${row}`);
      quirks = { ...CALM, ...entry.quirks };
      deadBefore = quirks.deadImages ? issue + 1 : 0;
      failure = { entry, left: times ?? entry.times ?? Number.POSITIVE_INFINITY, oldTokens: new Set(tokens) };
    },
    answerWith(other) {
      own = other;
    },
    heal() {
      quirks = CALM;
      failure = null;
      own = null;
      deadBefore = 0;
    },
    revoke: (keyId) => void revoked.add(keyId),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
