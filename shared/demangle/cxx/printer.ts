/**
 * Writes a parsed C++ name in the style of `llvm-cxxfilt`.
 *
 * Substitutions make the tree a graph whose printed form can be exponentially
 * longer than the mangled name, or empty after exponentially many steps. So
 * three things are bounded: the length of the output, the number of steps, and
 * how deep nodes nest.
 */
import { assertNever } from '../../assert.ts';
import { Malformed } from '../malformed.ts';
import type { FunctionNode, Node, Part, Sequence } from './node.ts';
import { precedence } from './precedence.ts';

/** The longest name that is printed, in bytes. */
const maxLength = 64 * 1024;
const maxSteps = 1_000_000;
const maxDepth = 1500;

/** Which half of a declarator a node adds to, or what shape it has. */
type Trait = 'right' | 'array' | 'function';

/** The element of the packs in an expansion that is printed now; none seen yet: null. */
interface PackPosition {
  index: number;
  size: number;
}

export class Printer {
  readonly #written: string[] = [];
  #length = 0;
  #steps = 0;
  #depth = 0;
  #packs: PackPosition | null = null;
  /** 0 where a bare `>` would end the template arguments. */
  #brackets = 1;
  /** References and forwards that are being printed: they may contain themselves. */
  readonly #open = new Set<Node>();

  /** The whole of a name. */
  print(node: Node): string {
    this.#whole(node);
    return this.#written.join('');
  }

  #write(text: string): void {
    if (text === '') return;
    this.#length += text.length;
    if (this.#length > maxLength) throw new Malformed('output too long');
    this.#written.push(text);
  }

  /** Takes back what has been written since `mark`. */
  #rewind(mark: number): void {
    for (const text of this.#written.splice(mark)) this.#length -= text.length;
  }

  #step(): void {
    if (++this.#steps > maxSteps) throw new Malformed('too many steps');
  }

  #whole(node: Node): void {
    this.#left(node);
    this.#right(node);
  }

  #parts(parts: readonly Part[]): void {
    for (const part of parts) {
      if (typeof part === 'string') this.#write(part);
      else this.#whole(part);
    }
  }

  #left(node: Node): void {
    this.#step();
    if (++this.#depth > maxDepth) throw new Malformed('nested too deeply');
    this.#leftHalf(node);
    this.#depth--;
  }

  #leftHalf(node: Node): void {
    switch (node.kind) {
      case 'sequence':
        return this.#sequence(node);
      case 'left':
        return this.#left(node.node);
      case 'list':
        return this.#list(node.nodes);
      case 'operand':
        return this.#operand(node.node, node.limit);
      case 'group':
        return this.#group(node.brackets, node.parts);
      case 'angle':
        return this.#angle(node.parts);
      case 'pointer':
        this.#left(node.pointee);
        return this.#write(this.#opening(node.pointee, ' (', '(', '') + '*');
      case 'reference':
        return this.#once(node, () => this.#reference(node, false));
      case 'memberPointer':
        this.#left(node.member);
        this.#write(this.#opening(node.member, '(', '(', ' '));
        this.#whole(node.owner);
        return this.#write('::*');
      case 'array':
        return this.#left(node.element);
      case 'function':
        return this.#functionLeft(node);
      case 'qualified':
        this.#left(node.node);
        return this.#write(node.qualifiers);
      case 'declaration':
        this.#left(node.type);
        if (!this.#has(node.type, 'right')) this.#write(' ');
        return this.#write(node.isPack ? '...' : '');
      case 'pack':
        return this.#element(node.elements, (element) => this.#left(element));
      case 'expansion':
        return this.#expansion(node.pattern);
      case 'forward':
        return this.#once(node, () => {
          if (node.target !== null) this.#left(node.target);
        });
      default:
        return assertNever(node);
    }
  }

  #right(node: Node): void {
    this.#step();
    if (++this.#depth > maxDepth) throw new Malformed('nested too deeply');
    this.#rightHalf(node);
    this.#depth--;
  }

  #rightHalf(node: Node): void {
    switch (node.kind) {
      case 'pointer':
        this.#write(this.#opening(node.pointee, ')', ')', ''));
        return this.#right(node.pointee);
      case 'reference':
        return this.#once(node, () => this.#reference(node, true));
      case 'memberPointer':
        this.#write(this.#opening(node.member, ')', ')', ''));
        return this.#right(node.member);
      case 'array':
        this.#write(this.#written.at(-1)?.endsWith(']') ? '[' : ' [');
        if (node.size !== null) this.#whole(node.size);
        this.#write(']');
        return this.#right(node.element);
      case 'function':
        this.#group('()', [{ kind: 'list', nodes: node.parameters }]);
        if (node.result !== null) this.#right(node.result);
        return this.#parts(node.tail);
      case 'qualified':
        return this.#right(node.node);
      case 'declaration':
        this.#whole(node.name);
        return this.#right(node.type);
      case 'pack':
        return this.#element(node.elements, (element) => this.#right(element));
      case 'forward':
        return this.#once(node, () => {
          if (node.target !== null) this.#right(node.target);
        });
      case 'sequence':
      case 'left':
      case 'list':
      case 'operand':
      case 'group':
      case 'angle':
      case 'expansion':
        return;
      default:
        assertNever(node);
    }
  }

  /** Text at the border of a wrapped type: behind arrays, functions or anything else. */
  #opening(node: Node, array: string, fn: string, other: string): string {
    if (this.#has(node, 'array')) return array;
    return this.#has(node, 'function') ? fn : other;
  }

  #functionLeft({ name, result }: FunctionNode): void {
    if (result !== null) {
      this.#left(result);
      if (name === null || !this.#has(result, 'right')) this.#write(' ');
    }
    if (name !== null) this.#whole(name);
  }

  #sequence(node: Sequence): void {
    if (node.guarded && this.#brackets === 0) this.#group('()', node.parts);
    else this.#parts(node.parts);
  }

  #list(nodes: readonly Node[]): void {
    let isFirst = true;
    for (const node of nodes) {
      const before = this.#written.length;
      if (!isFirst) this.#write(', ');
      const start = this.#written.length;
      this.#operand(node, precedence.comma);
      if (this.#written.length === start) this.#rewind(before);
      else isFirst = false;
    }
  }

  #operand(node: Node, limit: number): void {
    if (node.kind === 'sequence' && node.precedence >= limit) this.#group('()', [node]);
    else this.#whole(node);
  }

  #group(brackets: '()' | '[]' | '{}', parts: readonly Part[]): void {
    this.#brackets++;
    this.#write(brackets.charAt(0));
    this.#parts(parts);
    this.#brackets--;
    this.#write(brackets.charAt(1));
  }

  #angle(parts: readonly Part[]): void {
    const outer = this.#brackets;
    this.#brackets = 0;
    this.#write('<');
    this.#parts(parts);
    this.#write('>');
    this.#brackets = outer;
  }

  /** References to references collapse: `&` wins over `&&`. */
  #reference(node: Extract<Node, { kind: 'reference' }>, isRight: boolean): void {
    let { referent, rvalue } = node;
    const passed = new Set<Node>();
    for (;;) {
      const next = this.#resolved(referent);
      if (next.kind !== 'reference') break;
      if (passed.has(next)) return;
      passed.add(next);
      referent = next.referent;
      rvalue &&= next.rvalue;
    }
    if (isRight) {
      this.#write(this.#opening(referent, ')', ')', ''));
      this.#right(referent);
    } else {
      this.#left(referent);
      this.#write(this.#opening(referent, ' (', '(', '') + (rvalue ? '&&' : '&'));
    }
  }

  /** The node that a pack or a forward stands for right now. */
  #resolved(node: Node): Node {
    this.#step();
    if (node.kind === 'pack') {
      const element = this.#currentElement(node.elements);
      return element === null ? node : this.#resolved(element);
    }
    if (node.kind !== 'forward' || node.target === null || this.#open.has(node)) return node;
    this.#open.add(node);
    const target = this.#resolved(node.target);
    this.#open.delete(node);
    return target;
  }

  /** Skips a node that is met again within itself. */
  #once(node: Node, run: () => void): void {
    if (this.#open.has(node)) return;
    this.#open.add(node);
    run();
    this.#open.delete(node);
  }

  /** Prints the pattern once for each element of the first pack met in it. */
  #expansion(pattern: Node): void {
    const outer = this.#packs;
    this.#packs = null;
    const start = this.#written.length;
    this.#whole(pattern);
    const packs = this.#seenPacks();
    if (packs === null) this.#write('...');
    else if (packs.size === 0) this.#rewind(start);
    else {
      for (packs.index = 1; packs.index < packs.size; packs.index++) {
        this.#write(', ');
        this.#whole(pattern);
      }
    }
    this.#packs = outer;
  }

  #seenPacks(): PackPosition | null {
    return this.#packs;
  }

  #currentElement(elements: readonly Node[]): Node | null {
    this.#packs ??= { index: 0, size: elements.length };
    return elements[this.#packs.index] ?? null;
  }

  #element(elements: readonly Node[], print: (element: Node) => void): void {
    const element = this.#currentElement(elements);
    if (element !== null) print(element);
  }

  #has(node: Node, trait: Trait): boolean {
    this.#step();
    switch (node.kind) {
      case 'array':
        return trait !== 'function';
      case 'function':
        return trait !== 'array';
      case 'pointer':
        return trait === 'right' && this.#has(node.pointee, trait);
      case 'reference':
        return trait === 'right' && this.#has(node.referent, trait);
      case 'memberPointer':
        return trait === 'right' && this.#has(node.member, trait);
      case 'qualified':
        return this.#has(node.node, trait);
      case 'pack': {
        const element = this.#currentElement(node.elements);
        return element !== null && this.#has(element, trait);
      }
      case 'forward': {
        if (node.target === null || this.#open.has(node)) return false;
        this.#open.add(node);
        const has = this.#has(node.target, trait);
        this.#open.delete(node);
        return has;
      }
      case 'sequence':
      case 'left':
      case 'list':
      case 'operand':
      case 'group':
      case 'angle':
      case 'declaration':
      case 'expansion':
        return false;
      default:
        return assertNever(node);
    }
  }
}
