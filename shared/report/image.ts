/**
 * Whose code a binary image is: the app's, the system's or somebody else's. Blame, folding and the reason why a frame has
 * no name hang on it.
 *
 * Reports do not say it; the path does. iOS and macOS keep what belongs to the system in fixed places, Xcode brings whole
 * copies of these places (simulator runtimes, device support), and everything of an app lies inside its bundle. macOS
 * redacts the folders between the home and the bundle, which keeps what is needed here.
 */

/** `other` is neither: a plug-in of a third party, a library of a package manager. */
export type ImageOrigin = 'app' | 'system' | 'other';

/** What a report tells of an image and of the process that loaded it. Paths and names may be unknown. */
export interface ImageFacts {
  readonly name: string | null;
  readonly path: string | null;
  /** Loaded from the dyld shared cache, where only the system's libraries are (`source` `S` in JSON). */
  readonly sharedCache: boolean;
  readonly processName: string | null;
  readonly processPath: string | null;
}

const SYSTEM_ROOTS = [
  '/System/',
  '/usr/lib/',
  '/usr/libexec/',
  '/usr/sbin/',
  '/bin/',
  '/sbin/',
  '/Library/Apple/',
  '/Developer/',
];
/** Anywhere in the path: simulator runtimes, Xcode's own platforms, cryptexes of the OS, device support files. */
const SYSTEM_PARTS = [
  '/RuntimeRoot/',
  '.simruntime/',
  '/Contents/Developer/',
  '/Cryptexes/OS/',
  '/SDKs/iPhoneSimulator.sdk/',
];
/** What holds an app's code. */
const APP_PARTS = [
  '.app/',
  '.appex/',
  '.xctest/',
  '/containers/Bundle/',
  '/Containers/Bundle/',
  '/Build/Products/',
  '.xpc/',
];

/** The last part of a path. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function withoutPrivate(path: string): string {
  return path.startsWith('/private/') ? path.slice('/private'.length) : path;
}

function folder(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function isOwnImage(facts: ImageFacts): boolean {
  const { name, path, processName, processPath } = facts;
  if (path !== null && processPath !== null && withoutPrivate(path) === withoutPrivate(processPath)) return true;
  if (name === null || name !== processName) return false;
  // Frameworks of the system may be named like the process that they serve; the paths tell them apart when both are known.
  return path === null || processPath === null || (lastPart(path) === lastPart(processPath)) === !isSystemPath(path);
}

function isSystemPath(path: string): boolean {
  return SYSTEM_ROOTS.some((root) => path.startsWith(root)) || SYSTEM_PARTS.some((part) => path.includes(part));
}

/** Whose code an image is. The image of the process itself is always the app's, for Apple's own daemons too. */
export function imageOrigin(facts: ImageFacts): ImageOrigin {
  if (isOwnImage(facts)) return 'app';
  if (facts.sharedCache) return 'system';
  if (facts.path === null) return 'other';
  const path = withoutPrivate(facts.path);
  if (isSystemPath(path)) return 'system';
  if (APP_PARTS.some((part) => path.includes(part)) || path.startsWith('/Users/')) return 'app';
  const beside = facts.processPath !== null && folder(withoutPrivate(facts.processPath)) === folder(path);
  return beside ? 'app' : 'other';
}
