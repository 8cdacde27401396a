/** What a host pushes, as a typed bus. A listener that throws never harms the one who spoke. */
import type { EventName, Events } from '../../shared/contract.ts';

/** A listener for all events. */
export type Listener = <Name extends EventName>(name: Name, payload: Events[Name]) => void;

/** Whether what was heard is that event. */
export function isEvent<Wanted extends EventName>(
  wanted: Wanted,
  name: EventName,
  _payload: unknown,
): _payload is Events[Wanted] {
  return name === wanted;
}

export interface EventBus {
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void;
  /** Returns how to stop listening. */
  subscribe(listener: Listener): () => void;
}

/** `complain` hears of listeners that threw. */
export function createEventBus(complain: (thrown: unknown) => void): EventBus {
  const listeners = new Set<Listener>();
  return {
    emit(name, payload) {
      for (const listener of listeners) {
        try {
          listener(name, payload);
        } catch (thrown) {
          complain(thrown);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
