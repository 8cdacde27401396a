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
