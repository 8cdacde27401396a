/**
 * A whole symbol of the old mangling: attributes and specialisations first, then what it is, then whatever was added
 * to it unmangled.
 */
import type { Kind, MaybeNode, Node } from '../node.ts';
import { branch, leaf, phrase } from '../node.ts';
import { protocolWitness, reabstraction } from '../stack/thunks.ts';
import { fieldOffset, valueWitness } from '../stack/witnesses.ts';
import { VALUE_WITNESSES } from '../vocabulary.ts';
import {
  readConformance,
  readContext,
  readDeclaration,
  readDeclName,
  readEntity,
  readModule,
  readNominalType,
  readProtocolName,
} from './entities.ts';
import { readGenericSignature } from './generics.ts';
import type { Grammar } from './grammar.ts';
import { Source } from './grammar.ts';
import { readSpecialization } from './specializations.ts';
import { readBoundGenericType, readType } from './types.ts';

const PREFIX = '_T';
/** Types and contexts nest no deeper than this in any program. */
const MAX_NESTING = 300;

/** Whether a name may be written in the old mangling. */
export function isOldMangled(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** The symbol a name stands for; `null` when it is malformed. */
export function readOldSymbol(name: string): MaybeNode {
  const grammar = new OldGrammar(new Source(name, PREFIX.length));
  const { source } = grammar;
  const parts: Node[] = [];
  if (source.nextIf('TS')) {
    do {
      const specialization = readSpecialization(grammar);
      if (specialization === null) return null;
      parts.push(specialization);
      source.forgetAll();
    } while (source.nextIf('_TTS'));
    if (!source.nextIf(PREFIX)) return null;
  } else {
    const attribute = ATTRIBUTES.find(([code]) => source.nextIf(code));
    if (attribute !== undefined) parts.push(leaf('Text', attribute[1]));
  }
  const global = readGlobal(grammar);
  if (global === null) return null;
  parts.push(global);
  if (!source.isAtEnd) parts.push(leaf('Suffix', source.takeRest()));
  return branch('Phrase', parts);
}

const ATTRIBUTES: readonly (readonly [code: string, words: string])[] = [
  ['To', '@objc '],
  ['TO', '@nonobjc '],
  ['TD', 'dynamic '],
  ['Td', 'super '],
  ['TV', 'override '],
];

/** Ties the parts of the grammar together and keeps them from nesting without end. */
class OldGrammar implements Grammar {
  readonly source: Source;
  #nesting = 0;

  constructor(source: Source) {
    this.source = source;
  }

  type(): MaybeNode {
    return this.#nest(readType);
  }

  entity(): MaybeNode {
    return this.#nest(readEntity);
  }

  context(): MaybeNode {
    return this.#nest(readContext);
  }

  module(): MaybeNode {
    return readModule(this);
  }

  nominalType(): MaybeNode {
    return this.#nest(readNominalType);
  }

  boundGenericType(): MaybeNode {
    return this.#nest(readBoundGenericType);
  }

  protocolName(): MaybeNode {
    return this.#nest(readProtocolName);
  }

  declaration(kind: Kind): MaybeNode {
    return this.#nest((grammar) => readDeclaration(grammar, kind));
  }

  conformance(): MaybeNode {
    return this.#nest(readConformance);
  }

  genericSignature(): MaybeNode {
    return this.#nest(readGenericSignature);
  }

  #nest(read: (grammar: Grammar) => MaybeNode): MaybeNode {
    if (this.#nesting >= MAX_NESTING) return null;
    this.#nesting++;
    const node = read(this);
    this.#nesting--;
    return node;
  }
}

function readGlobal(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  if (source.nextIf('M')) return readMetadata(grammar);
  if (source.nextIf('PA')) return readPartialApply(grammar);
  if (source.nextIf('t')) return grammar.type();
  if (source.nextIf('w')) {
    const words = VALUE_WITNESSES.get(source.next() + source.next());
    return words === undefined ? null : valueWitness(words, grammar.type());
  }
  if (source.nextIf('W')) return readWitness(grammar);
  if (source.nextIf('T')) return readThunk(grammar);
  return source.isAtEnd ? null : grammar.entity();
}

const METADATA: ReadonlyMap<string, string> = new Map([
  ['P', 'generic type metadata pattern for '],
  ['a', 'type metadata accessor for '],
  ['L', 'lazy cache variable for type metadata for '],
  ['m', 'metaclass for '],
  ['n', 'nominal type descriptor for '],
  ['f', 'full type metadata for '],
]);

function readMetadata(grammar: Grammar): MaybeNode {
  if (grammar.source.nextIf('p')) return phrase('protocol descriptor for ', grammar.protocolName());
  return phrase(grammar.source.lookUp(METADATA) ?? 'type metadata for ', grammar.type());
}

function readPartialApply(grammar: Grammar): MaybeNode {
  const words = grammar.source.nextIf('o') ? 'partial apply ObjC forwarder' : 'partial apply forwarder';
  const children: Node[] = [branch('Either', [leaf('Text', words), leaf('Text', 'partial apply')])];
  if (grammar.source.nextIf('__T')) {
    const applied = readGlobal(grammar);
    if (applied === null) return null;
    children.push(applied);
  }
  return branch('PartialApply', children);
}

const TABLES: ReadonlyMap<string, string> = new Map([
  ['P', 'protocol witness table for '],
  ['G', 'generic protocol witness table for '],
  ['I', 'instantiation function for generic protocol witness table for '],
  ['a', 'protocol witness table accessor for '],
]);

function readWitness(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  const table = source.lookUp(TABLES);
  if (table !== null) return phrase(table, grammar.conformance());
  if (source.nextIf('V')) return phrase('value witness table for ', grammar.type());
  if (source.nextIf('vd')) return fieldOffset('direct', grammar.entity());
  if (source.nextIf('vi')) return fieldOffset('indirect', grammar.entity());
  if (source.nextIf('l')) return readLazy(grammar, 'lazy protocol witness table accessor for type ');
  if (source.nextIf('L')) return readLazy(grammar, 'lazy protocol witness table cache variable for type ');
  if (source.nextIf('t')) {
    const conformance = grammar.conformance();
    const name = conformance === null ? null : readDeclName(grammar);
    return phrase('associated type metadata accessor for ', name, ' in ', conformance);
  }
  if (source.nextIf('T')) {
    const conformance = grammar.conformance();
    const name = conformance === null ? null : readDeclName(grammar);
    const protocol = name === null ? null : grammar.protocolName();
    return phrase('associated type witness table accessor for ', name, ' : ', protocol, ' in ', conformance);
  }
  return null;
}

function readLazy(grammar: Grammar, words: string): MaybeNode {
  const type = grammar.type();
  return type === null ? null : phrase(words, type, ' and conformance ', grammar.conformance());
}

function readThunk(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  if (source.nextIf('R')) return readReabstraction(grammar, 'reabstraction thunk helper ');
  if (source.nextIf('r')) return readReabstraction(grammar, 'reabstraction thunk ');
  if (!source.nextIf('W')) return null;
  const conformance = grammar.conformance();
  return conformance === null ? null : protocolWitness(grammar.entity(), conformance);
}

function readReabstraction(grammar: Grammar, words: string): MaybeNode {
  const isGeneric = grammar.source.nextIf('G');
  const signature = isGeneric ? grammar.genericSignature() : null;
  if (isGeneric && signature === null) return null;
  const to = grammar.type();
  return to === null ? null : reabstraction(words, signature, grammar.type(), to);
}
