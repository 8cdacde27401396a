/**
 * Foreign words made fit to be shown: what servers say is bounded, loses control and direction characters, and whatever
 * looks like a secret or a person (keys, tokens, queries of signed addresses, e-mail addresses) is replaced.
 */

/** No more of a foreign text is looked at; it keeps the patterns below quick. */
const MAX_LOOKED_AT = 8000;

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]{0,40}-----[\s\S]*?(?:-----END [A-Z ]{0,40}-----|$)/g, '[key]'],
  [/\bM[HI]G[A-Za-z0-9+/=_\\\s-]{40,}/g, '[key]'],
  [/\bBearer\s+\S+/gi, 'Bearer [token]'],
  [/\beyJ[\w-]{4,}(?:\.[\w-]*){0,2}/g, '[token]'],
  [/(https?:\/\/[^\s?#"'<>]+)[?#][^\s"'<>]*/gi, '$1?[query]'],
  [/\b(X-Amz-[A-Za-z-]+|Signature|AWSAccessKeyId)=[^\s&"'<>]+/gi, '$1=[query]'],
  [/[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g, '[e-mail]'],
  // Long runs of base64 are keys or tokens; sentences and ids have none.
  [/[A-Za-z0-9+/_-]{64,}={0,2}/g, '[secret]'],
];

/** Cuts to at most `length` characters, with an ellipsis, never through the middle of one. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1)).trimEnd()}…`.toWellFormed();
}

/** A foreign text for one line: at most `length` characters. */
export function cleanWording(text: string, length = 300): string {
  const looked = text.slice(0, MAX_LOOKED_AT).toWellFormed();
  const open = SECRETS.reduce((rest, [pattern, sign]) => rest.replaceAll(pattern, sign), looked);
  const visible = open.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/[\p{Cf}\p{Co}\p{Cn}]+/gu, '');
  return cut(visible.replaceAll(/\s+/g, ' ').trim(), length);
}

/** An identifier out of foreign text: letters, digits and `.`, `_`, `-`; `null` where nothing is left of it. */
export function cleanId(text: string | null, length = 64): string | null {
  const id = (text ?? '').slice(0, 500).replaceAll(/[^\w.-]+/g, '');
  return id === '' || /^eyJ[\w-]+\./.test(id) ? null : id.slice(0, length);
}

/** A foreign text in quotation marks, or nothing where there is none. */
export function quoted(text: string): string {
  const clean = cleanWording(text, 200);
  return clean === '' ? '' : `“${clean}”`;
}

/** A span of time for a sentence: “34 seconds”, “3 minutes”, “2 hours”; the sign does not count. */
export function spanOf(seconds: number): string {
  const all = Math.abs(Math.round(seconds));
  const [count, unit] =
    all < 100
      ? [all, 'second']
      : all < 5400
        ? [Math.round(all / 60), 'minute']
        : all < 172_800
          ? [Math.round(all / 3600), 'hour']
          : [Math.round(all / 86_400), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
