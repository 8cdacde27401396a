/** Responses as App Store Connect sends them, in the words that it uses. Ids, names and numbers are made up. */
import type { AppStoreError, AppStoreHeaders, ResponseFailure } from '../../../../shared/appstore/failure.ts';

export const API_DATE = 'Sat, 21 Nov 2026 10:00:00 GMT';

/** When `API_DATE` was, in milliseconds since 1970. */
export const API_TIME = Date.UTC(2026, 10, 21, 10);

const HEADERS: AppStoreHeaders = { date: API_DATE, retryAfter: null, rateLimit: null, requestId: null };

interface Parts {
  readonly status: number;
  readonly errors?: readonly Partial<AppStoreError>[];
  readonly headers?: Partial<AppStoreHeaders>;
  readonly contentType?: string;
  readonly excerpt?: string;
  readonly url?: string;
  readonly method?: string;
}

export function error(parts: Partial<AppStoreError>): AppStoreError {
  return {
    id: 'b91d85c7-b7db-4451-8f3f-9a3c8af9a392',
    status: null,
    code: '',
    title: '',
    detail: '',
    pointer: null,
    parameter: null,
    ...parts,
  };
}

export function response(parts: Parts): ResponseFailure {
  return {
    kind: 'response',
    contentType: 'application/json',
    excerpt: '',
    url: '/v1/apps',
    method: 'GET',
    ...parts,
    errors: (parts.errors ?? []).map((one) => error({ status: String(parts.status), ...one })),
    headers: { ...HEADERS, ...parts.headers },
  };
}

/** The one answer that Apple has for every token that it does not take. */
export const UNAUTHORIZED = response({
  status: 401,
  errors: [
    {
      code: 'NOT_AUTHORIZED',
      title: 'Authentication credentials are missing or invalid.',
      detail:
        'Provide a properly configured and signed bearer token, and make sure that it has not expired. Learn more about Generating Tokens for API Requests https://developer.apple.com/go/?id=api-generating-tokens',
    },
  ],
});

export const AGREEMENT = response({
  status: 403,
  errors: [
    {
      id: 'TXF6QUVS6OY66YVUNINVLKXZFA',
      code: 'FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED',
      title: 'A required agreement is missing or has expired.',
      detail: 'This request requires an in-effect agreement that has not been signed or has expired.',
    },
  ],
});

/** What a role that is too small gets. */
export function forbidden(url: string, method = 'GET'): ResponseFailure {
  return response({
    status: 403,
    url,
    method,
    errors: [
      {
        code: 'FORBIDDEN_ERROR',
        title: 'This request is forbidden for security reasons',
        detail: 'The API key in use does not allow this request',
      },
    ],
  });
}

export const GATEWAY_PAGE = `<!DOCTYPE html>
<html lang="en">
<head>
 <style>
 body { font-family: "Helvetica Neue", Helvetica, Arial, sans-serif; font-size: 15px; font-weight: 200; }
 </style>
</head>
<body>
<div class="section">
 <h1>&#63743;</h1>
 <h3>Bad Gateway</h3>
 <p>Correlation Key: TGHKWJKO2LITS2DSDATRZZJAPE</p>
</div>
</body>
</html>`;

/** What Apple's storage answers at an address that was signed for five minutes. */
export const EXPIRED_XML = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>300</X-Amz-Expires></Error>`;
