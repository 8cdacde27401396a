/** Commands that take something out of the window: export, and a frame's source in an editor. */
import { exportScopesOf } from '../state/export.ts';
import type { State } from '../state/state.ts';
import { crashedStack } from '../stack/stacks.ts';
import { blamedFrame } from '../stack/blame.ts';
import type { FrameJson } from '../../shared/render/json.ts';
import { EDITOR_WORDS } from '../words/export.ts';
import type { Command } from './registry.ts';

/** The frame whose source is meant: the one that has the focus, else the one that is blamed. */
function frameToOpen(state: State): FrameJson | null {
  const { focusedFrame, report, detail, view } = state;
  if (view.place !== 'inbox' || !report) return null;
  const { frames } = crashedStack(report.report);
  const blamed = detail === null ? null : blamedFrame(frames, detail.explanation);
  if (focusedFrame !== null) return focusedFrame.file === null ? null : focusedFrame;
  const named = frames.find(({ index, file }) => index === blamed && file !== null);
  return named ?? frames.find(({ file, inApp }) => inApp && file !== null) ?? null;
}

/** `Open in Xcode`; of the editor that the host will start. */
function openTitle({ settings, abilities }: State): string {
  const available = abilities?.editors ?? [];
  const editor = settings.editor !== null && available.includes(settings.editor) ? settings.editor : available[0];
  return editor === undefined || editor === 'custom' ? 'Open in Editor' : `Open in ${EDITOR_WORDS[editor]}`;
}

export const EXPORT_COMMANDS: readonly Command[] = [
  {
    id: 'file.export',
    title: 'Export…',
    group: 'File',
    keys: ['shift+mod+e'],
    enabled: (state) => exportScopesOf(state).length > 0,
    run: (state) => state.showExport(true),
  },
  {
    id: 'file.share',
    title: 'Share…',
    group: 'File',
    keys: [],
    // Other systems have no share menu, and a browser's does not reach into its page's host.
    enabled: ({ abilities, report, view }) =>
      abilities?.host === 'desktop' && abilities.platform === 'macOS' && report !== null && view.place === 'inbox',
    run: (state) => void state.shareSignature(),
  },
];

export const EDITOR_COMMANDS: readonly Command[] = [
  {
    id: 'report.open-in-editor',
    title: 'Open in Editor',
    titleNow: openTitle,
    group: 'Report',
    keys: ['o'],
    enabled: (state) => (state.abilities?.editors.length ?? 0) > 0 && frameToOpen(state) !== null,
    run: (state) => {
      const frame = frameToOpen(state);
      if (frame) void state.openInEditor(frame);
    },
  },
];
