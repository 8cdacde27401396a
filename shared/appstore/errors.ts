/**
 * Reads Apple's error document: `{ errors: [{ id, status, code, title, detail, source, meta }] }`. Errors that Apple hangs
 * under another one (`meta.associatedErrors`, keyed by path) follow it in the list, since they often hold the cause.
 */
import type { AppStoreError } from './failure.ts';
import { isObject, list, text } from './json.ts';

const MOST_ERRORS = 50;
const DEEPEST = 3;

function readError(value: unknown, depth: number): AppStoreError[] {
  if (!isObject(value)) return [];
  const source = isObject(value['source']) ? value['source'] : {};
  const meta = isObject(value['meta']) ? value['meta'] : {};
  const groups = isObject(meta['associatedErrors']) ? Object.values(meta['associatedErrors']) : [];
  const own: AppStoreError = {
    id: text(value['id'], 200),
    status: text(value['status'], 20),
    code: text(value['code'], 300) ?? '',
    title: text(value['title'], 1000) ?? '',
    detail: text(value['detail'], 4000) ?? '',
    pointer: text(source['pointer'], 300),
    parameter: text(source['parameter'], 300),
  };
  if (depth >= DEEPEST) return [own];
  const below = groups.slice(0, MOST_ERRORS).flatMap((group) => list(group, MOST_ERRORS));
  return [own, ...below.flatMap((entry) => readError(entry, depth + 1))];
}

/** Apple's errors in a response's parsed body; none where it is no error document. At most 50. */
export function readErrors(body: unknown): AppStoreError[] {
  if (!isObject(body)) return [];
  return list(body['errors'], MOST_ERRORS)
    .flatMap((entry) => readError(entry, 0))
    .slice(0, MOST_ERRORS);
}
