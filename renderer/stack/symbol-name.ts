/**
 * A function's name as a line of a stack has room for it. Demangled Swift names spell every module and type out, so that
 * the part that matters is what gets cut off at the line's end; this says the same with less. The full name stays in the
 * tooltip and in what is copied.
 */

/** Objective-C, C++ and mangled names have no modules to leave out. */
function isSwift(symbol: string): boolean {
  return !symbol.includes('::') && !/^[-+][[]|^[_$]/.test(symbol) && symbol.includes('.');
}

/** Cuts ` -> Result` off, but not the arrow of a closure that is a parameter. */
function withoutResult(symbol: string): string {
  let depth = 0;
  for (let at = 0; at < symbol.length; at += 1) {
    const sign = symbol.charAt(at);
    if (sign === '(' || sign === '<' || sign === '[') depth += 1;
    else if (sign === ')' || sign === ']' || (sign === '>' && symbol.charAt(at - 1) !== '-')) depth -= 1;
    else if (depth === 0 && symbol.startsWith(' -> ', at)) return symbol.slice(0, at).replace(/ throws$/, '');
  }
  return symbol;
}

/** Modules that every reader expects, and the image's own, whose name stands beside. */
function withoutModules(symbol: string, image: string | null): string {
  const modules = ['Swift', '__C', ...(image !== null && /^\w+$/.test(image) ? [image] : [])];
  return symbol.replaceAll(new RegExp(`(?<![\\w.])(?:${modules.join('|')})\\.(?=[\\w$])`, 'g'), '');
}

/** `Harbor.FeedModel.check(index: Swift.Int) -> ()` of Harbor → `FeedModel.check(index: Int)`. */
export function shortSymbol(symbol: string, image: string | null): string {
  return isSwift(symbol) ? withoutModules(withoutResult(symbol), image) : symbol;
}
