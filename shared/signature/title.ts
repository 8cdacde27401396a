/** Names short enough for a row: the title of a signature, and the bare function name that tables are keyed by. */
import { remember } from '../memo.ts';
import { normalise } from './normalise.ts';

const LONGEST_TITLE = 100;
const LONGEST_LABELS = 48;

/** Start of the parameter list that ends the name, or -1. */
function parameterStart(name: string): number {
  if (!name.endsWith(')')) return -1;
  let depth = 0;
  for (let index = name.length - 1; index >= 0; index--) {
    const character = name.charAt(index);
    if (character === ')') depth++;
    else if (character === '(' && --depth === 0) return index;
  }
  return -1;
}

/** `void harbor::Grid::at` → `harbor::Grid::at`; spaces in parentheses and of operators do not count. */
function stripReturnType(name: string): string {
  const operator = name.search(/\boperator\b/);
  const end = operator < 0 ? name.length : operator;
  let depth = 0;
  for (let index = end - 1; index >= 0; index--) {
    const character = name.charAt(index);
    if (character === ')' || character === '}') depth++;
    else if (character === '(' || character === '{') depth--;
    else if (character === ' ' && depth === 0) return name.slice(index + 1);
  }
  return name;
}

function isObjc(name: string): boolean {
  return /^[+-]\[/.test(name);
}

function hasSwiftLabels(name: string): boolean {
  return !name.includes('::') && /\((?:[\w`$]+:)*\)/.test(name);
}

/**
 * The function's own name out of a normalised one: `std::terminate` of `std::terminate()`, `_assertionFailure` of
 * `_assertionFailure(_:_:file:line:flags:)`.
 */
export const functionName: (normalised: string) => string = remember((normalised) => {
  if (isObjc(normalised)) return normalised;
  if (hasSwiftLabels(normalised)) return normalised.replace(/\((?:[\w`$]+:)*\)/g, '');
  const bare = normalised.replace(/ block$/, '').replace(/(?: const| volatile| noexcept| &&?|&&?)+$/, '');
  const start = parameterStart(bare);
  if (start <= 0 || bare.endsWith('operator()')) return bare;
  return stripReturnType(bare.slice(0, start).trimEnd());
});

/**
 * A short title: `UserManager.currentUser.getter`, `fetchData()`, `-[Feed rowAt:]`, `harbor::Grid::at`.
 *
 * @param symbol The demangled name as a stack shows it.
 * @param image The name of its image.
 */
export function titleOf(symbol: string, image: string | null): string {
  const name = normalise(symbol, image).replace(/^static /, '');
  const title =
    isObjc(name) || hasSwiftLabels(name) || !name.includes('(')
      ? name.replace(/\(([\w`$:]+)\)/g, (list: string, labels: string) =>
          labels.length > LONGEST_LABELS ? `(${labels.slice(0, labels.indexOf(':') + 1)}…)` : list,
        )
      : functionName(name);
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1)}…` : title;
}
