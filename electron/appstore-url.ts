/**
 * Another address than Apple's for App Store Connect, from the environment: for tests against a server on this computer.
 * Anything but a loopback address is ignored, so that no environment can lead a key's tokens elsewhere.
 */

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** `FAULTLINE_APPSTORE_URL`, where it is a loopback address; undefined otherwise. */
export function appStoreUrl(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const url = URL.parse(environment['FAULTLINE_APPSTORE_URL'] ?? '');
  return url !== null && url.protocol === 'http:' && LOOPBACK.has(url.hostname) ? url.origin : undefined;
}
