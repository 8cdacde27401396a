/**
 * `TJ…`, `WJ…`: derivatives, their thunks, and the witnesses that a function is differentiable. They take everything
 * on the stack as what they derive from.
 */
import type { Kind, MaybeNode, Node } from '../node.ts';
import { branch, compose, either, phrase } from '../node.ts';
import type { Machine } from './machine.ts';

const FUNCTION_KINDS: ReadonlyMap<string, string> = new Map([
  ['f', 'forward-mode derivative'],
  ['r', 'reverse-mode derivative'],
  ['d', 'differential'],
  ['p', 'pullback'],
]);

const WITNESS_KINDS: ReadonlyMap<string, string> = new Map([
  ['f', 'forward-mode'],
  ['r', 'reverse-mode'],
  ['d', 'normal'],
  ['l', 'linear'],
]);

/** `TJ…`. */
export function readAutoDiff(machine: Machine): MaybeNode {
  if (machine.nextIf('S')) return readSubsetThunk(machine);
  if (machine.nextIf('O')) return readReorderingThunk(machine);
  if (machine.nextIf('V')) return readDerivative(machine, 'Phrase', 'vtable thunk for ');
  return readDerivative(machine, 'AutoDiffFunction', '');
}

function readDerivative(machine: Machine, kind: Kind, prefix: string): MaybeNode {
  const originals = machine.takeStack();
  const signature = popSignature(originals);
  const words = machine.lookUp(FUNCTION_KINDS);
  const parameters = readSubset(machine, 'p');
  const results = readSubset(machine, 'r');
  if (words === null || parameters === null || results === null) return null;
  const withSignature = signature === null ? '' : phrase(' with ', signature);
  return compose(
    kind,
    `${prefix}${words} of `,
    branch('Phrase', originals),
    either(phrase(respectTo(parameters, results), withSignature), ''),
  );
}

function readSubsetThunk(machine: Machine): MaybeNode {
  const originals = machine.takeStack();
  const words = machine.lookUp(FUNCTION_KINDS);
  const parameters = readSubset(machine, 'p');
  const results = readSubset(machine, 'r');
  const kept = readSubset(machine, 'P');
  if (words === null || parameters === null || results === null || kept === null) return null;
  const [first, ...rest] = originals;
  const last = rest.pop() ?? null;
  const from = first === undefined ? null : branch('Phrase', [first, ...rest]);
  const ofType = last === null ? '' : phrase(' of type ', last);
  return phrase(
    `autodiff subset parameters thunk for ${words} from `,
    from,
    either(phrase(`${respectTo(parameters, results)} to parameters ${kept}`, ofType), ''),
  );
}

function readReorderingThunk(machine: Machine): MaybeNode {
  const signature = machine.pop('GenericSignature');
  const to = machine.pop('Type');
  const from = machine.pop('Type');
  const words = machine.lookUp(FUNCTION_KINDS);
  if (words === null) return null;
  const withSignature = signature === null ? '' : phrase(signature, ' ');
  return phrase(
    'autodiff self-reordering reabstraction thunk for ',
    either(phrase(words, withSignature, ' from ', from, ' to ', to), from),
  );
}

/** `WJ…`. */
export function readDifferentiabilityWitness(machine: Machine): MaybeNode {
  const signature = machine.pop('GenericSignature');
  const originals = machine.takeStack();
  const words = machine.lookUp(WITNESS_KINDS);
  const parameters = readSubset(machine, 'p');
  const results = readSubset(machine, 'r');
  if (words === null || parameters === null || results === null) return null;
  return phrase(
    `${words} differentiability witness for `,
    branch('Phrase', originals),
    respectTo(parameters, results),
    signature === null ? '' : phrase(' with ', signature),
  );
}

function respectTo(parameters: string, results: string): string {
  return ` with respect to parameters ${parameters} and results ${results}`;
}

function popSignature(originals: Node[]): MaybeNode {
  return originals.at(-1)?.kind === 'GenericSignature' ? (originals.pop() ?? null) : null;
}

/** Letters that say for each index whether it is in the set (`S`) or not (`U`), and what ends them. */
function readSubset(machine: Machine, end: string): string | null {
  const members: number[] = [];
  let count = 0;
  while (machine.peek() === 'S' || machine.peek() === 'U') {
    if (machine.next() === 'S') members.push(count);
    count++;
  }
  return count > 0 && machine.nextIf(end) ? `{${members.join(', ')}}` : null;
}
