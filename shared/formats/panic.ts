/**
 * Panics of the kernel and of coprocessors: bug types 110 and 210 as JSON (`panicString`, with a stackshot on systems that
 * can still take one), `Kernel_….panic` of Macs with a T2 (`macOSPanicString`), and the texts of `.panic` files.
 */
import { EMPTY_BODY } from '../report/body.ts';
import type { ProcessSnapshot } from '../report/body.ts';
import type { BinaryImage, CrashReport } from '../report/report.ts';
import { kindOfShape } from './bug-type.ts';
import { documentsOf } from './envelope/documents.ts';
import type { Documents } from './envelope/documents.ts';
import { factsOf } from './envelope/facts.ts';
import { readSubject, SUBJECT_FIELDS, withEnvelope } from './envelope/subject.ts';
import { parseJson } from './json/parse.ts';
import { objectOf, textOf } from './json/values.ts';
import type { JsonObject } from './json/values.ts';
import { decodeBase64 } from './panic/base64.ts';
import { readPanicBacktraces } from './panic/backtrace.ts';
import { mergeImages, readExtensions } from './panic/extensions.ts';
import { deviceOf, readPanicText, systemOf } from './panic/text.ts';
import { isPanicText, panickedTask, panickedThread, plainPanic, readPanicWords } from './panic/words.ts';
import { findShot, readShot, SHOT_FIELDS } from './stackshot/shot.ts';
import type { Source } from './source.ts';
import { Warnings } from './warnings.ts';

/** Macs with a T2 write the panic of macOS beside that of the coprocessor, or that there was none. */
const STRINGS = ['macOSPanicString', 'panicString'];
const NOTHING = /^(?:not yet set|not available|none)?$/i;
const SKIP = new Set([...SUBJECT_FIELDS, ...SHOT_FIELDS, 'macOSProcessedStackshotData']);

function saysNothing(value: unknown): boolean {
  return NOTHING.test(textOf(value)?.trim() ?? '');
}

/** The key of the panic's words, and the words. */
function panicString(body: JsonObject): readonly [key: string, words: string] | null {
  const said = STRINGS.flatMap((key) => {
    const words = textOf(body[key]);
    return words === null ? [] : [[key, words] as const];
  });
  return said.find(([, words]) => !saysNothing(words)) ?? said[0] ?? null;
}

/** The stackshot of macOS comes through the coprocessor as text of its own. */
function shotOf(body: JsonObject): JsonObject | null {
  const own = findShot(body);
  const packed = own === null ? textOf(body['macOSProcessedStackshotData']) : null;
  const text = packed === null ? null : decodeBase64(packed);
  return text === null ? own : findShot(objectOf(parseJson(text, 0)?.value));
}

function readJson(documents: Documents, key: string, raw: string): CrashReport {
  const words = plainPanic(raw);
  const warnings = new Warnings();
  for (const problem of documents.problems) warnings.add(problem);
  const { body } = documents;
  const { named, images: kernel } = readExtensions(words);
  const shot = shotOf(body);
  let images: readonly BinaryImage[] = [];
  let processes: readonly ProcessSnapshot[] = [];
  if (shot !== null) ({ images, processes } = readShot(shot, [], panickedThread(words), warnings));
  images = mergeImages(images, kernel);
  const panic = readPanicWords(words, named);
  const task = panickedTask(panic.text);
  const subject = readSubject(documents, kindOfShape(documents.bugType, 'panic'), 'ips-json', {
    ...EMPTY_BODY,
    processes,
    panic,
    facts: factsOf(body, new Set([...SKIP, key, ...STRINGS.filter((other) => saysNothing(body[other]))])),
  });
  const process = { ...subject.process, name: task.name ?? subject.process.name, pid: task.pid ?? subject.process.pid };
  const { name, version, build } = subject.os;
  const os = name === null && version === null && build === null ? systemOf(panic, false) : subject.os;
  return {
    ...subject,
    process,
    os,
    platform: subject.platform ?? (os.name === 'macOS' ? 'macOS' : null),
    device: subject.device ?? deviceOf(panic.facts, []),
    app: { ...subject.app, name: subject.app.name ?? process.name },
    images,
    backtraces: readPanicBacktraces(panic.text, images),
    warnings: warnings.list(),
  };
}

/** Reads the file if it is of that kind, else answers null. */
export function readPanic(source: Source): CrashReport | null {
  if (source.first === null) {
    return isPanicText(source.prelude.slice(0, 200_000)) ? readPanicText(source.prelude) : null;
  }
  const documents = documentsOf(source);
  const { text } = documents;
  if (text !== null) {
    const report = isPanicText(text) ? readPanicText(text) : null;
    return report === null ? null : withEnvelope(report, documents);
  }
  const said = panicString(documents.body);
  return said === null ? null : readJson(documents, ...said);
}
