/**
 * What a window looked at last, kept by the browser for each library: the link to it, and how far the list was scrolled.
 * Where storage is refused, each run begins at the beginning.
 */
export interface Remembered {
  readonly link: string;
  /** Position of the first row in sight. */
  readonly top: number;
}

function key(library: string): string {
  return `faultline.window ${library}`;
}

function isRemembered(value: unknown): value is Remembered {
  return (
    typeof value === 'object' &&
    value !== null &&
    'link' in value &&
    typeof value.link === 'string' &&
    'top' in value &&
    Number.isSafeInteger(value.top)
  );
}

/** Null where nothing sensible was kept. */
export function readMemory(library: string): Remembered | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(library)) ?? 'null');
    return isRemembered(kept) && kept.top >= 0 ? kept : null;
  } catch {
    return null;
  }
}

export function saveMemory(library: string, remembered: Remembered): void {
  try {
    localStorage.setItem(key(library), JSON.stringify(remembered));
  } catch {
    // Private windows refuse; the place is then simply not remembered.
  }
}
