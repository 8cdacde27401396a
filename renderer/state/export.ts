/** Export: what is exported, how far it is, what became of it; and the source of a frame in an editor. */
import type { ExportCount, ExportFormat, ExportTarget } from '../../shared/contract.ts';
import type { ReportKind } from '../../shared/report/report.ts';
import type { FrameJson } from '../../shared/render/json.ts';
import type { Fault } from '../../shared/result.ts';
import { exportWords } from '../words/export.ts';
import { selectionOf } from './selection.ts';
import type { Slice, State } from './state.ts';
import { targetKind } from './triage-target.ts';
import { filterOf } from './view.ts';

/** What the dialog offers to export. */
export interface ExportScope {
  readonly kind: 'report' | 'crash' | 'selection' | 'view';
  readonly target: ExportTarget;
  /** Of all its reports; null where there are several, or not all of it is known. */
  readonly of: ReportKind | null;
  /** Null until the host counted. */
  readonly count: ExportCount | null;
}

export interface ExportChoice {
  readonly format: ExportFormat;
  readonly reports: 'newest' | 'all';
  readonly redact: boolean;
}

export interface ExportSlice {
  /** Null while the dialog is closed. */
  readonly exportScopes: readonly ExportScope[] | null;
  /** Index into the scopes. */
  readonly exportScope: number;
  readonly exportRunning: { readonly job: string; readonly done: number; readonly total: number | null } | null;
  readonly exportFault: Fault | null;
  showExport(this: void, shown: boolean): void;
  chooseScope(this: void, index: number): void;
  runExport(this: void, choice: ExportChoice): Promise<void>;
  cancelExport(this: void): void;
  showExportProgress(this: void, progress: { job: string; done: number; total: number }): void;
  /** Opens the source of a frame of the report on screen. */
  openInEditor(this: void, frame: Pick<FrameJson, 'file' | 'line'>): Promise<void>;
}

/** What of the state can be exported: the one that is most likely meant comes first. */
export function exportScopesOf(state: State): readonly ExportScope[] {
  const { selected, report, rows, view } = state;
  if (view.place !== 'inbox') return [];
  const selection = selectionOf(state);
  const scopes: ExportScope[] = [];
  const of = targetKind(state);
  if (selection.kind === 'several') {
    scopes.push({ kind: 'selection', target: { kind: 'signatures', ids: [...selection.ids] }, of, count: null });
  } else if (selection.kind === 'one' && selected !== null) {
    scopes.push({ kind: 'crash', target: { kind: 'signatures', ids: [selected] }, of, count: null });
    if (report !== null && report.signature === selected) {
      scopes.push({ kind: 'report', target: { kind: 'report', id: report.id }, of, count: null });
    }
  }
  if (rows !== null && rows.total > 0) {
    const target = { kind: 'view', filter: filterOf(view), expected: rows.total } as const;
    scopes.push({ kind: 'view', target, of: rows.kind, count: null });
  }
  return scopes;
}

/** The folder of a path, as a path mapping would name it. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), 1));
}

export const exportSlice: Slice<ExportSlice> = (set, get, bridge) => {
  /** Only the newest opening of the dialog is counted for. */
  let opened = 0;

  async function countAll(): Promise<void> {
    opened += 1;
    const mine = opened;
    const scopes = get().exportScopes ?? [];
    for (const [index, { target }] of scopes.entries()) {
      const reply = await bridge.call('export.count', { target });
      if (mine !== opened) return;
      if (!reply.ok) {
        set({ exportFault: reply.fault });
        continue;
      }
      set(({ exportScopes }) => ({
        exportScopes:
          exportScopes?.map((scope, at) => (at === index ? { ...scope, count: reply.value } : scope)) ?? null,
      }));
    }
  }

  /** The view has changed under the dialog: what it says is counted anew. */
  async function countAnew(): Promise<void> {
    await get().refreshInbox();
    const kind = get().exportScopes?.[get().exportScope]?.kind;
    const scopes = exportScopesOf(get());
    const at = scopes.findIndex((scope) => scope.kind === kind);
    set({ exportScopes: scopes, exportScope: Math.max(0, at) });
    await countAll();
  }

  return {
    exportScopes: null,
    exportScope: 0,
    exportRunning: null,
    exportFault: null,

    showExport(shown) {
      opened += 1;
      const scopes = shown ? exportScopesOf(get()) : [];
      set({ exportScopes: scopes.length === 0 ? null : scopes, exportScope: 0, exportFault: null });
      if (scopes.length > 0) void countAll();
    },

    chooseScope(exportScope) {
      set({ exportScope, exportFault: null });
    },

    async runExport(choice) {
      const scope = get().exportScopes?.[get().exportScope];
      if (!scope || get().exportRunning !== null) return;
      const job = crypto.randomUUID();
      set({ exportRunning: { job, done: 0, total: null }, exportFault: null });
      const reply = await bridge.call('export.run', { job, target: scope.target, sort: get().view.sort, ...choice });
      set({ exportRunning: null });
      if (!reply.ok) {
        if (reply.fault.kind === 'cancelled') return;
        set({ exportFault: reply.fault });
        if (reply.fault.kind === 'outdated') await countAnew();
        return;
      }
      void get().refreshSettings();
      const summary = reply.value;
      if (summary.kind === 'dismissed') return;
      get().showExport(false);
      if (summary.kind === 'download') bridge.download(summary.href, summary.fileName);
      get().notify(exportWords(summary, { redact: choice.redact, kind: scope.of }));
    },

    cancelExport() {
      const { exportRunning } = get();
      if (exportRunning) void bridge.call('import.cancel', { job: exportRunning.job });
    },

    showExportProgress({ job, done, total }) {
      if (get().exportRunning?.job === job) set({ exportRunning: { job, done, total } });
    },

    async openInEditor({ file, line }) {
      const { report } = get();
      if (!report || file === null) return;
      const reply = await bridge.call('editors.open', { report: report.id, file, line });
      if (reply.ok) return;
      const { fault } = reply;
      if (fault.remedy?.kind !== 'open-settings') {
        get().notifyFault(fault);
        return;
      }
      const missing = fault.kind === 'not-found';
      get().notify(fault.message, {
        label: missing ? 'Add Path Mapping…' : 'Editor Settings…',
        run: () => {
          if (missing) set({ unmapped: folderOf(file) });
          get().showSettings(true, 'editors');
        },
      });
    },
  };
};
