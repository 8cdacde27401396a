/**
 * The `Version:` line of Apple's text. It is `1.2 (34)`, marketing version and build, but systems of the iOS family wrote it
 * the other way round before 2021: `34 (1.2)`.
 */
import type { App, Exception, OperatingSystem } from './report.ts';

/** The first systems that wrote JSON reports; they came out together, and changed some wordings. */
const SINCE: readonly (readonly [RegExp, number])[] = [
  [/^(?:iPhone|iPad|iOS|tvOS|Apple ?TV)/i, 15],
  [/^watch/i, 8],
  [/^bridge/i, 6],
];

/** Whether a system of the iOS family is older than the JSON reports of 2021. Unknown versions count as new. */
export function predatesJson(os: OperatingSystem): boolean {
  const since = SINCE.find(([name]) => name.test(os.name ?? ''))?.[1];
  return since !== undefined && os.version !== null && Number.parseInt(os.version, 10) < since;
}

/**
 * The system as far as it decides about the order: reporters inside of apps, which name a signal instead of an exception,
 * always wrote `1.2 (34)`.
 */
export function orderOf(os: OperatingSystem, exception: Exception | null): OperatingSystem {
  return exception?.type?.startsWith('SIG') === true ? { ...os, version: null } : os;
}

/** Splits the line's value. `???`, Apple's word for unknown, is null. */
export function parseVersionText(text: string, os: OperatingSystem): { version: string | null; build: string | null } {
  const match = /^([^(]*)\(([^)]*)\)\s*$/.exec(text);
  const known = (part: string | undefined): string | null => {
    const trimmed = part?.trim() ?? '';
    return trimmed === '' || trimmed === '???' ? null : trimmed;
  };
  const outer = known(match ? match[1] : text);
  const inner = known(match?.[2]);
  return predatesJson(os) && match ? { version: inner, build: outer } : { version: outer, build: inner };
}

/** The inverse of {@link parseVersionText}. */
export function versionText(app: App, os: OperatingSystem): string {
  const { version, build } = app;
  if (build === null) return version ?? '???';
  const [outer, inner] = predatesJson(os) ? [build, version] : [version, build];
  return `${outer ?? '???'} (${inner ?? '???'})`;
}
