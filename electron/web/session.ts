/**
 * Who may talk to the web host: whoever came by the link that was printed when it started.
 *
 * The link's token is made for one run. Opening the link exchanges it for a cookie with a secret of its own, so that the
 * token stands in no later request, and the page's address is free of it. The link works again for another tab.
 * Cookies are shared by all ports of a host, hence the port in the cookie's name.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Session {
  /** For the link only. 256 bits. */
  readonly token: string;
  /** The `Set-Cookie` value that opens the session. */
  readonly cookie: string;
  /** Compares in constant time. */
  isToken(candidate: string | null): boolean;
  /** Whether a `Cookie` header holds this session's secret. */
  isOpen(cookieHeader: string | undefined): boolean;
}

export function createSession(port: number): Session {
  const token = secret();
  const value = secret();
  const name = `faultline-${port}`;
  return {
    token,
    cookie: `${name}=${value}; Path=/; HttpOnly; SameSite=Strict`,
    isToken: (candidate) => candidate !== null && same(candidate, token),
    isOpen: (header) => valuesOf(name, header).some((candidate) => same(candidate, value)),
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** By digests, since `timingSafeEqual` wants equal lengths and a length, too, tells something. */
function same(candidate: string, expected: string): boolean {
  return timingSafeEqual(digest(candidate), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** All values of a name: a page on another path of this host could have set a second cookie of the same name. */
function valuesOf(name: string, header = ''): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
