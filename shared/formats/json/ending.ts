/** Exception and termination of a JSON crash body: how the process ended. */
import type { Exception, Termination } from '../../report/report.ts';
import { parseCodes } from '../codes.ts';
import { countOf, flagOf, integerOf, isObject, listOf, textOf, textsOf } from './values.ts';
import type { JsonObject } from './values.ts';

/** Words that Apple's own translation has for marks of the body. */
function noteOf(body: JsonObject, header: JsonObject): string | null {
  const simulated = flagOf(body['isSimulated']) || flagOf(header['is_simulated']);
  const corpse = flagOf(body['isCorpse']) || flagOf(body['is_corpse']);
  const notes = [corpse ? 'EXC_CORPSE_NOTIFY' : null, simulated ? 'SIMULATED (this is NOT a crash)' : null];
  return notes.filter((note) => note !== null).join('; ') || null;
}

/**
 * `exceptionReason` of iOS 17 and macOS 14 on: the Objective-C exception that nobody caught. Given in the sentence in which
 * the Objective-C runtime says the same where it still writes it to `asi`.
 */
function thrownMessage(body: JsonObject): string | null {
  const reason = body['exceptionReason'];
  if (!isObject(reason)) return null;
  const name = textOf(reason['name']);
  const said = textOf(reason['composed_message']) ?? textOf(reason['format_string']);
  if (name === null) return said;
  return `Terminating app due to uncaught exception '${name}'${said === null ? '' : `, reason: '${said}'`}`;
}

export function readException(body: JsonObject, header: JsonObject): Exception | null {
  const raw = body['exception'];
  if (!isObject(raw)) return null;
  const listed = listOf(raw['rawCodes']).flatMap((code) => integerOf(code) ?? []);
  const codes = textOf(raw['codes']);
  return {
    type: textOf(raw['type']),
    signal: textOf(raw['signal']),
    codes,
    rawCodes: listed.length > 0 ? listed.map((code) => BigInt.asUintN(64, code)) : parseCodes(codes),
    subtype: textOf(raw['subtype']),
    message: textOf(raw['message']) ?? thrownMessage(body),
    note: noteOf(body, header),
  };
}

export function readTermination(body: JsonObject): Termination | null {
  const raw = body['termination'];
  if (!isObject(raw)) return null;
  const code = integerOf(raw['code']);
  const flags = integerOf(raw['flags']);
  return {
    namespace: textOf(raw['namespace']),
    code: code === null ? null : BigInt.asUintN(64, code),
    indicator: textOf(raw['indicator']),
    reasons: [...textsOf(raw['reasons']), ...textsOf(raw['reason'])],
    details: textsOf(raw['details']),
    byProcess: textOf(raw['byProc']),
    byPid: countOf(raw['byPid']),
    flags: flags === null ? null : BigInt.asUintN(64, flags),
  };
}
