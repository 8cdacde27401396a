/** Notifications of the system. https://www.electronjs.org/docs/latest/api/notification */
import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { note } from './record.ts';

/** Those that were shown, oldest first. */
export const notifications: Notification[] = [];

interface Options {
  readonly title: string;
  readonly body: string;
}

export class Notification extends EventEmitter {
  readonly #options: Options;

  constructor(options: Options) {
    super();
    app.demand(true, 'Cannot create Notification');
    this.#options = options;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    note('Notification.show', this.#options);
    notifications.push(this);
  }
}
