/** The operating system and the platform of a report, from the numbers and words that reports have for them. */
import type { OperatingSystem, Platform } from '../report/report.ts';

/** `PLATFORM_*` of `mach-o/loader.h`. */
const PLATFORMS: Readonly<Record<number, Platform>> = {
  1: 'macOS',
  2: 'iOS',
  3: 'tvOS',
  4: 'watchOS',
  5: 'bridgeOS',
  6: 'Mac Catalyst',
  7: 'iOS Simulator',
  8: 'tvOS Simulator',
  9: 'watchOS Simulator',
  11: 'visionOS',
  12: 'visionOS Simulator',
};

export function platformOf(number: number | null): Platform | null {
  return number === null ? null : (PLATFORMS[number] ?? null);
}

const FAMILIES: readonly (readonly [RegExp, Platform])[] = [
  [/^(?:mac|OS X)/i, 'macOS'],
  [/^(?:iPhone|iPad|iOS)/i, 'iOS'],
  [/^(?:Apple ?TV|tvOS)/i, 'tvOS'],
  [/^watch/i, 'watchOS'],
  [/^bridge/i, 'bridgeOS'],
  [/^(?:xrOS|visionOS)/i, 'visionOS'],
];
const SIMULATORS: readonly (readonly [RegExp, Platform])[] = [
  [/watch(?:OS|Simulator)/i, 'watchOS Simulator'],
  [/(?:AppleTV|tvOS)/i, 'tvOS Simulator'],
  [/(?:xrOS|visionOS|XRSimulator)/i, 'visionOS Simulator'],
];

/**
 * The platform where the report has no number for it. Simulated processes run on the Mac's own system, so that only their
 * path and their parent tell.
 */
export function guessPlatform(os: OperatingSystem, path: string | null, parent: string | null): Platform | null {
  const name = os.name ?? '';
  const family = FAMILIES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  if (family !== 'macOS') return family;
  const simulated = /CoreSimulator|Simulator\.platform|\.simruntime/.test(path ?? '') || parent === 'launchd_sim';
  if (!simulated) return family;
  return SIMULATORS.find(([pattern]) => pattern.test(path ?? ''))?.[1] ?? 'iOS Simulator';
}

/** Reads `iPhone OS 17.5 (21F79)`, `macOS Version 13.0 (Build 22A5358e)`. */
export function parseSystem(text: string | null): OperatingSystem {
  const match = /^(\D*?)\s*(?:Version\s+)?(\d[\w.]*)?\s*(?:\((?:Build\s+)?([^()]*)\))?\s*$/.exec(
    (text ?? '').slice(0, 200),
  );
  // A build alone: `16A123`.
  if (/^\d{1,3}[A-Z]\d{1,6}[a-z]?$/.test(text?.trim() ?? ''))
    return { name: null, version: null, build: text?.trim() ?? null };
  const known = (part: string | undefined): string | null => (part === undefined || part === '' ? null : part);
  if (match === null) return { name: known(text?.trim()), version: null, build: null };
  return { name: known(match[1]), version: known(match[2]), build: known(match[3]) };
}

/** The inverse of {@link parseSystem}. */
export function systemText(os: OperatingSystem): string {
  return [os.name, os.version, os.build && `(${os.build})`].filter(Boolean).join(' ');
}
