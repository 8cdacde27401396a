/**
 * What the system asks the app to open: files from Finder, the Dock or a command line, and `faultline://` links. They
 * come at any time, also before the app is ready; until somebody takes them they wait. Files that come together (Finder
 * names each in an event of its own) are given together, so that a report finds the dSYM that was opened with it.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import { scheme } from './channels.ts';

/** What a launch, or a second one, was given. */
export const requestSchema = z.object({
  paths: z.array(z.string().min(1).max(4096)).max(10_000),
  links: z.array(z.string().max(2048)).max(100),
});
export type OpenRequest = z.infer<typeof requestSchema>;

export interface OpenRequests {
  /** An empty one asks for nothing but the window. */
  add(this: void, request: OpenRequest): void;
  /** Gives what waits and all that comes from now on. */
  take(listener: (request: OpenRequest) => void): void;
}

/** How long apart the system's events for one gesture may be. */
const togetherMilliseconds = 100;

export function createOpenRequests(): OpenRequests {
  let waiting: OpenRequest | null = null;
  let listener: ((request: OpenRequest) => void) | null = null;
  let soon: NodeJS.Timeout | undefined;
  const give = (): void => {
    if (listener === null || waiting === null) return;
    const request = waiting;
    waiting = null;
    listener(request);
  };
  return {
    add({ paths, links }) {
      waiting = { paths: [...(waiting?.paths ?? []), ...paths], links: [...(waiting?.links ?? []), ...links] };
      clearTimeout(soon);
      soon = setTimeout(give, togetherMilliseconds);
    },
    take(taker) {
      listener = taker;
      give();
    },
  };
}

/**
 * What a command line asks to open. `own` is how many of its arguments start the program: 1 when it is packaged, 2 when
 * Electron is given the folder of the app. Switches are Chromium's.
 */
export function requestOf(argv: readonly string[], workingDirectory: string, own: number): OpenRequest {
  const given = argv.slice(own).filter((argument) => argument !== '' && !argument.startsWith('-'));
  const isLink = (argument: string): boolean => argument.startsWith(`${scheme}:`);
  return {
    paths: given.filter((argument) => !isLink(argument)).map((argument) => resolve(workingDirectory, argument)),
    links: given.filter(isLink),
  };
}

const linkPattern = /^faultline:\/\/(signature|report)\/([0-9a-z-]{1,64})\/?$/;

/** What a link leads to; null when it is none of ours. */
export function targetOf(link: string): { readonly kind: 'signature' | 'report'; readonly id: string } | null {
  const [, kind, id] = linkPattern.exec(link) ?? [];
  if (id === undefined || (kind !== 'signature' && kind !== 'report')) return null;
  return { kind, id };
}
