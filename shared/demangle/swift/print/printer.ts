/**
 * Writes a symbol's tree as Apple's `swift-demangle` does, in its default or its simplified style.
 *
 * A tree shares its subtrees, so a short hostile name can stand for an enormous text or for an enormous walk that
 * writes nothing: text, steps and depth are bounded, and past the first two bounds there is no result.
 */
import { assertNever } from '../../../assert.ts';
import type { MaybeNode, Node } from '../node.ts';
import { child } from '../node.ts';
import { printEntity } from './entities.ts';
import {
  needsSpaceBefore,
  printBoundGeneric,
  printFunctionType,
  printParameters,
  printParenthesized,
  printSignature,
  printTypeMangling,
} from './types.ts';
import type { Style, Writer } from './writer.ts';

const MAX_TEXT = 65_536;
const MAX_STEPS = 400_000;
const MAX_DEPTH = 768;

/**
 * The text a tree stands for, or `null` when it makes no sense, is empty or passes a bound.
 *
 * @param nameNested Writes a name that is itself mangled, inside another.
 */
export function printSymbol(root: Node, style: Style, nameNested: (name: string) => string): string | null {
  const printer = new Printer(style, nameNested);
  printer.print(root, 0);
  return printer.result;
}

class Printer implements Writer {
  readonly style: Style;
  readonly #nameNested: (name: string) => string;
  #text = '';
  #steps = 0;
  #hasFailed = false;
  #hasNamedSpecialization = false;

  constructor(style: Style, nameNested: (name: string) => string) {
    this.style = style;
    this.#nameNested = nameNested;
  }

  get length(): number {
    return this.#text.length;
  }

  get result(): string | null {
    return this.#hasFailed || this.#text === '' ? null : this.#text;
  }

  fail(): void {
    this.#hasFailed = true;
  }

  write(text: string): void {
    if (this.#text.length + text.length > MAX_TEXT) this.#hasFailed = true;
    if (!this.#hasFailed) this.#text += text;
  }

  printAll(nodes: readonly Node[], depth: number, separator = ''): void {
    for (const [position, node] of nodes.entries()) {
      if (this.#hasFailed) return;
      if (position > 0) this.write(separator);
      this.print(node, depth + 1);
    }
  }

  print(node: Node, depth: number, asPrefix = false): MaybeNode {
    if (++this.#steps > MAX_STEPS) this.#hasFailed = true;
    if (this.#hasFailed) return null;
    if (depth > MAX_DEPTH) {
      this.write('<<too complex>>');
      return null;
    }
    switch (node.kind) {
      case 'Text':
      case 'Identifier':
      case 'OperatorName':
      case 'BuiltinName':
      case 'BuiltinTuple':
      case 'GenericParam':
      case 'Async':
      case 'Sendable':
      case 'Differentiable':
      case 'SendingResult':
        this.write(node.text);
        return null;
      case 'Phrase':
      case 'Atom':
      case 'Type':
      case 'TypeList':
      case 'ExistentialMetatype':
      case 'AssociatedName':
      case 'Requirement':
      case 'Conformance':
      case 'DependentConformance':
      case 'OpaqueConformance':
      case 'ConformanceRef':
      case 'RetroactiveConformance':
      case 'AutoDiffFunction':
      case 'MacroLocation':
      case 'Throws':
      case 'FunctionIsolation':
      case 'Attribute':
        this.write(node.text);
        this.printAll(node.children, depth);
        return null;
      case 'Class':
      case 'Structure':
      case 'Enum':
      case 'Protocol':
      case 'TypeAlias':
      case 'OtherNominal':
      case 'BoundFunction':
      case 'Function':
      case 'Variable':
      case 'Subscript':
      case 'Accessor':
      case 'Constructor':
      case 'Allocator':
      case 'Lifecycle':
      case 'InitialValue':
      case 'DefaultArgument':
      case 'ExplicitClosure':
      case 'ImplicitClosure':
      case 'Macro':
      case 'GenericTypeParamDecl':
      case 'AttachedMacro':
      case 'FreestandingMacro':
      case 'MacroUniqueName':
        return printEntity(this, node, depth, asPrefix);
      case 'Module':
        this.write(this.style.isSimplified ? '' : node.text);
        return null;
      case 'Either':
        this.#printChild(node, this.style.isSimplified ? 1 : 0, depth);
        return null;
      case 'Parenthesized':
        for (const type of node.children) printParenthesized(this, type, depth);
        return null;
      case 'NestedName':
        this.write(this.#nameNested(node.text));
        return null;
      case 'Suffix':
        if (!this.style.isSimplified) this.write(` with unmangled suffix ${quoted(node.text)}`);
        return null;
      case 'LocalName':
        this.#printChild(node, 0, depth);
        this.write(` #${node.index + 1}`);
        return null;
      case 'PrivateName':
        this.#printPrivateName(node, depth);
        return null;
      case 'RelatedName':
        this.write(`related decl '${child(node, 0)?.text ?? ''}' for `);
        this.#printChild(node, 1, depth);
        return null;
      case 'Extension':
        this.#printExtension(node, depth);
        return null;
      case 'AnonymousContext':
        if (!this.style.isSimplified) this.#printAnonymousContext(node, depth);
        return null;
      case 'Static':
        this.write('static ');
        this.#printChild(node, 0, depth);
        return null;
      case 'OpaqueReturnTypeOf':
        this.write('<<opaque return type of ');
        this.#printChild(node, 0, depth);
        this.write('>>');
        return null;
      case 'BoundGeneric':
        printBoundGeneric(this, node, depth);
        return null;
      case 'TypeMangling':
        printTypeMangling(this, node, depth);
        return null;
      case 'Tuple':
        this.write('(');
        this.printAll(node.children, depth, ', ');
        this.write(')');
        return null;
      case 'TupleElement':
        this.write(node.text === '' ? '' : `${node.text}: `);
        this.#printChild(node, 0, depth);
        this.write(node.index === 1 ? '...' : '');
        return null;
      case 'FunctionType':
      case 'UncurriedFunctionType':
      case 'ThinFunctionType':
      case 'BlockFunctionType':
        printFunctionType(this, null, node, depth);
        return null;
      case 'Parameters':
      case 'Yields':
        printParameters(this, null, node, depth);
        return null;
      case 'InOut':
        this.write('inout ');
        this.#printChild(node, 0, depth);
        return null;
      case 'ProtocolList':
        if (node.children.length === 0) this.write('Any');
        this.printAll(node.children, depth, ' & ');
        return null;
      case 'ClassComposition':
        this.printAll(node.children, depth, ' & ');
        if (node.children.length === 1) this.write(' & ');
        return null;
      case 'ObjectComposition':
        this.printAll(node.children, depth, ' & ');
        this.write(node.children.length > 0 ? ' & Swift.AnyObject' : 'Swift.AnyObject');
        return null;
      case 'GenericType':
        this.#printGenericType(node, depth);
        return null;
      case 'GenericSignature':
        printSignature(this, node, depth);
        return null;
      case 'PartialApply':
        this.#printChild(node, 0, depth);
        if (node.children.length > 1) this.write(' for ');
        this.printAll(node.children.slice(1), depth);
        return null;
      case 'Specialization':
        this.#printSpecialization(node, depth);
        return null;
      case 'EmptyList':
        this.write(' empty-list ');
        return null;
      case 'FirstElement':
        this.write(' first-element-marker ');
        return null;
      case 'Variadic':
        this.write(' variadic-marker ');
        return null;
      case 'LabelList':
        return null;
      case 'ParamCount':
      case 'PackMarker':
      case 'ValueMarker':
        this.fail(); // only a signature writes these
        return null;
      default:
        return assertNever(node.kind);
    }
  }

  #printChild(node: Node, position: number, depth: number): void {
    const part = child(node, position);
    if (part === null) this.fail();
    else this.print(part, depth + 1);
  }

  #printPrivateName(node: Node, depth: number): void {
    const [discriminator, name] = node.children;
    const showsDiscriminator = !this.style.isSimplified;
    if (name !== undefined) {
      this.write(showsDiscriminator ? '(' : '');
      this.print(name, depth + 1);
      this.write(showsDiscriminator ? ` in ${discriminator?.text ?? ''})` : '');
    } else if (showsDiscriminator) {
      this.write(`(in ${discriminator?.text ?? ''})`);
    }
  }

  #printExtension(node: Node, depth: number): void {
    if (!this.style.isSimplified) {
      this.write('(extension in ');
      this.#printChild(node, 0, depth);
      this.write('):');
    }
    this.printAll(node.children.slice(1), depth);
  }

  #printAnonymousContext(node: Node, depth: number): void {
    this.#printChild(node, 0, depth);
    this.write('.(unknown context at ');
    this.#printChild(node, 1, depth);
    this.write(')');
    const list = child(node, 2);
    if (list === null || list.children.length === 0) return;
    this.write('<');
    this.print(list, depth + 1);
    this.write('>');
  }

  #printGenericType(node: Node, depth: number): void {
    const [signature, type] = node.children;
    if (signature === undefined || type === undefined) {
      this.fail();
      return;
    }
    this.print(signature, depth + 1);
    this.write(needsSpaceBefore(type) ? ' ' : '');
    this.print(type, depth + 1);
  }

  /** The simplified style says "specialized" once, however often the optimiser did it. */
  #printSpecialization(node: Node, depth: number): void {
    if (!this.style.isSimplified) {
      this.printAll(node.children, depth);
    } else if (!this.#hasNamedSpecialization) {
      this.#hasNamedSpecialization = true;
      this.write('specialized ');
    }
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['"', '\\"'],
  ['\0', '\\0'],
]);

/** A suffix in quotes, with everything but printable ASCII escaped. */
function quoted(text: string): string {
  let escaped = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    const isPrintable = code >= 0x20 && code < 0x7f;
    const plain = isPrintable ? character : `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
    escaped += ESCAPES.get(character) ?? plain;
  }
  return `"${escaped}"`;
}
