/**
 * Types without a name: unnamed structs and enums, lambdas, and the literals of
 * Objective-C blocks (`<unnamed-type-name>`, Itanium C++ ABI 5.1.7).
 */
import { Malformed } from '../malformed.ts';
import { angle, list, type Node, parens, type Part, sequence, type Sequence, word } from './node.ts';
import type { NameTraits, ParseState } from './state.ts';
import { isTemplateParamDecl, templateParamDecl } from './templates.ts';

/** A lambda's closure type: its number, and its parameters as a declarator. */
interface Closure {
  readonly count: string;
  readonly declarator: readonly Part[];
}

/** `<unnamed-type-name>`. */
export function unnamedType(state: ParseState, traits: NameTraits | null): Sequence {
  // Parameters of the function's own arguments end here, when a name of an encoding is read.
  if (traits !== null) state.levels = [];
  if (state.take('Ut')) {
    const count = state.number();
    state.expect('_');
    return sequence([`'unnamed${count}'`]);
  }
  if (state.take('Ub')) {
    state.number();
    state.expect('_');
    return word("'block-literal'");
  }
  const { count, declarator } = closure(state);
  return sequence([`'lambda${count}'`, ...declarator]);
}

/** A lambda as a value: `[]` and its parameters. */
export function lambdaLiteral(state: ParseState): Node {
  if (state.look(1) !== 'l') throw new Malformed('literal of an unnamed type');
  const { declarator } = closure(state);
  state.expect('E');
  return sequence(['[]', ...declarator, '{...}']);
}

function closure(state: ParseState): Closure {
  state.expect('Ul');
  const outerLevel = state.lambdaLevel;
  const depth = state.levels.length;
  state.lambdaLevel = depth;
  const scope: Node[] = [];
  state.levels.push(scope);
  const declarator: Part[] = [];
  const templateParams: Node[] = [];
  while (isTemplateParamDecl(state)) templateParams.push(templateParamDecl(state, scope));
  if (templateParams.length > 0) declarator.push(angle(list(templateParams)));
  else state.levels.pop();
  if (state.take('Q')) declarator.push(' requires ', state.constraint(), ' ');
  const parameters: Node[] = [];
  if (!state.take('v')) {
    do parameters.push(state.type());
    while (!state.looksAt('EQ'));
  }
  declarator.push(parens(list(parameters)));
  if (state.take('Q')) declarator.push(' requires ', state.constraint());
  state.expect('E');
  const count = state.number();
  state.expect('_');
  state.levels.length = Math.min(depth, state.levels.length);
  state.lambdaLevel = outerLevel;
  return { count, declarator };
}
