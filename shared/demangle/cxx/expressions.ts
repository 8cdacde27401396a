/**
 * Expressions in `decltype`, `noexcept`, `requires`, array bounds and template
 * arguments (`<expression>`, Itanium C++ ABI 5.1.6).
 */
import { Malformed } from '../malformed.ts';
import { angle, list, type Node, operand, parens, type Part, sequence } from './node.ts';
import { type Operator, takeOperator } from './operators.ts';
import { precedence } from './precedence.ts';
import type { ParseState } from './state.ts';
import { otherExpression } from './primaries.ts';

/** `<expression>`. */
export function expression(state: ParseState): Node {
  const isGlobal = state.take('gs');
  const operator = takeOperator(state);
  return operator === null ? otherExpression(state, isGlobal) : operation(state, operator, isGlobal);
}

/** An operator with its operands. */
function operation(state: ParseState, operator: Operator, isGlobal: boolean): Node {
  const { shape, symbol, precedence: level } = operator;
  switch (shape) {
    case 'binary':
      return binary(state, operator);
    case 'prefix':
      return prefix(state, operator);
    case 'postfix':
      if (state.take('_')) return prefix(state, operator);
      return sequence([operand(state.expression(), level + 1), symbol], { precedence: level });
    case 'subscript': {
      const array = operand(state.expression(), level);
      const index: Node = { kind: 'group', brackets: '[]', parts: [state.expression()] };
      return sequence([array, index], { precedence: level });
    }
    case 'dot':
    case 'arrow': {
      const object = operand(state.expression(), level + 1);
      return sequence([object, symbol, operand(state.expression(), level)], { precedence: level });
    }
    case 'new':
      return newExpression(state, operator, isGlobal);
    case 'delete':
      return sequence([`${isGlobal ? '::' : ''}${symbol} `, state.expression()], { precedence: level });
    case 'call': {
      const callee = state.expression();
      return sequence([callee, parens(list(expressions(state)))], { precedence: level });
    }
    case 'conversion': {
      const type = state.typeWithoutArgs();
      const operands = state.take('_') ? expressions(state) : [state.expression()];
      return sequence([parens(type), parens(list(operands))], { precedence: level });
    }
    case 'conditional': {
      const condition = operand(state.expression(), level);
      const consequent = state.expression();
      const alternative = operand(state.expression(), precedence.assignment + 1);
      return sequence([condition, ' ? ', consequent, ' : ', alternative], { precedence: level });
    }
    case 'namedCast': {
      const type = angle({ kind: 'left', node: state.type() });
      return sequence([symbol, type, parens(state.expression())], { precedence: level });
    }
    case 'ofType':
      return sequence([`${symbol} `, parens(state.type())], { precedence: level });
    case 'ofExpression':
      return sequence([`${symbol} `, parens(state.expression())], { precedence: level });
    case 'nameOnly':
      throw new Malformed('no operator of expressions');
  }
}

/** Expressions up to `E`. */
function expressions(state: ParseState): Node[] {
  return state.until('E', () => state.expression());
}

function prefix(state: ParseState, { symbol, precedence: level }: Operator): Node {
  return sequence([symbol, operand(state.expression(), level)], { precedence: level });
}

/** Assignments group from the right, all others from the left. */
function binary(state: ParseState, { symbol, precedence: level }: Operator): Node {
  const isAssignment = level === precedence.assignment;
  const left = operand(state.expression(), isAssignment ? precedence.logicalOr : level + 1);
  const right = operand(state.expression(), isAssignment ? level + 1 : level);
  const infix = symbol === ',' ? ', ' : ` ${symbol} `;
  return sequence([left, infix, right], { precedence: level, guarded: symbol === '>' || symbol === '>>' });
}

/** `new (placement) type(initializers)`. */
function newExpression(state: ParseState, { symbol, precedence: level }: Operator, isGlobal: boolean): Node {
  const parts: Part[] = [isGlobal ? `::${symbol}` : symbol];
  const placement = state.until('_', () => state.expression());
  if (placement.length > 0) parts.push(parens(list(placement)));
  parts.push(' ', state.type());
  if (state.take('pi')) {
    const initializers = expressions(state);
    if (initializers.length > 0) parts.push(parens(list(initializers)));
  } else if (state.text.startsWith('il', state.position)) parts.push(state.expression());
  else state.expect('E');
  return sequence(parts, { precedence: level });
}
