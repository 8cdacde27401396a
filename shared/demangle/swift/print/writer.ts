/**
 * What the parts of the printer share: where text goes, how a node is written, and which style is asked for.
 */
import type { MaybeNode, Node } from '../node.ts';

/** How a name is to be written. */
export interface Style {
  /** Names and labels only: no modules, no types, no `where` clauses. */
  readonly isSimplified: boolean;
  /** `[Int]` and `Int?` rather than `Array<Int>` and `Optional<Int>`. */
  readonly hasSugar: boolean;
}

export interface Writer {
  readonly style: Style;
  /** How much has been written. */
  readonly length: number;
  write(text: string): void;
  /**
   * Writes a node. As the prefix of a name (`asPrefix`), an entity that cannot be written before a dot writes nothing
   * and comes back, to be written after the name.
   */
  print(node: Node, depth: number, asPrefix?: boolean): MaybeNode;
  /** Writes nodes one after another with `separator` in between. */
  printAll(nodes: readonly Node[], depth: number, separator?: string): void;
  /** Gives up: the tree makes no sense. */
  fail(): void;
}
