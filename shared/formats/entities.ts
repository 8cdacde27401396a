/** The entities of XML and HTML that stand in copied reports, as the characters that they mean. */

const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

function character(digits: string, base: 10 | 16): string | null {
  const code = Number.parseInt(digits, base);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : null;
}

/** Text with its entities as characters; what is no entity stays. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:([a-z]{2,4})|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (mark, name, decimal, hex) => {
    if (typeof name === 'string') return NAMED.get(name.toLowerCase()) ?? mark;
    const code = typeof decimal === 'string' ? character(decimal, 10) : character(String(hex), 16);
    return code ?? mark;
  });
}
