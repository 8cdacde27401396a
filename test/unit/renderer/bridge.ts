/** A bridge whose host is a handful of functions: what a test does not name answers with a fault. */
import type { CallName, EventName, Events, Input, Reply } from '../../../shared/contract.ts';
import { fail } from '../../../shared/result.ts';
import type { Bridge } from '../../../renderer/bridge.ts';

export type Handlers = { [Name in CallName]?: (input: Input<Name>) => Reply<Name> | Promise<Reply<Name>> };

export interface TestBridge extends Bridge {
  /** Names of all calls, in order. */
  readonly calls: readonly CallName[];
  emit<Name extends EventName>(name: Name, data: Events[Name]): void;
}

type Listeners = { [Name in EventName]: Set<(data: Events[Name]) => void> };

export function testBridge(handlers: Handlers): TestBridge {
  const calls: CallName[] = [];
  const listeners: Listeners = {
    'library.changed': new Set(),
    'import.progress': new Set(),
    'import.finished': new Set(),
    'symbols.arrived': new Set(),
    'sync.changed': new Set(),
    'feedback.changed': new Set(),
    'settings.changed': new Set(),
    'settings.tab': new Set(),
    'export.progress': new Set(),
    'inbox.news': new Set(),
    'library.progress': new Set(),
    'library.opening': new Set(),
    'window.open': new Set(),
    'window.command': new Set(),
    'window.accent': new Set(),
  };
  return {
    host: 'web',
    calls,
    async call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Reply<Name>> {
      calls.push(name);
      const handler: Handlers[Name] = handlers[name];
      return handler ? handler(input) : fail({ kind: 'not-found', message: `Nobody answers ${name}.` });
    },
    on(name, listener) {
      listeners[name].add(listener);
      return () => {
        listeners[name].delete(listener);
      };
    },
    emit(name, data) {
      for (const listener of listeners[name]) listener(data);
    },
    onConnection: () => () => {},
    importDrop: async () => fail({ kind: 'cancelled', message: 'Cancelled.' }),
    openDialog: async () => null,
    chooseFolder: async () => null,
    download: () => {},
    share: () => {},
    showCommands: () => {},
  };
}
