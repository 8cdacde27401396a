/**
 * Metadata and body of a system's report, whatever its family: JSON or text behind the metadata line, or one document that
 * is both at once, as files are that lost their first line.
 */
import { objectOf, isObject, textOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';
import { problemsOf } from '../source.ts';
import type { Source } from '../source.ts';

export interface Documents {
  /** The metadata line; the body where there is no other. */
  readonly header: JsonObject;
  readonly body: JsonObject;
  /** The body that is no JSON, or a text without any JSON; null where the body is JSON. */
  readonly text: string | null;
  /** 1-based line in which `text` begins. */
  readonly textLine: number;
  readonly bugType: string | null;
  /** What was wrong with the JSON. */
  readonly problems: readonly string[];
}

const NOTHING: JsonObject = {};

/** Tells metadata from body. Never fails. */
export function documentsOf(source: Source): Documents {
  const { first, second, rest, restLine, prelude } = source;
  const problems = problemsOf(source);
  if (first === null) {
    return { header: NOTHING, body: NOTHING, text: prelude, textLine: 1, bugType: null, problems };
  }
  const header = objectOf(first.value);
  const body = second === null ? header : objectOf(second.value);
  const bugType = textOf(header['bug_type']) ?? textOf(body['bug_type']);
  // Marks behind the end (`EOF`, `Model: …`) are no body.
  const hasText = second === null && rest !== '' && bugType !== null && !hasBody(header);
  return { header, body: hasText ? NOTHING : body, text: hasText ? rest : null, textLine: restLine, bugType, problems };
}

/** Metadata is flat; a document with lists or objects in it is a body. */
function hasBody(header: JsonObject): boolean {
  return Object.values(header).some((value) => Array.isArray(value) || isObject(value));
}

/** Whether a body has the threads or the images of a crash report, whatever its bug type says. */
export function isCrashShaped(body: JsonObject): boolean {
  return Array.isArray(body['threads']) || Array.isArray(body['usedImages']);
}
