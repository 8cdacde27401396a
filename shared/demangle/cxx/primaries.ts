/**
 * Expressions that are no operators: parameters, initializer lists, folds,
 * packs, `requires`, and the vendors' extensions.
 */
import { Malformed } from '../malformed.ts';
import { signed } from './cursor.ts';
import { baseName, list, type Node, operand, parens, type Part, sequence, word } from './node.ts';
import { takeOperator } from './operators.ts';
import { precedence } from './precedence.ts';
import type { ParseState } from './state.ts';
import { templateArg, templateParam } from './templates.ts';
import { unresolvedName } from './unresolved.ts';

/** The rest of `<expression>`, behind `gs` if `isGlobal`. */
export function otherExpression(state: ParseState, isGlobal: boolean): Node {
  switch (state.look()) {
    case 'L':
      return state.primary();
    case 'T':
      return templateParam(state);
    case 'f':
      if (state.look(1) === 'p' || (state.look(1) === 'L' && state.isDigit(2))) return functionParam(state);
      return fold(state);
    case 'u':
      return vendorExpression(state);
    default:
      return keyword(state) ?? unresolvedName(state, isGlobal);
  }
}

/** Expressions that begin with two letters of their own; null for any other. */
function keyword(state: ParseState): Node | null {
  const letters = state.text.slice(state.position, state.position + 2);
  const rule = keywords[letters];
  if (rule === undefined) return null;
  state.position += 2;
  return rule(state);
}

const keywords: Readonly<Record<string, (state: ParseState) => Node>> = {
  il: (state) => initializerList(state, []),
  tl: (state) => initializerList(state, [state.type()]),
  mc: memberPointerConversion,
  nx: (state) => sequence(['noexcept ', parens(state.expression())], { precedence: precedence.unary }),
  rq: (state) => requiresExpression(state, []),
  rQ: (state) =>
    requiresExpression(
      state,
      state.until('_', () => state.type()),
    ),
  so: subobject,
  sp: (state) => ({ kind: 'expansion', pattern: state.expression() }),
  sZ: packSize,
  sP: (state) => sequence(['sizeof... ', parens(list(state.until('E', () => templateArg(state))))]),
  tr: () => word('throw'),
  tw: (state) => sequence(['throw ', state.expression()]),
};

function initializerList(state: ParseState, type: readonly Part[]): Node {
  return sequence([...type, '{', list(state.until('E', () => initializer(state))), '}']);
}

/** `<braced-expression>`: an expression, behind designators if there are any. */
function initializer(state: ParseState): Node {
  if (state.take('di')) return designated(state, ['.', state.sourceName()]);
  if (state.take('dx')) return designated(state, ['[', state.expression(), ']']);
  if (state.take('dX')) return designated(state, ['[', state.expression(), ' ... ', state.expression(), ']']);
  return state.expression();
}

function designated(state: ParseState, designator: readonly Part[]): Node {
  const value = state.nest(initializer);
  const isNested = value.kind === 'sequence' && value.role === 'designator';
  return sequence([...designator, isNested ? '' : ' = ', value], { role: 'designator' });
}

/** `<function-param>`: by number, since mangled names don't tell what parameters are called. */
function functionParam(state: ParseState): Node {
  if (state.take('fpT')) return word('this');
  if (!state.take('fp')) {
    state.expect('fL');
    state.requiredNumber();
    state.expect('p');
  }
  state.qualifiers();
  const index = state.number();
  state.expect('_');
  return sequence([`fp${index}`]);
}

/** `<fold-expr>`: `fl` and `fr` over a pack alone, `fL` and `fR` with an initial value. */
function fold(state: ParseState): Node {
  state.expect('f');
  const isLeft = state.looksAt('Ll');
  const hasInitial = state.looksAt('LR');
  if (!state.looksAt('LlRr')) throw new Malformed('unknown fold');
  state.position++;
  const operator = takeOperator(state);
  const isFoldable = operator?.shape === 'binary' || operator?.symbol === '.*' || operator?.symbol === '->*';
  if (operator === null || !isFoldable) throw new Malformed('fold without an operator');
  const first = state.expression();
  const second = hasInitial ? state.expression() : null;
  const pattern = isLeft && second !== null ? second : first;
  const initial = isLeft && second !== null ? first : second;
  const pack = parens({ kind: 'expansion', pattern });
  const infix = ` ${operator.symbol} `;
  const ends: Part[] = initial === null ? [] : [operand(initial, precedence.cast + 1)];
  const [left, right] = isLeft ? [ends, [pack]] : [[pack], ends];
  return sequence([
    parens(...(left.length > 0 ? [...left, infix] : []), '...', ...(right.length > 0 ? [infix, ...right] : [])),
  ]);
}

/** `sZ`: the number of elements in a pack of template arguments or parameters. */
function packSize(state: ParseState): Node {
  if (state.look() !== 'T') return sequence(['sizeof... ', parens(functionParam(state))]);
  return sequence(['sizeof...', parens({ kind: 'expansion', pattern: templateParam(state) })]);
}

/** `mc`: a member pointer converted to that of another class. */
function memberPointerConversion(state: ParseState): Node {
  const type = state.type();
  const value = state.expression();
  state.number(true);
  state.expect('E');
  return sequence([parens(type), parens(value)], { precedence: precedence.unary });
}

/** `so`: a subobject by type and offset. */
function subobject(state: ParseState): Node {
  const type = state.type();
  const object = state.expression();
  const offset = signed(state.number(true)) || '0';
  while (state.take('_')) state.number();
  state.take('p');
  state.expect('E');
  return sequence([object, '.<', type, ` at offset ${offset}>`]);
}

/** `u <source-name> <template-arg>* E`; `__uuidof` has an older form with one operand. */
function vendorExpression(state: ParseState): Node {
  state.expect('u');
  const name = state.sourceName();
  const call = (args: readonly Node[]): Node =>
    sequence([name, parens(list(args))], { precedence: precedence.postfix });
  if (baseName(name) === '__uuidof') {
    if (state.take('t')) return call([state.type()]);
    if (state.take('z')) return call([state.expression()]);
  }
  return call(state.until('E', () => templateArg(state)));
}

/** `requires (parameters) { requirements }`. */
function requiresExpression(state: ParseState, parameters: readonly Node[]): Node {
  const requirements = [requirement(state), ...state.until('E', () => requirement(state))];
  const head: Part[] = parameters.length > 0 ? ['requires ', parens(list(parameters)), ' '] : ['requires '];
  return sequence([...head, { kind: 'group', brackets: '{}', parts: [...requirements, ' '] }]);
}

/** `<requirement>`: an expression (`X`), a type (`T`) or a nested constraint (`Q`). */
function requirement(state: ParseState): Node {
  if (state.take('T')) return sequence([' typename ', state.type(), ';']);
  if (state.take('Q')) return sequence([' requires ', state.expression(), ';']);
  state.expect('X');
  const value = state.expression();
  const noexcept = state.take('N') ? ' noexcept' : '';
  const concept: Part[] = state.take('R') ? [' -> ', state.name()] : [];
  const isCompound = noexcept !== '' || concept.length > 0;
  return sequence([
    ' ',
    isCompound ? { kind: 'group', brackets: '{}', parts: [value] } : value,
    noexcept,
    ...concept,
    ';',
  ]);
}
