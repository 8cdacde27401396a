/**
 * A function's name as it goes into a fingerprint: the part that stays when the same code is compiled again, specialised,
 * outlined, split or demangled in another style.
 *
 * In: a demangled name in any style of Apple's tools (Swift simplified or in full, C++, Objective-C, Rust, C).
 * Out: the name without closure numbers, generic arguments, compiler suffixes, thunk prefixes, parameter and result types
 * of Swift. A mangled name stays as it is. Every step is linear in the name, and a name is cut at 4,096 characters.
 */
import { remember } from '../memo.ts';
import { stripGenerics } from './generics.ts';

const LONGEST = 4096;
/** Compilers do not stack more of them; a hostile name may. */
const MOST_AFFIXES = 16;

/** What compilers append: `.cold.1`, ` (.llvm.123)`, `.resume.0`, ` [clone .x]`, `$VARIANT$mp`, and reports: ` [inlined]`. */
const SUFFIX =
  / \[inlined\]$| ?\(\.(?:cold|llvm|resume|isra|constprop|part)[.\d\w]*\)$|\.(?:cold|llvm|resume|isra|constprop|part)\.\d+$| ?\[clone [^\]]*\]$|\$(?:V\d+|UNIX2003|NOCANCEL|INODE64|DARWIN_EXTSN|VARIANT\$\w+)$|::h[0-9a-f]{16}$/;

/** What stands before the name of the function that the code belongs to. */
const PREFIX =
  /^(?:partial apply (?:forwarder )?for |specialized |(?:generic |generic not re-abstracted |function signature )?specialization of |merged |@objc |@nonobjc |override |distributed thunk |back deployment (?:thunk|fallback) for |curry thunk of |dispatch thunk of |vtable thunk for |(?:non-)?virtual thunk to |covariant return thunk to |\(\d+\) (?:suspend|await) resume partial function for )/;

const OBJC_METHOD = /^(?:_{1,3}\d+)?([+-]\[[^\]]*\])/;
const BLOCK = /^_{1,3}(\S+?)_block_invoke(?:[_.]\d+)*$/;
const PLAIN_NUMBERED = /^([\w$]+)\.\d+$/;
const ANONYMOUS = /_GLOBAL__N_1|\{anonymous\}|'anonymous namespace'|`anonymous namespace'|<unnamed>(?=::)/g;
const LAMBDA = /\$_\d+|'lambda\d*'(?:\([^)]*\))?|\{lambda\([^)]*\)#\d+\}/g;

function stripSuffixes(name: string): string {
  let text = name;
  for (let count = 0; count < MOST_AFFIXES; count++) {
    const shorter = text.replace(SUFFIX, '').trimEnd();
    if (shorter.length === text.length) break;
    text = shorter;
  }
  return text;
}

function stripPrefixes(name: string): string {
  let text = name;
  for (let count = 0; count < MOST_AFFIXES; count++) {
    const shorter = text.replace(PREFIX, '');
    if (shorter.length === text.length) break;
    text = shorter;
  }
  return text;
}

/** Index of the `)` that closes the `(` at `open`, or -1. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return index;
  }
  return -1;
}

/** `id: Swift.Int, Swift.String` → `id:_:`; what is simplified already stays. */
function labels(parameters: string): string {
  if (/^(?:[\w`$]+:)*$/.test(parameters)) return parameters;
  let depth = 0;
  let start = 0;
  let text = '';
  for (let index = 0; index <= parameters.length; index++) {
    const character = parameters.charAt(index);
    if (character === '(' || character === '[') depth++;
    else if (character === ')' || character === ']') depth--;
    if (index < parameters.length && (character !== ',' || depth > 0)) continue;
    const label = /^\s*([\w`$]+):/.exec(parameters.slice(start, index))?.[1];
    text += `${label ?? '_'}:`;
    start = index + 1;
  }
  return text;
}

/** Swift's full style to its simplified one: no parameter types, no results, no types of variables. */
function simplifySwift(name: string): string {
  let text = '';
  let index = 0;
  while (index < name.length) {
    const character = name.charAt(index);
    if (character !== '(' || text === '' || text.endsWith(' ')) {
      text += character;
      index++;
      continue;
    }
    const close = closing(name, index);
    if (close < 0) return text;
    text += `(${labels(name.slice(index + 1, close))})`;
    index = close + 1;
    const rest = name.slice(index);
    if (!/^(?: async| throws(?:\([^)]*\))?| rethrows){0,3} -> /.test(rest)) continue;
    const outer = rest.indexOf(' in ');
    if (outer < 0) return text;
    index += outer;
  }
  return text.replace(/ : .*$/, '');
}

/** `Harbor.UserManager.x` → `UserManager.x` in the image `Harbor`, and `Swift.Array` → `Array`: only full names carry modules. */
function stripModules(name: string, image: string): string {
  const module = image.replace(/\.(?:debug\.)?dylib$/, '').replace(/\W/g, '_');
  let text = name;
  for (const prefix of module === '' ? ['Swift.'] : ['Swift.', `${module}.`]) {
    for (const before of ['', 'static ', 'default argument of ', ' in ']) {
      const start = before === ' in ' ? text.lastIndexOf(before) : text.startsWith(before) ? 0 : -1;
      const at = start + before.length;
      if (start >= 0 && text.startsWith(prefix, at) && /[\w(]/.test(text.charAt(at + prefix.length))) {
        text = text.slice(0, at) + text.slice(at + prefix.length);
      }
    }
  }
  return text;
}

/** `closure #1 (Swift.Int) -> () in f()` and `implicit closure #2 in f()` → `closure in f()`; of nested ones each. */
function unnumberClosures(name: string): string {
  return name
    .replace(/(?:implicit )?closure #\d+(?: \([^)]*\)(?: async)?(?: throws)? -> \S+)? in /g, 'closure in ')
    .replace(/ #\d+(?: (?=\()|(?= |$))/g, '')
    .replace(/\bdefault argument \d+ of /g, 'default argument of ');
}

/**
 * The lasting part of a function's name.
 *
 * @param symbol The demangled name as a stack shows it.
 * @param image The name of its image; Swift's full style repeats it as the module.
 */
export function normalise(symbol: string, image: string | null = null): string {
  // No name of a module has a line end: what has one is written the same with a space.
  return normaliseKnown(`${(image ?? '').replaceAll('\n', ' ')}\n${symbol}`);
}

/** The image's name, a line end and the symbol as one text. */
const normaliseKnown = remember((text) => {
  const end = text.indexOf('\n');
  return normaliseName(text.slice(end + 1), text.slice(0, end));
});

function normaliseName(symbol: string, image: string): string {
  const name = stripSuffixes(symbol.slice(0, LONGEST).replace(/\s+/g, ' ').trim());
  const method = OBJC_METHOD.exec(name);
  if (method !== null) {
    const block = name.slice(method[0].length).startsWith('_block_invoke') ? ' block' : '';
    return `${method[1] ?? name}${block}`;
  }
  const block = BLOCK.exec(name) ?? /^invocation function for block in (.+)$/.exec(name);
  if (block !== null) return `${normaliseFunction(block[1] ?? name, image)} block`;
  return normaliseFunction(name, image);
}

function normaliseFunction(name: string, image: string): string {
  let text = stripPrefixes(name)
    .replace(/\[abi:[^\]]*\]/g, '')
    .replace(ANONYMOUS, '(anonymous namespace)')
    .replace(LAMBDA, 'lambda')
    .replace(/#\d+\}/g, '}')
    .replace(/\(([^\s()]{1,200}) in _[0-9A-F]{32}\)/g, '$1')
    .replace(/\(extension in [\w.]+\):/g, '');
  text = unnumberClosures(stripPrefixes(stripGenerics(text).replace(/ +/g, ' ')));
  const plain = PLAIN_NUMBERED.exec(text);
  if (plain !== null) return plain[1] ?? text;
  if (text.includes('::')) return text.replace(/std::__(?:1|ndk1)::/g, 'std::');
  const witness = /^protocol witness for (.+) in conformance (\S+)/.exec(text);
  if (witness !== null) text = `${witness[1] ?? ''} in ${witness[2] ?? ''}`;
  const parameters = text.indexOf('(');
  const dot = text.indexOf('.');
  if (dot >= 0 && (parameters < 0 || dot < parameters)) text = simplifySwift(text);
  text = text
    .replace(/\.subscript\([^)]*\)/, '.subscript')
    .replace(/\.__allocating_init(?=\(|$)/, '.init')
    .replace(/\.__deallocating_deinit$/, '.deinit');
  return stripModules(text, image);
}
