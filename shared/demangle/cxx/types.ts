/**
 * Types: `<type>` with builtin, qualified, compound, function, array, vector and
 * vendor types (Itanium C++ ABI 5.1.5), and the names of Objective-C protocols.
 */
import { Malformed } from '../malformed.ts';
import { Cursor } from './cursor.ts';
import { list, type Node, parens, type Part, sequence, word } from './node.ts';
import { decltype, templateId, unscopedName } from './names.ts';
import type { ParseState } from './state.ts';
import { templateArgs, templateParam } from './templates.ts';

/** `<builtin-type>`s of one letter. */
const builtins: Readonly<Record<string, string>> = {
  v: 'void',
  w: 'wchar_t',
  b: 'bool',
  c: 'char',
  a: 'signed char',
  h: 'unsigned char',
  s: 'short',
  t: 'unsigned short',
  i: 'int',
  j: 'unsigned int',
  l: 'long',
  m: 'unsigned long',
  x: 'long long',
  y: 'unsigned long long',
  n: '__int128',
  o: 'unsigned __int128',
  f: 'float',
  d: 'double',
  e: 'long double',
  g: '__float128',
  z: '...',
};

/** `<builtin-type>`s behind `D`. */
const builtinsOfD: Readonly<Record<string, string>> = {
  d: 'decimal64',
  e: 'decimal128',
  f: 'decimal32',
  h: 'half',
  i: 'char32_t',
  s: 'char16_t',
  u: 'char8_t',
  a: 'auto',
  c: 'decltype(auto)',
  n: 'std::nullptr_t',
};

/** `<type>`; all but builtin types and substitutions become substitution candidates. */
export function type(state: ParseState): Node {
  const builtin = builtins[state.look()];
  if (builtin !== undefined) {
    state.position++;
    return word(builtin);
  }
  if (state.look() === 'D') {
    const extended = extendedBuiltin(state);
    if (extended !== null) return extended;
  }
  if (state.look() === 'S' && state.look(1) !== 't') return substitutedType(state);
  return state.remember(compoundType(state));
}

/** The builtin types behind `D`; null when something else follows. */
function extendedBuiltin(state: ParseState): Node | null {
  const letter = state.look(1);
  const builtin = builtinsOfD[letter];
  if (builtin === undefined && !'FBUkK'.includes(letter || '-')) return null;
  state.position += 2;
  if (builtin !== undefined) return word(builtin);
  if (letter === 'k' || letter === 'K') {
    return sequence([{ kind: 'left', node: state.name() }, letter === 'k' ? ' auto' : ' decltype(auto)']);
  }
  if (letter === 'F') {
    const bits = state.number();
    if (bits === '16' && state.take('b')) return word('std::bfloat16_t');
    state.expect('_');
    return sequence([`_Float${bits}`]);
  }
  const bits = state.isDigit() ? word(state.number()) : state.expression();
  state.expect('_');
  return sequence([letter === 'U' ? 'unsigned _BitInt' : '_BitInt', parens(bits)]);
}

/** A type that begins with a substitution: itself, or a template with arguments. */
function substitutedType(state: ParseState): Node {
  const { node, isSubstitution } = unscopedName(state, null);
  if (state.look() === 'I' && (!isSubstitution || state.mayTakeTemplateArgs)) {
    if (!isSubstitution) state.remember(node);
    return state.remember(templateId(node, templateArgs(state)));
  }
  return isSubstitution ? node : state.remember(node);
}

function compoundType(state: ParseState): Node {
  switch (state.look()) {
    case 'r':
    case 'V':
    case 'K':
      return isQualifiedFunction(state) ? functionType(state) : qualifiedType(state);
    case 'U':
      return qualifiedType(state);
    case 'F':
      return functionType(state);
    case 'D':
      return compoundTypeOfD(state);
    case 'u':
      return vendorType(state);
    case 'A':
      return arrayType(state);
    case 'M': {
      state.position++;
      const owner = state.type();
      return { kind: 'memberPointer', owner, member: state.type() };
    }
    case 'P':
      state.position++;
      return pointerTo(state.type());
    case 'R':
    case 'O': {
      const rvalue = state.take('O');
      if (!rvalue) state.position++;
      return { kind: 'reference', referent: state.type(), rvalue };
    }
    case 'C':
    case 'G': {
      const suffix = state.take('C') ? ' complex' : ' imaginary';
      if (suffix === ' imaginary') state.position++;
      return sequence([{ kind: 'left', node: state.type() }, suffix]);
    }
    case 'T':
      return typeOfT(state);
    default:
      return state.name();
  }
}

/** Whether the qualifiers that come next belong to a member function's type. */
function isQualifiedFunction(state: ParseState): boolean {
  const match = /r?V?K?(?:F|D[oOwx])/y;
  match.lastIndex = state.position;
  return match.test(state.text);
}

function compoundTypeOfD(state: ParseState): Node {
  switch (state.look(1)) {
    case 't':
    case 'T':
      return decltype(state);
    case 'v':
      return vectorType(state);
    case 'p':
      state.position += 2;
      return { kind: 'expansion', pattern: state.type() };
    case 'o':
    case 'O':
    case 'w':
    case 'x':
      return functionType(state);
    default:
      throw new Malformed('unknown type');
  }
}

const elaborations: Readonly<Record<string, string>> = { s: 'struct', u: 'union', e: 'enum' };

/** A template parameter, with arguments if it is a template; or an elaborated type name. */
function typeOfT(state: ParseState): Node {
  const elaborated = elaborations[state.look(1)];
  if (elaborated !== undefined) {
    state.position += 2;
    return sequence([`${elaborated} `, state.name()]);
  }
  const parameter = templateParam(state);
  if (!state.mayTakeTemplateArgs || state.look() !== 'I') return parameter;
  state.remember(parameter);
  return templateId(parameter, templateArgs(state));
}

/** `<qualified-type>`: vendor qualifiers, then cv-qualifiers. */
function qualifiedType(state: ParseState): Node {
  if (!state.take('U')) {
    const qualifiers = state.qualifiers();
    const node = state.type();
    return qualifiers === '' ? node : { kind: 'qualified', node, qualifiers };
  }
  const qualifier = state.identifier();
  if (qualifier.startsWith('objcproto')) {
    const protocol = new Cursor(qualifier.slice('objcproto'.length)).identifier();
    return sequence([state.nest(qualifiedType), `<${protocol}>`], { base: protocol, role: 'protocol' });
  }
  const args = state.look() === 'I' ? [templateArgs(state)] : [];
  return sequence([state.nest(qualifiedType), ` ${qualifier}`, ...args]);
}

/** A pointer; that to an Objective-C object with a protocol is written `id<…>`. */
function pointerTo(pointee: Node): Node {
  if (pointee.kind === 'sequence' && pointee.role === 'protocol') {
    const [object] = pointee.parts;
    const isObject = typeof object === 'object' && object.kind === 'sequence' && object.parts[0] === 'objc_object';
    if (isObject && object.parts.length === 1) return sequence([`id<${pointee.base}>`]);
  }
  return { kind: 'pointer', pointee };
}

/** `u <source-name>`, and transformations such as `__underlying(T)`. */
function vendorType(state: ParseState): Node {
  state.expect('u');
  const vendorName = state.identifier();
  if (!state.take('I')) return word(vendorName);
  const argument = state.type();
  state.expect('E');
  return sequence([`${vendorName}(`, argument, ')']);
}

/** `<function-type>`: qualifiers, exception specification, `F` result parameters `E`. */
function functionType(state: ParseState): Node {
  const qualifiers = state.qualifiers();
  const exceptions = exceptionSpec(state);
  state.take('Dx');
  state.expect('F');
  state.take('Y');
  const result = state.type();
  const parameters: Node[] = [];
  let reference: string | null = null;
  while (reference === null) {
    if (state.take('E')) reference = '';
    else if (state.take('RE')) reference = ' &';
    else if (state.take('OE')) reference = ' &&';
    else if (!state.take('v')) parameters.push(state.type());
  }
  return { kind: 'function', result, name: null, parameters, tail: [qualifiers, reference, ...exceptions] };
}

function exceptionSpec(state: ParseState): readonly Part[] {
  if (state.take('Do')) return [' noexcept'];
  if (state.take('DO')) {
    const condition = state.expression();
    state.expect('E');
    return [' noexcept', parens(condition)];
  }
  if (state.take('Dw')) return [' throw', parens(list(state.until('E', () => state.type())))];
  return [];
}

/** A bound of an array or vector: a number, an expression, or nothing; `_` follows. */
function bound(state: ParseState): Node | null {
  if (state.take('_')) return null;
  const size = state.isDigit() ? word(state.number()) : state.expression();
  state.expect('_');
  return size;
}

function arrayType(state: ParseState): Node {
  state.expect('A');
  const size = bound(state);
  return { kind: 'array', element: state.type(), size };
}

/** `Dv <bound> _ <element>`; `p` is AltiVec's pixel. */
function vectorType(state: ParseState): Node {
  state.expect('Dv');
  const isNumber = state.looksAt('123456789');
  const size = bound(state);
  const sized: Part[] = size === null ? [']'] : [size, ']'];
  if (isNumber && state.take('p')) return sequence(['pixel vector[', ...sized]);
  return sequence([state.type(), ' vector[', ...sized]);
}
