/** Widths of panes, kept by the browser between runs. Where storage is refused they last as long as the window. */

function key(pane: string): string {
  return `faultline.width.${pane}`;
}

/** Pixels; `standard` when nothing sensible was kept. */
export function readWidth(pane: string, standard: number): number {
  try {
    const kept = Number(localStorage.getItem(key(pane)));
    return Number.isFinite(kept) && kept >= 100 && kept <= 1000 ? kept : standard;
  } catch {
    return standard;
  }
}

export function saveWidth(pane: string, pixels: number | undefined): void {
  if (pixels === undefined || pixels < 100) return;
  try {
    localStorage.setItem(key(pane), String(Math.round(pixels)));
  } catch {
    // Private windows refuse; the width is then simply not remembered.
  }
}
