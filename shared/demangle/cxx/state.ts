/**
 * What the grammar's rules share while a name is parsed: the substitutions and
 * template arguments read so far, and the context that changes how a rule
 * reads. The rules for types, names, expressions and encodings contain each
 * other; they reach one another through here, which also bounds how deep they
 * nest, so that a hostile name cannot exhaust the stack.
 */
import { Malformed } from '../malformed.ts';
import { Cursor } from './cursor.ts';
import { type Forward, type Node, type Sequence, word } from './node.ts';

/** Beyond what compilers emit (clang stops at 1,024 nested templates), far below the stack's end. */
const maxDepth = 800;

/** What a `<name>` tells the `<encoding>` it belongs to. */
export interface NameTraits {
  /** Constructors, destructors and conversions carry no return type. */
  isWithoutResult: boolean;
  endsWithTemplateArgs: boolean;
  /** The cv- and ref-qualifiers of a member function. */
  qualifiers: string;
  reference: string;
  hasExplicitObject: boolean;
}

export interface Rules {
  readonly type: (state: ParseState) => Node;
  readonly name: (state: ParseState, traits: NameTraits | null) => Node;
  readonly encoding: (state: ParseState) => Node;
  readonly expression: (state: ParseState) => Node;
  readonly primary: (state: ParseState) => Node;
}

/** The kinds of template parameters that a lambda's own parameter list names. */
export type ParameterKind = 'type' | 'value' | 'template';

export class ParseState extends Cursor {
  readonly #rules: Rules;
  #depth = 0;

  /** `<substitution>` candidates in order of appearance. */
  readonly substitutions: Node[] = [];
  /** Template parameters by depth; a null level belongs to a lambda's `auto` parameters. */
  levels: (Node[] | null)[] = [];
  /** References that wait for the template arguments of the enclosing encoding. */
  readonly forwards: Forward[] = [];
  /** Off in a conversion's type, where `I` begins the operator's own arguments. */
  mayTakeTemplateArgs = true;
  mayReferForward = false;
  isInConstraint = false;
  /** The level that a lambda under parse gives its parameters, or -1. */
  lambdaLevel = -1;
  readonly inventedNames: Record<ParameterKind, number> = { type: 0, value: 0, template: 0 };

  constructor(text: string, rules: Rules) {
    super(text);
    this.#rules = rules;
  }

  type(): Node {
    return this.nest(this.#rules.type);
  }

  name(traits: NameTraits | null = null): Node {
    return this.nest((state) => this.#rules.name(state, traits));
  }

  expression(): Node {
    return this.nest(this.#rules.expression);
  }

  /** `<expr-primary>`, a literal. */
  primary(): Node {
    return this.nest(this.#rules.primary);
  }

  /** `<encoding>`; its template parameters are unrelated to those around it. */
  encoding(): Node {
    return this.withOwnLevels(() => this.nest(this.#rules.encoding));
  }

  /** `<constraint-expression>`: parameters of all levels are in scope and shown by number. */
  constraint(): Node {
    const outer = this.isInConstraint;
    this.isInConstraint = true;
    const node = this.expression();
    this.isInConstraint = outer;
    return node;
  }

  /** `<source-name>` as a node; compilers call the unnamed namespace `_GLOBAL__N…`. */
  sourceName(): Sequence {
    const name = this.identifier();
    return word(name.startsWith('_GLOBAL__N') ? '(anonymous namespace)' : name);
  }

  /** Runs a rule one level deeper. */
  nest<T>(rule: (state: ParseState) => T): T {
    if (++this.#depth > maxDepth) throw new Malformed('nested too deeply');
    const result = rule(this);
    this.#depth--;
    return result;
  }

  /** Runs a rule with no template parameters in scope. */
  withOwnLevels<T>(rule: () => T): T {
    const outer = this.levels;
    this.levels = [];
    const result = rule();
    this.levels = outer;
    return result;
  }

  /** A type whose last `I` is left for the rule around it. */
  typeWithoutArgs(): Node {
    return this.takingTemplateArgs(false, () => this.type());
  }

  /** Runs a rule in which `I` behind a substitution or parameter begins its arguments, or does not. */
  takingTemplateArgs<T>(mayTake: boolean, rule: () => T): T {
    const outer = this.mayTakeTemplateArgs;
    this.mayTakeTemplateArgs = mayTake;
    const result = rule();
    this.mayTakeTemplateArgs = outer;
    return result;
  }

  /** Repeats a rule until `end` has been taken. */
  until<T>(end: string, rule: () => T): T[] {
    const items: T[] = [];
    while (!this.take(end)) items.push(rule());
    return items;
  }

  /** Remembers a node for `<substitution>`. */
  remember<T extends Node>(node: T): T {
    this.substitutions.push(node);
    return node;
  }
}
