/**
 * The door to a library: what a host holds instead of the library itself, so that it can live on while there is none. A
 * library that cannot be opened is a state that its window shows, with what can be done about it; acts that need it closed
 * (another database, another folder) close it, do their work and open it again.
 */
import { inputs } from '../shared/contract.ts';
import type { Api, MoveSummary, Opening, OpeningAct, RebuiltLibrary } from '../shared/contract.ts';
import { fail, ok } from '../shared/result.ts';
import type { Fault, Result } from '../shared/result.ts';
import { createApi, dispatch } from './api.ts';
import { createEventBus } from './inbox/events.ts';
import type { EventBus } from './inbox/events.ts';
import { Jobs } from './inbox/jobs.ts';
import { careJob } from './inbox/library-care.ts';
import { deleteLibrary, moveLibrary } from './inbox/library-care-move.ts';
import { needsNewDatabase } from './inbox/library-care-rebuild.ts';
import { replaceDatabase } from './inbox/library-care-replace.ts';
import { createTurns } from './inbox/library.ts';
import type { LibraryPlace } from './library-path.ts';
import { NO_FILTER } from '../shared/no-filter.ts';
import { openServices } from './services.ts';
import type { Services, ServicesOptions } from './services.ts';
import { faultOf } from './store/faults.ts';

export interface DoorOptions extends Omit<ServicesOptions, 'libraryPath' | 'mustExist' | 'databaseName'> {
  readonly place: LibraryPlace;
  /** Remembers where the library is from now on. Throws what the file system throws. */
  readonly remember: (path: string) => void;
  /** Asks the user for the folder of a library, or for one to move it to; null where none was chosen. Default: nobody to ask. */
  readonly chooseLibrary?: (why: 'open' | 'move') => Promise<string | null>;
}

/** An open library with the contract's calls. */
export interface OpenDoor {
  readonly services: Services;
  readonly api: Api;
}

export interface Door {
  /** The contract's calls by name, whatever the state. Never throws. */
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Speaks for every library that is opened in turn. */
  readonly events: Pick<EventBus, 'subscribe'>;
  /** The library, or null while there is none. */
  current(): OpenDoor | null;
  /** Why there is none; null where there is one, or one is about to be. */
  fault(): Fault | null;
  /** Resolves with the library as soon as one is open. */
  whenOpen(): Promise<OpenDoor>;
  /** Reads what a window asks for first, so that it is there when one asks. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

type State =
  | { readonly state: 'open'; readonly open: OpenDoor }
  | { readonly state: 'busy' }
  | { readonly state: 'closed'; readonly fault: Fault };

const BUSY: Fault = {
  kind: 'library-busy',
  message: 'The library is being opened, rebuilt or moved; try again in a moment.',
  remedy: { kind: 'retry' },
};

/** A library of a later Faultline is sound: only a later Faultline may touch it. One that is locked will be free again. */
const REBUILDABLE: ReadonlySet<Fault['kind']> = new Set(['library-corrupt']);

function isAct(call: string): call is 'library.rebuild' | 'library.move' | 'library.open' {
  return call === 'library.rebuild' || call === 'library.move' || call === 'library.open';
}

export class LibraryDoor implements Door {
  readonly #options: DoorOptions;
  readonly #bus: EventBus;
  readonly #jobs = new Jobs();
  readonly #oneAtATime = createTurns();
  readonly #waiting: ((open: OpenDoor) => void)[] = [];
  readonly events: Pick<EventBus, 'subscribe'>;
  #place: LibraryPlace;
  #state: State = { state: 'busy' };

  private constructor(options: DoorOptions) {
    this.#options = options;
    this.#place = options.place;
    this.#bus = createEventBus((thrown) => options.logger?.warn(faultOf(thrown).message));
    this.events = this.#bus;
  }

  /** Opens the library; where it cannot be, the door says so when it is asked. */
  static async open(options: DoorOptions): Promise<LibraryDoor> {
    const door = new LibraryDoor(options);
    await door.#open();
    return door;
  }

  current(): OpenDoor | null {
    return this.#state.state === 'open' ? this.#state.open : null;
  }

  fault(): Fault | null {
    return this.#state.state === 'closed' ? this.#state.fault : null;
  }

  async whenOpen(): Promise<OpenDoor> {
    return this.current() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  async prepare(): Promise<void> {
    const { api } = await this.whenOpen();
    const settings = await api['settings.read']({});
    if (!settings.ok) return;
    await api['library.summary']({});
    // Where it does not open, the window says so.
    await api['inbox.page']({ filter: NO_FILTER, sort: settings.value.sort, offset: 0, limit: 1 });
  }

  async call(name: string, input: unknown): Promise<Result<unknown>> {
    try {
      if (isAct(name)) return await this.#act(name, input);
      if (name === 'library.opening') return ok(this.#opening());
      if (name === 'library.cancel') this.#cancel(input);
      const open = this.current();
      if (open !== null) return await dispatch(open.api, name, input);
      // The page asks what its host can do before anything else.
      if (name === 'host.abilities') return ok(this.#options.abilities);
      return fail(this.#state.state === 'closed' ? this.#state.fault : BUSY);
    } catch (thrown) {
      return fail(faultOf(thrown));
    }
  }

  async close(): Promise<void> {
    this.#jobs.cancelAll();
    await this.#jobs.idle();
    await this.#oneAtATime(async () => this.#shut());
  }

  #opening(): Opening {
    const { path } = this.#place;
    switch (this.#state.state) {
      case 'open':
        return { state: 'open' };
      case 'busy':
        return { state: 'busy', path };
      case 'closed':
        return { state: 'closed', path, fault: this.#state.fault, acts: this.#acts(this.#state.fault) };
    }
  }

  #acts({ kind }: Fault): readonly OpeningAct[] {
    const { chooseLibrary, reveal } = this.#options;
    return [
      'retry',
      ...(REBUILDABLE.has(kind) ? (['rebuild'] as const) : []),
      ...(chooseLibrary === undefined ? [] : (['choose'] as const)),
      ...(reveal === undefined || kind === 'library-missing' ? [] : (['reveal'] as const)),
    ];
  }

  #change(state: State): void {
    this.#state = state;
    this.#bus.emit('library.opening', { state: state.state });
    if (state.state !== 'open') return;
    for (const resolve of this.#waiting.splice(0)) resolve(state.open);
  }

  async #open(): Promise<void> {
    const { place: _, remember: __, chooseLibrary: ___, ...options } = this.#options;
    const { path, chosen } = this.#place;
    this.#change({ state: 'busy' });
    const services = await openServices({ ...options, libraryPath: path, mustExist: chosen === 'remembered' });
    if (!services.ok) return this.#change({ state: 'closed', fault: services.fault });
    services.value.events.subscribe((name, payload) => this.#bus.emit(name, payload));
    // Whoever has a window up wants it to stay current by itself.
    services.value.sync.schedule();
    this.#change({ state: 'open', open: { services: services.value, api: createApi(services.value) } });
    this.#bus.emit('library.changed', { signatures: null, moved: [] });
  }

  async #shut(): Promise<void> {
    const open = this.current();
    this.#state = { state: 'busy' };
    await open?.services.close();
  }

  #cancel(input: unknown): void {
    const checked = inputs['library.cancel'].safeParse(input);
    if (checked.success) this.#jobs.cancel(checked.data.job);
  }

  async #act(name: 'library.rebuild' | 'library.move' | 'library.open', input: unknown): Promise<Result<unknown>> {
    const checked = inputs[name].safeParse(input);
    if (!checked.success) return fail({ kind: 'bad-input', message: `${name}: ${checked.error.issues[0]?.message}` });
    switch (name) {
      case 'library.open': {
        const { act, to } = inputs[name].parse(input);
        return this.#enter(act, to);
      }
      case 'library.move': {
        const { job, to } = inputs[name].parse(input);
        return this.#jobs.run(job, (signal) => this.#oneAtATime(() => this.#move(job, signal, to)));
      }
      case 'library.rebuild': {
        const { job } = inputs[name].parse(input);
        const open = this.current();
        if (open !== null && !(await needsNewDatabase(open.services.library.database)))
          return open.api['library.rebuild']({ job });
        return this.#jobs.run(job, (signal) => this.#oneAtATime(() => this.#replace(job, signal)));
      }
    }
  }

  async #enter(act: OpeningAct, to: string | null): Promise<Result<Opening>> {
    if (this.#state.state === 'open') return ok(this.#opening());
    if (act === 'reveal') {
      this.#options.reveal?.(this.#place.path);
      return ok(this.#opening());
    }
    if (act === 'choose') {
      const chosen = to ?? (await this.#options.chooseLibrary?.('open')) ?? null;
      if (chosen === null) return ok(this.#opening());
      if (!this.#options.abilities.paths) return fail({ kind: 'forbidden', message: 'A browser names no paths.' });
      this.#options.remember(chosen);
      this.#place = { path: chosen, chosen: 'remembered' };
    }
    if (act === 'rebuild') {
      const rebuilt = await this.#jobs.run('opening', (signal) =>
        this.#oneAtATime(() => this.#replace('opening', signal)),
      );
      return rebuilt.ok ? ok(this.#opening()) : rebuilt;
    }
    await this.#oneAtATime(async () => {
      if (this.#state.state !== 'open') await this.#open();
    });
    return ok(this.#opening());
  }

  /** A new database in the place of a damaged one; the library is open again after, if it can be. */
  async #replace(id: string, signal: AbortSignal): Promise<Result<RebuiltLibrary>> {
    const { place: _, remember: __, chooseLibrary: ___, ...options } = this.#options;
    const { path } = this.#place;
    await this.#shut();
    this.#change({ state: 'busy' });
    try {
      const openAsleep = (databaseName: string): Promise<Result<Services>> =>
        openServices({ ...options, libraryPath: path, databaseName, symbolPlaces: [], deviceSupport: [] });
      return await replaceDatabase(path, openAsleep, careJob(id, signal, this.#bus));
    } finally {
      await this.#open();
    }
  }

  /** The library cannot be opened in its new place, which nobody could foresee: the old one is still there. */
  async #goBack(from: LibraryPlace, fault: Fault): Promise<Result<MoveSummary>> {
    this.#options.remember(from.path);
    this.#place = from;
    await this.#open();
    return fail(fault);
  }

  async #move(id: string, signal: AbortSignal, to: string | null): Promise<Result<MoveSummary>> {
    const { abilities, chooseLibrary, remember } = this.#options;
    const from = this.#place;
    if (from.chosen === 'named') {
      const message = 'This library was named when Faultline was started. Move it with: faultline library move';
      return fail({ kind: 'forbidden', message });
    }
    if (!abilities.paths) {
      const message = 'A browser names no folders. Quit Faultline and move the library with: faultline library move';
      return fail({ kind: 'forbidden', message });
    }
    const target = to ?? (await chooseLibrary?.('move')) ?? null;
    if (target === null) return ok({ kind: 'dismissed' });
    await this.#shut();
    this.#change({ state: 'busy' });
    const moved = await moveLibrary(from.path, target, careJob(id, signal, this.#bus), (path) => {
      remember(path);
      this.#place = { path, chosen: 'remembered' };
    });
    await this.#open();
    if (!moved.ok) return moved;
    if (this.#state.state === 'closed') return this.#goBack(from, this.#state.fault);
    const left = await deleteLibrary(from.path);
    return ok({ kind: 'moved', from: from.path, to: moved.value.path, remembered: true, left });
  }
}
