/**
 * Specialisations in the old mangling, before the name they are of.
 */
import type { MaybeNode, Node } from '../node.ts';
import { branch, leaf, phrase } from '../node.ts';
import { specialization } from '../stack/specializations.ts';
import type { Grammar } from './grammar.ts';

/** What follows `_TTS`. */
export function readSpecialization(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  if (source.nextIf('g')) return readWith(grammar, 'generic specialization', readGenericParts);
  if (source.nextIf('r')) return readWith(grammar, 'generic not re-abstracted specialization', readGenericParts);
  return source.nextIf('f') ? readWith(grammar, 'function signature specialization', readSignatureParts) : null;
}

function readWith(grammar: Grammar, words: string, readParts: (grammar: Grammar) => Node[] | null): MaybeNode {
  const isSerialized = grammar.source.nextIf('q');
  grammar.source.next(); // the pass that specialised
  const parts = readParts(grammar);
  return parts === null ? null : specialization(words, isSerialized, parts);
}

/** Types, each with the conformances it brought. */
function readGenericParts(grammar: Grammar): Node[] | null {
  const { source } = grammar;
  const parts: Node[] = [];
  while (!source.nextIf('_')) {
    let part = grammar.type();
    let separator = ' with ';
    while (part !== null && !source.nextIf('_')) {
      part = phrase(part, separator, grammar.conformance());
      separator = ' and ';
    }
    if (part === null) return null;
    parts.push(part);
  }
  return parts;
}

function readSignatureParts(grammar: Grammar): Node[] | null {
  const parts: Node[] = [];
  for (let argument = 0; !grammar.source.nextIf('_'); argument++) {
    if (grammar.source.nextIf('n_')) continue;
    const change = readChange(grammar);
    if (change === null) return null;
    parts.push(branch('Phrase', [leaf('Text', `Arg[${argument}] = `), change]));
  }
  return parts;
}

const CHANGES: readonly (readonly [code: string, words: string])[] = [
  ['i_', 'Value Promoted from Box'],
  ['k_', 'Stack Promoted from Box'],
  ['r_', 'InOut Converted to Out'],
];

const OPTIONS: readonly (readonly [code: string, words: string])[] = [
  ['d', 'Dead'],
  ['g', 'Owned To Guaranteed'],
  ['o', 'Guaranteed To Owned'],
  ['s', 'Exploded'],
];

function readChange(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  if (source.nextIf('cp')) return readConstant(grammar);
  if (source.nextIf('cl')) return readClosure(grammar);
  const change = CHANGES.find(([code]) => source.nextIf(code));
  if (change !== undefined) return phrase(change[1]);
  const options = OPTIONS.filter(([code]) => source.nextIf(code)).map(([, words]) => words);
  return options.length > 0 && source.nextIf('_') ? phrase(options.join(' and ')) : null;
}

function readConstant({ source }: Grammar): MaybeNode {
  const symbol = (words: string): MaybeNode => {
    const name = source.identifier();
    return name !== null && source.nextIf('_') ? phrase(`[${words} : `, leaf('NestedName', name.text), ']') : null;
  };
  const number = (words: string): MaybeNode => {
    const digits = source.takeUntil('_');
    return digits === null ? null : phrase(`[${words} : ${digits}]`);
  };
  if (source.nextIf('fr')) return symbol('Constant Propagated Function');
  if (source.nextIf('g')) return symbol('Constant Propagated Global');
  if (source.nextIf('i')) return number('Constant Propagated Integer');
  if (source.nextIf('fl')) return number('Constant Propagated Float');
  const encoding = source.nextIf('se0v') ? 'u8' : source.nextIf('se1v') ? 'u16' : null;
  const text = encoding === null ? null : source.identifier();
  if (text === null || !source.nextIf('_')) return null;
  return phrase(`[Constant Propagated String : ${encoding}'${text.text}']`);
}

function readClosure(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  const name = source.identifier();
  if (name === null) return null;
  const types: Node[] = [];
  while (!source.nextIf('_')) {
    const type = source.isAtEnd ? null : grammar.type();
    if (type === null) return null;
    types.push(type);
  }
  const closure = leaf('NestedName', name.text);
  return phrase('[Closure Propagated : ', closure, ', Argument Types : [', branch('Phrase', types), ']');
}
