/** The care of the library as its settings show it: its size, and one job at a time with what it came to. */
import type { Events, LibrarySize, Outputs } from '../../shared/contract.ts';
import type { Fault, Result } from '../../shared/result.ts';
import type { Slice } from './state.ts';

export type CareKind = 'verify' | 'rebuild' | 'backUp' | 'move' | 'emptyCaches';

/** What a job came to. */
export type CareOutcome =
  | { readonly kind: 'verify'; readonly value: Outputs['library.verify'] }
  | { readonly kind: 'rebuild'; readonly value: Outputs['library.rebuild'] }
  | { readonly kind: 'backUp'; readonly value: Outputs['library.backUp'] }
  | { readonly kind: 'move'; readonly value: Outputs['library.move'] }
  | { readonly kind: 'emptyCaches'; readonly value: Outputs['library.emptyCaches'] }
  | { readonly kind: 'failed'; readonly fault: Fault };

export interface CareSlice {
  /** Null until it was asked for. */
  readonly librarySize: LibrarySize | null;
  readonly care: {
    readonly kind: CareKind;
    readonly job: string;
    readonly progress: Events['library.progress'] | null;
  } | null;
  readonly careOutcome: CareOutcome | null;
  refreshLibrarySize(this: void): Promise<void>;
  careFor(this: void, kind: CareKind): Promise<void>;
  cancelCare(this: void): void;
  showCareProgress(this: void, progress: Events['library.progress']): void;
}

export const careSlice: Slice<CareSlice> = (set, get, bridge) => {
  function outcomeOf<Kind extends CareKind, Value>(
    kind: Kind,
    reply: Result<Value>,
  ): { readonly kind: Kind; readonly value: Value } | { readonly kind: 'failed'; readonly fault: Fault } | null {
    if (reply.ok) return { kind, value: reply.value };
    return reply.fault.kind === 'cancelled' ? null : { kind: 'failed', fault: reply.fault };
  }

  async function run(kind: CareKind, job: string): Promise<CareOutcome | null> {
    switch (kind) {
      case 'verify':
        return outcomeOf(kind, await bridge.call('library.verify', { job }));
      case 'rebuild':
        return outcomeOf(kind, await bridge.call('library.rebuild', { job }));
      case 'backUp':
        return outcomeOf(kind, await bridge.call('library.backUp', { job }));
      case 'move':
        return outcomeOf(kind, await bridge.call('library.move', { job }));
      case 'emptyCaches':
        return outcomeOf(kind, await bridge.call('library.emptyCaches', {}));
    }
  }

  return {
    librarySize: null,
    care: null,
    careOutcome: null,

    async refreshLibrarySize() {
      const reply = await bridge.call('library.size', {});
      if (reply.ok) set({ librarySize: reply.value });
      else set({ careOutcome: { kind: 'failed', fault: reply.fault } });
    },

    async careFor(kind) {
      if (get().care !== null) return;
      const job = crypto.randomUUID();
      set({ care: { kind, job, progress: null }, careOutcome: null });
      const outcome = await run(kind, job);
      set({ care: null, careOutcome: outcome });
      if (outcome?.kind === 'backUp' && outcome.value.kind === 'download') {
        bridge.download(outcome.value.href, outcome.value.fileName);
      }
      await get().refreshLibrarySize();
    },

    cancelCare() {
      const { care } = get();
      if (care) void bridge.call('library.cancel', { job: care.job });
    },

    showCareProgress(progress) {
      set(({ care }) => (care?.job === progress.job ? { care: { ...care, progress } } : {}));
    },
  };
};
