/**
 * The `Version:` line of Apple's text. It is `1.2 (34)`, marketing version and build, but systems of the iOS family before
 * 15 wrote it the other way round: `34 (1.2)`.
 */
import type { App, OperatingSystem } from './report.ts';

function buildFirst(os: OperatingSystem): boolean {
  const family = /^(?:iPhone|iPad|iOS|tvOS|Apple TV|Watch|watch)/.test(os.name ?? '');
  return family && Number.parseInt(os.version ?? '15', 10) < 15;
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
  return buildFirst(os) && match ? { version: inner, build: outer } : { version: outer, build: inner };
}

/** The inverse of {@link parseVersionText}. */
export function versionText(app: App, os: OperatingSystem): string {
  const { version, build } = app;
  if (build === null) return version ?? '???';
  const [outer, inner] = buildFirst(os) ? [build, version] : [version, build];
  return `${outer ?? '???'} (${inner ?? '???'})`;
}
