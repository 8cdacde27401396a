/**
 * Walks what was dropped on a browser window. A folder (every `.dSYM` and `.xcarchive` is one) is read through
 * `webkitGetAsEntry`, and each file keeps its path relative to what was dropped, so that bundles arrive whole.
 */

/** A file and where it stood in what was given. */
export interface GivenFile {
  /** `MyApp.app.dSYM/Contents/Info.plist`; only a name for a single file. */
  readonly path: string;
  readonly file: File;
}

/** More than any archive holds; a dropped home folder must not hang the window. */
const MOST_FILES = 50_000;
const DEEPEST = 40;

/** `readEntries` answers in batches of at most 100, and an empty batch at the end. */
async function readFolder(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (batch.length === 0 || entries.length >= MOST_FILES) return entries;
    entries.push(...batch);
  }
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

async function collect(entry: FileSystemEntry, depth: number, found: GivenFile[]): Promise<void> {
  if (found.length >= MOST_FILES || depth > DEEPEST) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    found.push({ path: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  if (!isFolder(entry)) return;
  for (const child of await readFolder(entry)) await collect(child, depth + 1, found);
}

function filesOf(list: FileList): readonly GivenFile[] {
  return [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * All files of a drop or of a file input.
 *
 * The entries are taken before the first `await`: after the event the browser empties the transfer.
 */
export async function givenFiles(given: DataTransfer | FileList): Promise<readonly GivenFile[]> {
  if (!('items' in given)) return filesOf(given);
  const entries = [...given.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return filesOf(given.files);
  const found: GivenFile[] = [];
  for (const entry of entries) await collect(entry, 0, found);
  return found;
}
