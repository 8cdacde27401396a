/**
 * Takes generic arguments out of a demangled name, and nothing else that is written with angle brackets: C++ and Swift
 * operators (`operator<<`, `static Version.< infix(_:_:)`), arrows, Rust's `<T as Trait>::f`, names that are bracketed as a
 * whole (`<deduplicated_symbol>`).
 */

/** Tokens with angle brackets that open or close nothing. */
const TOKENS =
  /\boperator ?(?:<=>|<<=|>>=|->\*|<<|>>|<=|>=|->|<|>)(?= ?[(<]|$)|(?<=^|[ .])[-+*/%<>=!&|^~?]+(?= (?:infix|prefix|postfix)\b)|->/g;
/** A private-use character holds the place of each token while brackets are counted. */
const PLACE = 0xe000;
const PLACES = /[\ue000-\uf8ff]/g;

/** Index behind the `>` that closes the `<` at the start, or -1. */
function behindBrackets(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '<') depth++;
    else if (character === '>' && --depth === 0) return index + 1;
  }
  return -1;
}

/** `<a::B as c::D>::e` → `a::B as c::D::e`, nested ones too. */
function unwrap(text: string): string {
  let name = text;
  for (let nesting = 0; nesting < 8 && name.startsWith('<'); nesting++) {
    const end = behindBrackets(name);
    if (end < 0 || !name.startsWith('::', end)) break;
    name = name.slice(1, end - 1) + name.slice(end);
  }
  return name;
}

function dropBracketed(text: string): string {
  let depth = 0;
  let kept = '';
  for (const character of text) {
    if (character === '<') depth++;
    else if (character === '>' && depth > 0) depth--;
    else if (depth === 0) kept += character;
  }
  return kept;
}

/** The name without generic arguments. A bracket that never closes (a name that was cut) ends the name. */
export function stripGenerics(name: string): string {
  if (!name.includes('<')) return name;
  const tokens: string[] = [];
  const held = name.replace(PLACES, '').replace(TOKENS, (token) => {
    tokens.push(token);
    return tokens.length > PLACES_AVAILABLE ? '' : String.fromCharCode(PLACE + tokens.length - 1);
  });
  const kept = dropBracketed(unwrap(held))
    .replace(PLACES, (place) => tokens[place.charCodeAt(0) - PLACE] ?? '')
    .trim();
  return kept === '' ? name : kept;
}

/** As many private-use characters as there are. */
const PLACES_AVAILABLE = 0xf8ff - PLACE + 1;
