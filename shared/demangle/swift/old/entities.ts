/**
 * Declarations in the old mangling: names, contexts, entities and conformances.
 */
import type { Kind, MaybeNode, Node } from '../node.ts';
import { branch, join, leaf, STDLIB, typeOf } from '../node.ts';
import { allocatorWords, lifecycleEntity } from '../stack/entities.ts';
import { conformanceWords } from '../stack/conformances.ts';
import { ACCESSORS, ADDRESSORS, MUTABLE_ADDRESSORS } from '../vocabulary.ts';
import type { Grammar } from './grammar.ts';

const ENTITY_STARTS = /^[FIvPsZCVO]$/;

/** A name, with `L<index>` for a local and `P<discriminator>` for a private one. */
export function readDeclName(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  if (source.nextIf('L')) {
    const index = source.index();
    const name = source.identifier();
    return index === null || name === null ? null : branch('LocalName', [name], '', index);
  }
  if (source.nextIf('P')) {
    const discriminator = source.identifier();
    return join('PrivateName', discriminator, source.identifier());
  }
  return source.identifier();
}

/** A context and a name, remembered. */
export function readDeclaration(grammar: Grammar, kind: Kind): MaybeNode {
  const context = grammar.context();
  return context === null ? null : grammar.source.remember(join(kind, context, readDeclName(grammar)));
}

/** A module, remembered unless it is a standard one. */
export function readModule(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  if (source.nextIf('s')) return leaf('Module', STDLIB);
  if (source.nextIf('S')) {
    const module = source.substitution();
    return module?.kind === 'Module' ? module : null;
  }
  const name = source.identifier();
  return name?.kind === 'Identifier' ? source.remember(leaf('Module', name.text)) : null;
}

/** A protocol as a type. After `S` it may be a protocol or the module one lies in. */
export function readProtocolName(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  if (source.nextIf('S')) {
    const known = source.substitution();
    if (known?.kind === 'Protocol') return typeOf(known);
    return known?.kind === 'Module' ? typeOf(protocolIn(grammar, known)) : null;
  }
  if (source.nextIf('s')) return typeOf(protocolIn(grammar, leaf('Module', STDLIB)));
  return typeOf(readDeclaration(grammar, 'Protocol'));
}

/** A protocol whose context is known already. */
export function protocolIn(grammar: Grammar, context: Node): MaybeNode {
  return grammar.source.remember(join('Protocol', context, readDeclName(grammar)));
}

const NOMINAL_CODES: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['V', 'Structure'],
  ['O', 'Enum'],
  ['C', 'Class'],
  ['P', 'Protocol'],
]);

/** A type declared somewhere, or a back reference to one. */
export function readNominalType(grammar: Grammar): MaybeNode {
  if (grammar.source.nextIf('S')) return grammar.source.substitution();
  const kind = grammar.source.lookUp(NOMINAL_CODES);
  return kind === null ? null : grammar.declaration(kind);
}

/** What a declaration lies in. */
export function readContext(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  if (source.nextIf('E')) {
    const module = grammar.module();
    return module === null ? null : join('Extension', module, grammar.context());
  }
  if (source.nextIf('e')) {
    const module = grammar.module();
    const signature = module === null ? null : grammar.genericSignature();
    return signature === null ? null : join('Extension', module, grammar.context(), signature);
  }
  if (source.nextIf('S')) return source.substitution();
  if (source.nextIf('s')) return leaf('Module', STDLIB);
  if (source.nextIf('G')) return grammar.boundGenericType();
  return ENTITY_STARTS.test(source.peek()) ? grammar.entity() : grammar.module();
}

/** `type : protocol in context`. */
export function readConformance(grammar: Grammar): MaybeNode {
  const type = grammar.type();
  const protocol = type === null ? null : grammar.protocolName();
  return protocol === null ? null : conformanceWords(type, protocol, grammar.context());
}

const BASIC_KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['F', 'Function'],
  ['v', 'Variable'],
  ['I', 'InitialValue'],
  ['i', 'Subscript'],
]);

const LIFECYCLE: ReadonlyMap<string, string> = new Map([
  ['D', '__deallocating_deinit'],
  ['Z', '__isolated_deallocating_deinit'],
  ['d', 'deinit'],
  ['e', '__ivar_initializer'],
  ['E', '__ivar_destroyer'],
]);

const CLOSURES: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['U', 'ExplicitClosure'],
  ['u', 'ImplicitClosure'],
]);

/** Accessors this mangling knows; the later ones came after it. */
const OLD_ACCESSORS: ReadonlyMap<string, string> = new Map(
  [...ACCESSORS].filter(([code]) => 'sgGmwWrM'.includes(code)),
);

/** An entity: `Z` for static, what it is, its context and its name or role. */
export function readEntity(grammar: Grammar): MaybeNode {
  const isStatic = grammar.source.nextIf('Z');
  const kind = grammar.source.lookUp(BASIC_KINDS);
  if (kind === null) return grammar.nominalType();
  const context = grammar.context();
  const entity = context === null ? null : readNamed(grammar, kind, context);
  return isStatic ? join('Static', entity) : entity;
}

function readNamed(grammar: Grammar, kind: Kind, context: Node): MaybeNode {
  const { source } = grammar;
  const lifecycle = source.lookUp(LIFECYCLE);
  if (lifecycle !== null) return lifecycleEntity(context, lifecycle);
  if (source.nextIf('C')) return withText(join('Allocator', context, grammar.type()), allocatorWords(context));
  if (source.nextIf('c')) return withText(join('Constructor', context, grammar.type()), 'init');
  if (source.nextIf('a')) return readAccessor(grammar, context, source.lookUp(MUTABLE_ADDRESSORS));
  if (source.nextIf('l')) return readAccessor(grammar, context, source.lookUp(ADDRESSORS));
  const accessor = source.lookUp(OLD_ACCESSORS);
  if (accessor !== null) return readAccessor(grammar, context, accessor);
  const closure = source.lookUp(CLOSURES);
  if (closure !== null) {
    const index = source.index();
    const type = index === null ? null : grammar.type();
    return index === null || type === null ? null : branch(closure, [context, type], '', index);
  }
  if (kind === 'InitialValue') return readInitialValue(grammar, context);
  const name = readDeclName(grammar);
  return name === null ? null : join(kind, context, name, grammar.type());
}

function withText(node: MaybeNode, text: string): MaybeNode {
  return node === null ? null : { ...node, text };
}

function readInitialValue(grammar: Grammar, context: Node): MaybeNode {
  const { source } = grammar;
  if (source.nextIf('i')) return branch('InitialValue', [context], 'variable initialization expression');
  if (!source.nextIf('A')) return null;
  const index = source.index();
  return index === null ? null : branch('DefaultArgument', [context], '', index);
}

function readAccessor(grammar: Grammar, context: Node, words: string | null): MaybeNode {
  const name = words === null ? null : readDeclName(grammar);
  if (name === null) return null;
  const storage = storageOf(context, name, grammar.type());
  return withText(join('Accessor', storage), words ?? '');
}

/** A subscript is a variable with that name; its private discriminator follows its type. */
function storageOf(context: Node, name: Node, type: MaybeNode): MaybeNode {
  if (name.kind === 'Identifier' && name.text === 'subscript') return join('Subscript', context, type);
  const [discriminator, inner] = name.children;
  if (name.kind === 'PrivateName' && inner?.text === 'subscript' && discriminator !== undefined) {
    return join('Subscript', context, type, branch('PrivateName', [discriminator]));
  }
  return join('Variable', context, name, type);
}
