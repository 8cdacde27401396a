/**
 * Remembers what a pure function said of a text: reports of an app repeat the same names thousands of times. Bounded in
 * number and in length of the texts; full, it starts anew.
 */

const LONGEST = 512;

/** The same function, which does its work once for each text that is met often. */
export function remember<Value>(work: (text: string) => Value, most = 40_000): (text: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found.value;
    const value = work(text);
    if (text.length > LONGEST) return value;
    if (known.size >= most) known.clear();
    known.set(text, { value });
    return value;
  };
}
