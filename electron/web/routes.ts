/**
 * What the web host answers to which request. Every request passes the guard first; everything but the link itself needs
 * the session; then:
 *
 *     GET  /?token=…                    303 to /, with the session's cookie
 *     GET  /, /assets/…                 the page and its files
 *     POST /api/<call>                  JSON input → JSON Result
 *     GET  /events                      Server-Sent Events
 *     GET  /screenshot/<sha256>         a picture of the library
 *     GET  /download/<token>            a zip that was made for it, once
 *     PUT  /upload/<job>/<path>         one file's bytes → 204
 *     POST /upload/<job>/finish         Result of the import
 *
 * A fault of the contract is an answer (200). Other statuses say that the request itself did not get that far.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Result } from '../../shared/result.ts';
import { fail, messageOf } from '../../shared/result.ts';
import { readPageFile } from '../page/files.ts';
import type { PageFiles } from '../page/files.ts';
import type { Download } from '../inbox/appstore/downloads.ts';
import { imageIdOf, isImageType } from '../page/images.ts';
import type { ServedImage } from '../page/images.ts';
import {
  answerDownload,
  answerExpired,
  answerFile,
  answerNothing,
  answerRefusal,
  answerResult,
  answerSession,
} from './answer.ts';
import type { EventStreams } from './event-stream.ts';
import { pathOf, refusalOf } from './guard.ts';
import type { Refusal } from './guard.ts';
import { readJsonBody } from './json-body.ts';
import type { Session } from './session.ts';
import { jobPattern } from './uploads.ts';
import type { Uploads } from './uploads.ts';

/** What is served beside the contract's answers. */
export interface Served {
  /** The picture of that hash; null where there is none. */
  readonly screenshot: (id: string) => Promise<ServedImage | null>;
  /** The file of that token, which is spent by this. */
  readonly download: (token: string) => Download | null;
}

export interface RoutesOptions {
  readonly port: number;
  readonly session: Session;
  readonly files: PageFiles;
  readonly streams: EventStreams;
  readonly uploads: Uploads;
  readonly served: Served;
  /** The contract's calls. Checks its input itself. */
  readonly call: (name: string, input: unknown) => Promise<Result<unknown>>;
  readonly warn: (message: string) => void;
}

/** A body has to keep coming; how long the answer takes is the call's own affair. */
const bodyIdleMilliseconds = 60_000;

export function createRoutes(options: RoutesOptions): RequestListener {
  return (request, response) => {
    request.socket.setTimeout(bodyIdleMilliseconds);
    request.on('end', () => request.socket.setTimeout(0));
    route(options, request, response).catch((thrown: unknown) => {
      options.warn(`A request failed: ${messageOf(thrown)}`);
      if (response.headersSent) response.destroy();
      else answerRefusal(request, response, failed);
    });
  };
}

async function route(options: RoutesOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { port, session, streams, uploads } = options;
  const refuse = (refusal: Refusal): void => answerRefusal(request, response, refusal);
  const refusal = refusalOf(request, port);
  if (refusal !== null) return refuse(refusal);

  const url = request.url ?? '/';
  const path = pathOf(url);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (method === 'GET' && path === '/' && session.isToken(new URLSearchParams(url.slice(2)).get('token'))) {
    return answerSession(response, session.cookie);
  }
  if (!session.isOpen(request.headers.cookie)) {
    return method === 'GET' && path === '/' ? answerExpired(response) : refuse(noSession);
  }

  const [, area = '', name = '', ...rest] = path.split('/');
  if (method === 'GET' && path === '/events') return streams.open(response) ? undefined : refuse(tooManyStreams);
  const image = imageIdOf(path);
  if (method === 'GET' && image !== null) return answerScreenshot(options.served, image, request, response);
  if (request.method === 'GET' && area === 'download' && rest.length === 0) {
    const download = options.served.download(name);
    return download === null ? refuse(notFound) : answerDownload(response, download);
  }
  if (method === 'GET') return answerPage(options.files, path, request, response);
  if (method === 'POST' && area === 'api' && rest.length === 0) return answerCall(options, name, request, response);
  if (method === 'POST' && area === 'upload' && rest.length === 1 && rest[0] === 'finish' && jobPattern.test(name)) {
    request.resume();
    return answerResult(response, await uploads.finish(name));
  }
  if (method === 'PUT' && area === 'upload') {
    const refusal = await uploads.put(name, rest.join('/'), request);
    return refusal === null ? answerNothing(response) : refuse(refusal);
  }
  refuse(notFound);
}

async function answerCall(
  options: RoutesOptions,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readJsonBody(request, name);
  if (!body.ok) return answerRefusal(request, response, body.fault);
  if (name === 'import.paths') return answerResult(response, noPaths);
  if (name === 'import.cancel') options.uploads.cancel(jobOf(body.value));
  answerResult(response, await options.call(name, body.value));
}

async function answerPage(
  files: PageFiles,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = files.get(path === '/' ? 'index.html' : path.slice(1));
  const bytes = file === undefined ? null : await readPageFile(file);
  if (file === undefined || bytes === null) return answerRefusal(request, response, notFound);
  answerFile(response, file.type, file.immutable, bytes);
}

async function answerScreenshot(
  served: Served,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const image = await served.screenshot(id);
  if (image === null || !isImageType(image.type)) return answerRefusal(request, response, notFound);
  answerFile(response, image.type, true, image.bytes);
}

/** The job that an input names, if it names one; the contract judges the input. */
function jobOf(input: unknown): string {
  if (typeof input !== 'object' || input === null || !('job' in input)) return '';
  return typeof input.job === 'string' ? input.job : '';
}

const noPaths: Result<never> = fail({
  kind: 'forbidden',
  message: 'A browser cannot import by path; it uploads the files instead.',
});

const noSession: Refusal = {
  status: 401,
  fault: { kind: 'forbidden', message: 'This page’s link has expired. Open the link that Faultline shows now.' },
};
const notFound: Refusal = { status: 404, fault: { kind: 'not-found', message: 'There is nothing at this address.' } };
const tooManyStreams: Refusal = {
  status: 429,
  fault: { kind: 'too-large', message: 'Faultline is open in too many tabs.' },
};
const failed: Refusal = {
  status: 500,
  fault: { kind: 'unexpected', message: 'Faultline could not answer. Its terminal shows why.' },
};
