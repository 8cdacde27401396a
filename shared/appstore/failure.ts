/**
 * What went wrong on the way to App Store Connect, as data: Apple answered with an error, the answer never came, or
 * Faultline itself refused. It carries no secret: no token, no key, no query of a signed address. Errors follow Apple's
 * "Interpreting and handling errors": https://developer.apple.com/documentation/appstoreconnectapi
 */

/** One entry of Apple's `errors`. `code` is hierarchical (`FORBIDDEN.REQUIRED_…`); only it is meant for programs. */
export interface AppStoreError {
  /** Apple's name of this occurrence; Apple's support asks for it. */
  readonly id: string | null;
  readonly status: string | null;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** Where in the sent document the error lies, as a JSON pointer. */
  readonly pointer: string | null;
  /** Which query parameter the error is about. */
  readonly parameter: string | null;
}

/** The headers that explain a response. Values as Apple sent them. */
export interface AppStoreHeaders {
  readonly date: string | null;
  readonly retryAfter: string | null;
  /** `X-Rate-Limit`, e.g. `user-hour-lim:3500;user-hour-rem:500;`. */
  readonly rateLimit: string | null;
  readonly requestId: string | null;
}

/** Apple answered, but not with what was asked for. */
export interface ResponseFailure {
  readonly kind: 'response';
  readonly status: number;
  readonly errors: readonly AppStoreError[];
  readonly contentType: string | null;
  readonly headers: AppStoreHeaders;
  /** The redacted beginning of a body that was no JSON; otherwise empty. */
  readonly excerpt: string;
  /** Only the path: queries of signed addresses are secrets. */
  readonly url: string;
  readonly method: string;
}

/** No answer came. */
export interface NetworkFailure {
  readonly kind: 'network';
  readonly reason: 'offline' | 'dns' | 'tls' | 'timeout' | 'refused' | 'reset' | 'cancelled' | 'other';
  readonly detail: string;
}

/** Faultline itself stopped: before a request, or because an answer could not be trusted. */
export interface LocalFailure {
  readonly kind: 'local';
  readonly reason: 'bad-key' | 'keychain' | 'loop' | 'foreign-host' | 'too-large' | 'truncated' | 'malformed';
  readonly detail: string;
}

/** A failure as a value; `diagnose` puts it into words. */
export type AppStoreFailure = ResponseFailure | NetworkFailure | LocalFailure;
