/**
 * Names of declarations: identifiers (with word substitutions and Punycode), operators, and the names that carry a
 * discriminator because they are local, private or made by the importer.
 */
import type { MaybeNode } from '../node.ts';
import { branch, CONTEXTS, child, DECL_NAMES, join, leaf, NOMINALS, typeOf, unwrapType, withKind } from '../node.ts';
import { decodePunycode } from '../punycode.ts';
import { decodeOperator, OPERATOR_FIXITIES } from '../vocabulary.ts';
import type { Machine } from './machine.ts';
import { isDigit, isLower, isUpper } from './machine.ts';

/**
 * `<natural><text>`; a `0` before it allows words of earlier identifiers in between (lower case: more follow, upper
 * case: the last one), `00` marks Punycode.
 */
export function readIdentifier(machine: Machine): MaybeNode {
  if (!isDigit(machine.peek())) return null;
  let mayUseWords = false;
  let isPunycode = false;
  if (machine.nextIf('00')) isPunycode = true;
  else if (machine.nextIf('0')) mayUseWords = true;

  let identifier = '';
  do {
    while (mayUseWords && (isLower(machine.peek()) || isUpper(machine.peek()))) {
      const letter = machine.next();
      mayUseWords = isLower(letter);
      const word = machine.word(letter.toLowerCase().charCodeAt(0) - 0x61);
      if (word === null) return null;
      identifier += word;
    }
    if (machine.nextIf('0')) break;
    const piece = readPiece(machine, isPunycode);
    if (piece === null) return null;
    identifier += piece;
    if (!machine.allowIdentifier(identifier.length)) return null;
  } while (mayUseWords);

  if (identifier === '' || !machine.allowIdentifier(identifier.length)) return null;
  return machine.remember(leaf('Identifier', identifier));
}

function readPiece(machine: Machine, isPunycode: boolean): string | null {
  const length = machine.natural();
  if (length === null || length === 0) return null;
  if (isPunycode) machine.nextIf('_');
  const text = machine.take(length);
  if (text === null) return null;
  if (isPunycode) return decodePunycode(text);
  for (const word of wordsOf(text)) machine.rememberWord(word);
  return text;
}

/** Splits at underscores and where lower case turns to upper case; words start with neither a digit nor `_`. */
function wordsOf(text: string): string[] {
  const found: string[] = [];
  let start = -1;
  for (let position = 0; position <= text.length; position++) {
    const character = text.charAt(position);
    const previous = text.charAt(position - 1);
    const isEnd = character === '' || character === '_' || (isUpper(character) && !isUpper(previous));
    if (start >= 0 && isEnd) {
      if (position - start >= 2) found.push(text.slice(start, position));
      start = -1;
    }
    if (start < 0 && character !== '' && character !== '_' && !isDigit(character)) start = position;
  }
  return found;
}

/** `o<fixity>` after an identifier: the identifier's letters spell an operator. */
export function readOperatorName(machine: Machine): MaybeNode {
  const letters = machine.pop('Identifier');
  if (letters === null) return null;
  const operator = decodeOperator(letters.text);
  const fixity = machine.lookUp(OPERATOR_FIXITIES);
  return operator === null || fixity === null ? null : leaf('OperatorName', operator + fixity);
}

/** `L…`: a name with a discriminator. */
export function readDiscriminatedName(machine: Machine): MaybeNode {
  if (machine.nextIf('L')) {
    const discriminator = machine.pop('Identifier');
    return join('PrivateName', discriminator, machine.popOneOf(DECL_NAMES));
  }
  if (machine.nextIf('l')) return join('PrivateName', machine.pop('Identifier'));
  if (/^[a-jA-J]$/.test(machine.peek())) {
    const role = leaf('Identifier', machine.next());
    const name = machine.popAny();
    return name === null ? branch('RelatedName', [role]) : branch('RelatedName', [role, name]);
  }
  const index = machine.index();
  const name = machine.popOneOf(DECL_NAMES);
  return index === null || name === null ? null : branch('LocalName', [name], '', index);
}

/** A module on top of the stack; an identifier stands for one. */
export function popModule(machine: Machine): MaybeNode {
  const identifier = machine.pop('Identifier');
  return identifier === null ? machine.pop('Module') : withKind(identifier, 'Module');
}

/** What a declaration is nested in. */
export function popContext(machine: Machine): MaybeNode {
  const module = popModule(machine);
  if (module !== null) return module;
  const type = machine.pop('Type');
  if (type === null) return machine.popOneOf(CONTEXTS);
  const context = child(type, 0);
  return context !== null && CONTEXTS.has(context.kind) ? context : null;
}

/** What the type on top of the stack wraps. */
export function popTypeContent(machine: Machine): MaybeNode {
  const type = machine.pop('Type');
  return type === null ? null : child(type, 0);
}

/** The nominal type on top of the stack, without its wrapper. */
export function popNominal(machine: Machine): MaybeNode {
  const content = popTypeContent(machine);
  return content !== null && NOMINALS.has(content.kind) ? content : null;
}

/** A protocol as a type: already one, or a context and a name. */
export function popProtocol(machine: Machine): MaybeNode {
  const type = machine.pop('Type');
  if (type !== null) return unwrapType(type).kind === 'Protocol' ? type : null;
  const name = machine.popOneOf(DECL_NAMES);
  return typeOf(join('Protocol', popContext(machine), name));
}
