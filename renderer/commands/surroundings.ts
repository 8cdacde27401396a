/** The page around the commands: its panes, found by their marks in the document, and the text selection. */
import type { Pane, Surroundings, TextEdit } from './registry.ts';

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

/** Once it is on screen: the tab with it may have been another a moment ago. */
function focusNote(): void {
  requestAnimationFrame(() => {
    const note = document.querySelector<HTMLElement>('[data-note]');
    // Where it is read, that is the button to write it.
    note?.focus();
    if (note instanceof HTMLButtonElement) note.click();
  });
}

function hasTextSelection(): boolean {
  return window.getSelection()?.isCollapsed === false;
}

/** What is selected in the page, as one line that can be looked for. */
export function selectedText(): string {
  return (window.getSelection()?.toString() ?? '').trim().split('\n')[0]?.slice(0, 200) ?? '';
}

export const surroundings: Surroundings = { focusPane, focusSearch, focusNote, hasTextSelection };

/** Whether a text field has the focus. */
export function isInText(): boolean {
  const element = document.activeElement;
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/**
 * What a menu's Undo, Redo or Select All means in a text field. `execCommand` is deprecated, and there is no other way to
 * reach a field's own undo: https://developer.mozilla.org/docs/Web/API/Document/execCommand
 */
export function editText(edit: TextEdit): void {
  document.execCommand(edit);
}
