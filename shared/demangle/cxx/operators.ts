/**
 * The operators of C++ (`<operator-name>`, Itanium C++ ABI 5.1.4): two letters
 * each, with the spelling, how tightly they bind and what operands follow them
 * in an expression.
 */
import { Malformed } from '../malformed.ts';
import { sequence, type Sequence, word } from './node.ts';
import { precedence } from './precedence.ts';
import type { NameTraits, ParseState } from './state.ts';

export interface Operator {
  readonly shape: Shape;
  readonly symbol: string;
  readonly precedence: number;
}

type Shape =
  | 'prefix'
  | 'postfix'
  | 'binary'
  | 'subscript'
  /** `.` and `.*`, which cannot be overloaded. */
  | 'dot'
  | 'arrow'
  | 'new'
  | 'delete'
  | 'call'
  | 'conversion'
  | 'conditional'
  /** May be overloaded, but is no operator within expressions. */
  | 'nameOnly'
  | 'namedCast'
  | 'ofType'
  | 'ofExpression';

const operators = new Map<string, Operator>();

/** Enters operators of one kind: `letters symbol` pairs. */
function enter(shape: Shape, level: number, pairs: string): void {
  const words = pairs.split(' ');
  for (let index = 0; index + 1 < words.length; index += 2) {
    const symbol = words[index + 1] ?? '';
    operators.set(words[index] ?? '', { shape, symbol, precedence: level });
  }
}

enter('prefix', precedence.unary, 'ad & co ~ de * ng - nt ! ps +');
enter('postfix', precedence.postfix, 'mm -- pp ++');
enter('binary', precedence.multiplicative, 'ml * rm %');
enter('binary', precedence.additive, 'mi - pl +');
enter('binary', precedence.shift, 'ls << rs >>');
enter('binary', precedence.spaceship, 'ss <=>');
enter('binary', precedence.relational, 'ge >= gt > le <= lt <');
enter('binary', precedence.equality, 'eq == ne !=');
enter('binary', precedence.and, 'an &');
enter('binary', precedence.xor, 'eo ^');
enter('binary', precedence.or, 'or |');
enter('binary', precedence.logicalAnd, 'aa &&');
enter('binary', precedence.logicalOr, 'oo ||');
enter('binary', precedence.assignment, 'aN &= aS = dV /= eO ^= lS <<= mI -= mL *= oR |= pL += rM %= rS >>=');
enter('binary', precedence.comma, 'cm ,');
// llvm-cxxfilt, whose output is the measure here, gives division the level of an assignment.
enter('binary', precedence.assignment, 'dv /');
enter('subscript', precedence.postfix, 'ix []');
enter('dot', precedence.postfix, 'dt .');
enter('dot', precedence.memberPointer, 'ds .*');
enter('arrow', precedence.postfix, 'pt ->');
// llvm-cxxfilt 19 takes `pm` for an operator that cannot be overloaded; it can be.
enter('arrow', precedence.memberPointer, 'pm ->*');
enter('nameOnly', precedence.primary, 'aw co_await');
enter('new', precedence.unary, 'nw new na new[]');
enter('delete', precedence.unary, 'dl delete da delete[]');
enter('call', precedence.postfix, 'cl ()');
enter('conversion', precedence.cast, 'cv cast');
enter('conditional', precedence.conditional, 'qu ?');
enter('namedCast', precedence.postfix, 'cc const_cast dc dynamic_cast rc reinterpret_cast sc static_cast');
enter('ofType', precedence.unary, 'at alignof st sizeof');
enter('ofExpression', precedence.unary, 'az alignof sz sizeof');
enter('ofType', precedence.postfix, 'ti typeid');
enter('ofExpression', precedence.postfix, 'te typeid');

/** Takes an operator's letters if they come next. */
export function takeOperator(state: ParseState): Operator | null {
  const operator = operators.get(state.text.slice(state.position, state.position + 2));
  if (operator === undefined) return null;
  state.position += 2;
  return operator;
}

function isNameable(shape: Shape): boolean {
  return shape !== 'dot' && shape !== 'namedCast' && shape !== 'ofType' && shape !== 'ofExpression';
}

/** `<operator-name>` as the name of a function. */
export function operatorName(state: ParseState, traits: NameTraits | null): Sequence {
  const operator = takeOperator(state);
  if (operator !== null) {
    if (operator.shape === 'conversion') return conversionName(state, traits);
    if (!isNameable(operator.shape)) throw new Malformed('operator without a name');
    return word(`operator${/^[a-z]/.test(operator.symbol) ? ' ' : ''}${operator.symbol}`);
  }
  if (state.take('li')) return sequence(['operator"" ', state.sourceName()]);
  state.expect('v');
  if (!state.isDigit()) throw new Malformed('vendor operator without an operand count');
  state.position++;
  return sequence(['operator ', state.sourceName()]);
}

/** `cv <type>`; the type may refer to template arguments that stand behind it. */
function conversionName(state: ParseState, traits: NameTraits | null): Sequence {
  const outer = state.mayReferForward;
  state.mayReferForward = outer || traits !== null;
  const type = state.typeWithoutArgs();
  state.mayReferForward = outer;
  if (traits !== null) traits.isWithoutResult = true;
  return sequence(['operator ', type]);
}
