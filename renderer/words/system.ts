/** The operating system as its users call it. */
import type { ReportJson } from '../../shared/render/json.ts';

const NAMES: Readonly<Record<string, string>> = {
  'iPhone OS': 'iOS',
  'Mac OS X': 'macOS',
  'OS X': 'macOS',
  'Watch OS': 'watchOS',
  'Apple TVOS': 'tvOS',
};

/** `iOS 17.5 (21F79)`; null where the report says nothing of it. */
export function systemName(os: ReportJson['os'], platform: ReportJson['platform']): string | null {
  const name = os.name === null ? platform : (NAMES[os.name] ?? os.name);
  if (name === null && os.version === null) return null;
  const build = os.build === null ? null : `(${os.build})`;
  return [name, os.version, build].filter((part) => part !== null).join(' ');
}
