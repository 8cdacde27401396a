/**
 * Takes secrets and people out of text before it goes into a failure or a log: tokens, keys, the queries of signed
 * addresses, e-mail addresses. It works by form, so it needs not know the secrets.
 */

const RULES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g, '[key]'],
  [/eyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,2}/g, '[token]'],
  [/\b(bearer)\s+[A-Za-z0-9._~+/=-]+/gi, '$1 [token]'],
  [/M[HI]G[A-Za-z0-9+/=_\\\s-]{80,}/g, '[key]'],
  [/(https?:\/\/[^\s?#"'<>\\]+)\?[^\s"'<>]*/gi, '$1?[query]'],
  [/\b(x-amz-[a-z-]+|signature|policy|key-pair-id|accesskey|access_token|token)=[^\s&"'<>]+/gi, '$1=[secret]'],
  [/[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g, '[e-mail]'],
];

/** `text` without secrets, cut to `most` characters. Looks at no more than it has to, whatever it is given. */
export function redact(text: string, most = 2000): string {
  // A secret that crosses the cut must not survive as its first half: redact more than is shown.
  let redacted = text.slice(0, most * 2 + 4096);
  for (const [pattern, substitute] of RULES) redacted = redacted.replace(pattern, substitute);
  return redacted.slice(0, most);
}
