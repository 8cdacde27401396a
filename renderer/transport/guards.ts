/**
 * Checks of what arrives as JSON from the web host. The host is ours and typed by the same contract, so a reply is checked
 * for its envelope only; events are checked whole, because a broken one would corrupt state without a call to blame.
 */
import type { CallName, EventName, Events, Reply } from '../../shared/contract.ts';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextOrNull(value: unknown): boolean {
  return value === null || isText(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

/** Whether a body is a `Result`: a value, or a fault with a message. */
export function isReply<Name extends CallName>(body: unknown): body is Reply<Name> {
  if (!isRecord(body)) return false;
  if (body['ok'] === true) return 'value' in body;
  const fault = body['fault'];
  return body['ok'] === false && isRecord(fault) && isText(fault['kind']) && isText(fault['message']);
}

const EVENTS: { readonly [Name in EventName]: (data: Readonly<Record<string, unknown>>) => boolean } = {
  'library.changed': ({ signatures, moved }) =>
    (signatures === null || isTexts(signatures)) &&
    Array.isArray(moved) &&
    moved.every((pair) => isTexts(pair) && Array.isArray(pair) && pair.length === 2),
  'import.progress': ({ job, phase, done, total }) =>
    isText(job) &&
    (phase === 'reading' || phase === 'symbols') &&
    typeof done === 'number' &&
    (total === null || typeof total === 'number'),
  'import.finished': ({ added, duplicates, unread, notReports, signature, report, faults }) =>
    [added, duplicates, unread, notReports].every((count) => typeof count === 'number') &&
    isTextOrNull(signature) &&
    isTextOrNull(report) &&
    Array.isArray(faults),
  'symbols.arrived': ({ crashes }) => typeof crashes === 'number',
  'sync.changed': ({ accounts }) => isTexts(accounts),
  'feedback.changed': ({ ids }) => ids === null || isTexts(ids),
  'settings.changed': () => true,
  'settings.tab': ({ tab, unmapped }) => isText(tab) && isTextOrNull(unmapped),
  'export.progress': ({ job, done, total }) => isText(job) && typeof done === 'number' && typeof total === 'number',
  'inbox.news': ({ fresh, regressed, quiet }) => isTexts(fresh) && isTexts(regressed) && typeof quiet === 'boolean',
  'library.opening': ({ state }) => state === 'open' || state === 'busy' || state === 'closed',
  'library.progress': ({ job, step, done, total }) =>
    isText(job) && isText(step) && typeof done === 'number' && (total === null || typeof total === 'number'),
  'window.open': ({ signature, report }) => isText(signature) && isTextOrNull(report),
  'window.command': ({ command }) => isText(command),
  'window.accent': ({ colour }) => isText(colour) && /^#[0-9a-f]{6}$/.test(colour),
};

/** Names of all events, for those who must subscribe to each. */
export const EVENT_NAMES: readonly EventName[] = [
  'library.changed',
  'import.progress',
  'import.finished',
  'symbols.arrived',
  'sync.changed',
  'feedback.changed',
  'settings.changed',
  'settings.tab',
  'export.progress',
  'inbox.news',
  'library.progress',
  'library.opening',
  'window.open',
  'window.command',
  'window.accent',
];

/** Whether data is what that event carries. */
export function isEventData<Name extends EventName>(name: Name, data: unknown): data is Events[Name] {
  return isRecord(data) && EVENTS[name](data);
}
