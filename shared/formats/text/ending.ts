/** Exception and termination out of the head of a text report, in the wordings of all systems. */
import { parseInteger } from '../../report/address.ts';
import type { Exception, Termination } from '../../report/report.ts';
import { parseCodes } from '../codes.ts';
import type { Labels } from './labels.ts';

export function readException(labels: Labels): Exception | null {
  const type = labels.value('Exception Type');
  // macOS prints the line twice: once in words, which iOS calls the subtype, once as numbers.
  const listed = labels.values('Exception Codes');
  const numbers = listed.find((line) => parseCodes(line).length > 0);
  const words = listed.find((line) => parseCodes(line).length === 0);
  const codes = numbers ?? words ?? null;
  const subtype = labels.value('Exception Subtype') ?? words ?? null;
  if (type === null && codes === null && subtype === null) return null;
  const match = /^(\S+)\s*(?:\((.*)\))?/.exec(type ?? '');
  const name = match?.[1] ?? null;
  return {
    type: name,
    // Reporters inside of apps only know the signal.
    signal: match?.[2] ?? (name?.startsWith('SIG') === true ? name : null),
    codes,
    rawCodes: parseCodes(codes),
    subtype,
    message: labels.value('Exception Message'),
    note: labels.value('Exception Note'),
  };
}

interface Reason {
  readonly namespace: string | null;
  readonly code: bigint | null;
  readonly indicator: string | null;
}

const WORDED = /^Namespace\s+([^,\s]+)\s*(?:,\s*Code:?\s+(0x[0-9a-f]{1,16}|\d{1,20}))?(.*)$/i;
const SHORT =
  /^([A-Z_<][A-Za-z0-9_<>]*)[,;]?(?:\s+(?:Code:?\s+)?(?:\[(0x[0-9a-f]{1,16}|\d{1,20})\]|(0x[0-9a-f]{1,16}|\d{1,20})(?=[\s,]|$)))?(.*)$/;

/**
 * Reads the line's value: `Namespace SIGNAL, Code 0xb` (to iOS 14 and macOS 15), `SIGNAL 6 Abort trap: 6` (iOS 15 and
 * later), `SIGNAL; [5]` and `DYLD, [0x1] Library missing` (betas, iOS 12), `Namespace SIGNAL, Code 6, Abort trap: 6` (macOS 26).
 */
function readReason(text: string): Reason {
  if (text === '???') return { namespace: null, code: null, indicator: null };
  const match = WORDED.exec(text) ?? SHORT.exec(text);
  if (match === null) return { namespace: null, code: null, indicator: text || null };
  const [, namespace, first, second = '', third] = match;
  const worded = third === undefined;
  const code = first ?? (worded ? '' : second);
  const rest = (worded ? second : third).replace(/^[\s,;]+/, '').trim();
  return { namespace: namespace ?? null, code: parseInteger(code), indicator: rest === '' ? null : rest };
}

/** Splits `Harbor [123]`. */
export function splitProcess(text: string | null): { name: string | null; pid: number | null } {
  const match = /\[(\d{1,9})\]/.exec(text ?? '');
  if (text === null || match === null) return { name: text, pid: null };
  const name = text.slice(0, match.index).trimEnd();
  return { name: /^\?*$/.test(name) ? null : name, pid: Number(match[1]) };
}

export function readTermination(labels: Labels): Termination | null {
  const reason = labels.find('Termination Reason');
  const description = labels.find('Termination Description');
  const by = labels.value('Terminating Process');
  const signal = labels.value('Termination Signal');
  if (reason === null && description === null && by === null && signal === null) return null;
  const read = reason === null ? { namespace: null, code: null, indicator: null } : readReason(reason.value);
  const lines = [reason?.below ?? [], description ? [description.value, ...description.below] : []].flat();
  const words = lines.map((line) => line.trim()).filter((line) => line !== '');
  const isDetail = (line: string): boolean => line.startsWith('(') && line.endsWith(')');
  const { name, pid } = splitProcess(by);
  return {
    ...read,
    indicator: read.indicator ?? signal,
    reasons: words.filter((line) => !isDetail(line)),
    details: words.filter(isDetail),
    byProcess: name,
    byPid: pid,
    flags: null,
  };
}
