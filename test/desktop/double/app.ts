/** `app`: https://www.electronjs.org/docs/latest/api/app */
import { EventEmitter } from 'node:events';
import { note, preventable, settings } from './record.ts';

/** Closes all windows; false when one refused. Set by window.ts, which imports this file. */
export const windowsOf = { closeAll: (): boolean => true };

class App extends EventEmitter {
  readonly isPackaged = settings.packaged;
  #ready = false;
  #whenReady = Promise.withResolvers<void>();

  isReady(): boolean {
    return this.#ready;
  }

  whenReady(): Promise<void> {
    return this.#whenReady.promise;
  }

  /** The stage's cue. Electron emits it once the main module has run. */
  becomeReady(): void {
    this.#ready = true;
    this.emit('ready', {}, {});
    this.#whenReady.resolve();
  }

  /** Throws as Electron does for what comes too late or too early. */
  demand(ready: boolean, what: string): void {
    if (this.#ready !== ready) throw new Error(`${what} ${ready ? 'before' : 'after'} app is ready`);
  }

  enableSandbox(): void {
    this.demand(false, 'app.enableSandbox() can only be called before app is ready; called');
    note('app.enableSandbox', null);
  }

  getPath(name: string): string {
    if (name === 'userData') return settings.userData;
    if (name === 'home') return settings.home;
    if (name === 'downloads') return `${settings.home}/Downloads`;
    throw new Error(`Failed to get '${name}' path`);
  }

  getAppPath(): string {
    return settings.appPath;
  }

  getVersion(): string {
    return '0.0.0-double';
  }

  requestSingleInstanceLock(data: unknown): boolean {
    note('app.requestSingleInstanceLock', structuredClone(data));
    return !settings.second;
  }

  setBadgeCount(count: number): boolean {
    note('app.setBadgeCount', count);
    return true;
  }

  addRecentDocument(path: string): void {
    note('app.addRecentDocument', path);
  }

  /** `before-quit`, windows close, `will-quit`, `quit`: in this order, each of the first three able to stop it. */
  quit(): void {
    setImmediate(() => {
      const before = preventable({});
      this.emit('before-quit', before);
      if (before.defaultPrevented || !windowsOf.closeAll()) return;
      const will = preventable({});
      this.emit('will-quit', will);
      if (!will.defaultPrevented) this.exit(0);
    });
  }

  exit(code: number): void {
    note('app.exit', code);
    this.emit('quit', {}, code);
  }
}

export const app = new App();
