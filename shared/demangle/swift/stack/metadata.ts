/**
 * `M…`: type metadata, descriptors and caches; `H…` for the records the runtime finds in an image.
 */
import type { MaybeNode } from '../node.ts';
import { child, ENTITIES, NOMINALS, phrase } from '../node.ts';
import { popConformance } from './conformances.ts';
import { popAssociatedPath } from './generics.ts';
import type { Machine } from './machine.ts';
import { popContext, popModule, popProtocol } from './names.ts';

type Pop = (machine: Machine) => MaybeNode;

const type: Pop = (machine) => machine.pop('Type');
const anything: Pop = (machine) => machine.popAny();
const entity: Pop = (machine) => machine.popOneOf(ENTITIES);
const nominal: Pop = (machine) => {
  const popped = machine.pop('Type');
  const content = popped === null ? null : child(popped, 0);
  return content !== null && NOMINALS.has(content.kind) ? content : null;
};

const METADATA: ReadonlyMap<string, readonly [words: string, pop: Pop]> = new Map<string, readonly [string, Pop]>([
  ['a', ['type metadata accessor for ', type]],
  ['A', ['reflection metadata associated type descriptor ', popConformance]],
  ['b', ['canonical specialized generic type metadata accessor for ', type]],
  ['B', ['reflection metadata builtin descriptor ', type]],
  ['c', ['protocol conformance descriptor for ', popConformance]],
  ['C', ['reflection metadata superclass descriptor ', nominal]],
  ['D', ['demangling cache variable for type metadata for ', type]],
  ['f', ['full type metadata for ', type]],
  ['F', ['reflection metadata field descriptor ', type]],
  ['g', ['opaque type descriptor accessor for ', anything]],
  ['h', ['opaque type descriptor accessor impl for ', anything]],
  ['i', ['type metadata instantiation function for ', type]],
  ['I', ['type metadata instantiation cache for ', type]],
  ['j', ['opaque type descriptor accessor key for ', anything]],
  ['J', ['cache variable for noncanonical specialized generic type metadata for ', anything]],
  ['k', ['opaque type descriptor accessor var for ', anything]],
  ['K', ['metadata instantiation cache for ', anything]],
  ['l', ['type metadata singleton initialization cache for ', type]],
  ['L', ['lazy cache variable for type metadata for ', type]],
  ['m', ['metaclass for ', type]],
  ['M', ['specialized generic metaclass for ', type]],
  ['n', ['nominal type descriptor for ', type]],
  ['N', ['noncanonical specialized generic type metadata for ', type]],
  ['o', ['class metadata base offset for ', type]],
  ['p', ['protocol descriptor for ', popProtocol]],
  ['P', ['generic type metadata pattern for ', type]],
  ['q', ['uniquable ', anything]],
  ['Q', ['opaque type descriptor for ', anything]],
  ['r', ['type metadata completion function for ', type]],
  ['s', ['ObjC resilient class stub for ', type]],
  ['S', ['protocol self-conformance descriptor for ', popProtocol]],
  ['t', ['full ObjC resilient class stub for ', type]],
  ['u', ['method lookup function for ', type]],
  ['U', ['ObjC metadata update function for ', type]],
  ['V', ['property descriptor for ', entity]],
  ['z', ['flag for loading of canonical specialized generic type metadata for ', type]],
]);

const RECORDS: ReadonlyMap<string, readonly [words: string, pop: Pop]> = new Map<string, readonly [string, Pop]>([
  ['c', ['protocol conformance descriptor runtime record for ', popConformance]],
  ['n', ['nominal type descriptor runtime record for ', type]],
  ['o', ['opaque type descriptor runtime record for ', anything]],
  ['r', ['protocol descriptor runtime record for ', popProtocol]],
]);

/** `M…`. */
export function readMetadata(machine: Machine): MaybeNode {
  const known = machine.lookUp(METADATA);
  if (known === null) return machine.nextIf('X') ? readPrivateDescriptor(machine) : null;
  const [words, pop] = known;
  return phrase(words, pop(machine));
}

/** `H…` for runtime records; `null` when the code is none of them. */
export function readRecord(machine: Machine, code: string): MaybeNode {
  const known = RECORDS.get(code);
  if (known === undefined) return null;
  const [words, pop] = known;
  return phrase(words, pop(machine));
}

/** `MX…`: descriptors of contexts that are not types. */
function readPrivateDescriptor(machine: Machine): MaybeNode {
  switch (machine.next()) {
    case 'E':
      return phrase('extension descriptor ', popContext(machine));
    case 'M':
      return phrase('module descriptor ', popModule(machine));
    case 'Y': {
      const discriminator = machine.popAny();
      return discriminator === null ? null : phrase('anonymous descriptor ', popContext(machine));
    }
    case 'X':
      return phrase('anonymous descriptor ', popContext(machine));
    case 'A': {
      const path = popAssociatedPath(machine);
      return phrase('generic parameter reference for associated type ', machine.pop('Type'), path);
    }
    default:
      return null;
  }
}
