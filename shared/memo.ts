/**
 * Remembers what a pure function said of a text: reports of an app repeat the same names thousands of times. Bounded in
 * number and in length of the texts. What was not asked for during two fillings is forgotten.
 */

const LONGEST = 512;

/** The same function, which does its work once for each text that is met often. */
export function remember<Value>(work: (text: string) => Value, most = 8000): (text: string) => Value {
  type Known = { readonly value: Value };
  let recent = new Map<string, Known>();
  let older = new Map<string, Known>();
  return (text) => {
    const found = recent.get(text);
    if (found !== undefined) return found.value;
    const known = older.get(text) ?? { value: work(text) };
    if (text.length > LONGEST) return known.value;
    if (recent.size >= most) [older, recent] = [recent, new Map<string, Known>()];
    recent.set(text, known);
    return known.value;
  };
}

/**
 * The same of a text and whom it belongs to. The two are not put together for it: that would cost more than looking both
 * up.
 */
export function rememberPair<Value>(
  work: (text: string, owner: string) => Value,
  most = 8000,
): (text: string, owner: string) => Value {
  type Known = { readonly value: Value };
  let recent = new Map<string, Map<string, Known>>();
  let older = new Map<string, Map<string, Known>>();
  let size = 0;
  return (text, owner) => {
    const found = recent.get(owner)?.get(text);
    if (found !== undefined) return found.value;
    const known = older.get(owner)?.get(text) ?? { value: work(text, owner) };
    if (text.length + owner.length > LONGEST) return known.value;
    if (size >= most) [older, recent, size] = [recent, new Map<string, Map<string, Known>>(), 0];
    const texts = recent.get(owner);
    if (texts === undefined) recent.set(owner, new Map([[text, known]]));
    else texts.set(text, known);
    size += 1;
    return known.value;
  };
}
