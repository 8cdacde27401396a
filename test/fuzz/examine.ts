/**
 * What holds for any text at all: it is read, or refused with a fault; what was read is sound, is written in every way, and
 * comes back the same from our JSON. In time and space that grow with the text and no faster.
 */
import { isDeepStrictEqual } from 'node:util';
import { readContents, readReport } from '../../shared/formats/index.ts';
import { toJson } from '../../shared/render/json.ts';
import { toMarkdown } from '../../shared/render/markdown.ts';
import { redact } from '../../shared/render/redact.ts';
import { toText } from '../../shared/render/text.ts';
import type { CrashReport } from '../../shared/report/report.ts';
import { eachStack } from '../../shared/report/stacks.ts';
import { explain } from '../../shared/signature/explain.ts';
import { sign } from '../../shared/signature/fingerprint.ts';

/** Parts of one file that are looked at: each is read by itself. */
const MOST_PARTS = 12;
/** Milliseconds that any text may take, and what each character may add: several times what the slowest reader needs. */
const TIME = 2000;
const TIME_EACH = 0.06;
/** Characters of our JSON: an address is three characters in a list, and a whole line of a stack in JSON. */
const SPACE = 2_000_000;
const SPACE_EACH = 400;

/** What is wrong with a text's report, in words. Thrown, for fast-check to shrink. */
export class Unsound extends Error {}

function demand(holds: boolean, message: string): void {
  if (!holds) throw new Unsound(message);
}

/** Indices point at what is there, trees are in preorder, 64-bit values have 64 bits. */
export function checkReport(report: CrashReport): void {
  const { images, threads, crashedThread, body } = report;
  demand(crashedThread === null || threads[crashedThread] !== undefined, 'the crashed thread is not there');
  eachStack(report, (frames) => {
    for (const { image, address, imageOffset } of frames) {
      demand(image === null || images[image] !== undefined, 'a frame names an image that is not there');
      demand(address >= 0n && address < 1n << 64n, 'an address has more than 64 bits');
      demand(imageOffset === null || (imageOffset >= 0n && imageOffset < 1n << 64n), 'an offset has more than 64 bits');
    }
  });
  for (const { frames, nodes } of body?.trees ?? []) {
    let depth = -1;
    for (const node of nodes) {
      demand(frames[node.frame] !== undefined, 'a node names a frame that is not there');
      demand(Number.isInteger(node.depth) && node.depth >= 0 && node.depth <= depth + 1, 'a tree is not in preorder');
      demand(node.count === null || Number.isFinite(node.count), 'a count is no number');
      ({ depth } = node);
    }
  }
}

function useReport(report: CrashReport, text: string): void {
  checkReport(report);
  sign(report);
  explain(report);
  toMarkdown(report);
  const json = JSON.stringify(toJson(report));
  demand(json.length < SPACE + SPACE_EACH * text.length, `JSON of ${json.length} characters`);
  const again = readReport(json);
  demand(again.ok, 'our JSON is not read');
  if (again.ok) {
    const told: unknown = JSON.parse(JSON.stringify(toJson(again.value)));
    demand(isDeepStrictEqual(told, JSON.parse(json)), 'our JSON reads back to another report');
  }
  readReport(toText(report));
  // Redaction looks at every text in many ways; a sample of reports is enough.
  if (json.length < 20_000) redact(report, 'salt');
}

/** How many reports the text holds that can be read. Throws where anything is not as it should be. */
export function examine(text: string): number {
  const start = process.threadCpuUsage();
  const contents = readContents(text);
  let read = 0;
  if (contents.ok) {
    const { value } = contents;
    const texts = value.kind === 'parts' ? value.parts.slice(0, MOST_PARTS).map((part) => part.text) : [text];
    for (const part of texts) {
      const report = value.kind === 'parts' ? readReport(part) : { ok: true as const, value: value.report };
      if (!report.ok) continue;
      useReport(report.value, part);
      read += 1;
    }
  } else demand(contents.fault.message !== '', 'a fault without words');
  // Of this thread alone: a busy machine must not make a reader look slow.
  const { user, system } = process.threadCpuUsage(start);
  const took = (user + system) / 1000;
  demand(took < TIME + TIME_EACH * text.length, `${Math.round(took)} ms for ${text.length} characters`);
  return read;
}
