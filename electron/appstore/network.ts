/**
 * What `fetch` throws → why no answer came. Node's fetch hides the cause in `cause` (sometimes in an `AggregateError`, one
 * error for each address it tried); Chromium's writes `net::ERR_…` into the message.
 */
import type { NetworkFailure } from '../../shared/appstore/failure.ts';
import { redact } from './redact.ts';

type Reason = NetworkFailure['reason'];

const DEEPEST = 5;

const CODES: readonly (readonly [RegExp, Reason])[] = [
  [/CERT|SELF_SIGNED|UNABLE_TO_|DEPTH_ZERO|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH/, 'tls'],
  [/TIMEDOUT|TIMED_OUT|_TIMEOUT/, 'timeout'],
  [
    /INTERNET_DISCONNECTED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|ADDRESS_UNREACHABLE|NETWORK_CHANGED/,
    'offline',
  ],
  [/ENOTFOUND|EAI_|NAME_NOT_RESOLVED/, 'dns'],
  [/ECONNREFUSED|CONNECTION_REFUSED|PROXY_CONNECTION_FAILED/, 'refused'],
  [/ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|CONNECTION_RESET|CONNECTION_CLOSED|EMPTY_RESPONSE/, 'reset'],
];

/** Codes and messages of an error and of what caused it, outermost first. */
function words(thrown: unknown, depth = 0): string[] {
  if (!(thrown instanceof Error) || depth > DEEPEST) return [];
  const code = 'code' in thrown && typeof thrown.code === 'string' ? [thrown.code] : [];
  const net = /net::(ERR_[A-Z_]+)/.exec(thrown.message)?.[1];
  const inner = thrown instanceof AggregateError ? thrown.errors.slice(0, 5) : [];
  return [
    ...code,
    ...(net === undefined ? [] : [net]),
    ...inner.flatMap((error) => words(error, depth + 1)),
    ...words(thrown.cause, depth + 1),
  ];
}

function message(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  return thrown.cause instanceof Error && thrown.cause.message !== '' ? thrown.cause.message : thrown.message;
}

/** The failure behind a throw of `fetch`, or of reading its body. */
export function networkFailure(thrown: unknown): NetworkFailure {
  const codes = words(thrown);
  const reason = CODES.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1];
  const detail = redact([...new Set(codes), message(thrown)].filter((word) => word !== '').join(' · '), 500);
  if (reason !== undefined) return { kind: 'network', reason, detail };
  const isAbort = thrown instanceof DOMException && thrown.name === 'TimeoutError';
  return { kind: 'network', reason: isAbort ? 'timeout' : /terminated/.test(detail) ? 'reset' : 'other', detail };
}
