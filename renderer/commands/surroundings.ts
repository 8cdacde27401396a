/** The page around the commands: its panes, found by their marks in the document, and the text selection. */
import type { Pane, Surroundings } from './registry.ts';

/** What gets the focus when a pane does: its marked entry, else the pane itself. */
function focusPane(pane: Pane): void {
  const element = document.querySelector<HTMLElement>(`[data-pane="${pane}"]`);
  const entry = element?.querySelector<HTMLElement>('[data-entry]') ?? element;
  entry?.focus();
}

function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]');
  field?.focus();
  field?.select();
}

function hasTextSelection(): boolean {
  return window.getSelection()?.isCollapsed === false;
}

export const surroundings: Surroundings = { focusPane, focusSearch, hasTextSelection };
