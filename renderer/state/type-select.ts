/**
 * Selecting by the beginning of a title: what is typed within a short time is one beginning, and the next row that has it
 * is selected, also among rows that are not loaded. Single letters are commands, so it starts with a capital letter that
 * is none, or with its own command.
 */
import type { InboxPage, SignatureRow } from '../../shared/contract.ts';
import type { Slice } from './state.ts';
import { filterOf } from './view.ts';

export interface TypeSelectSlice {
  /** What was typed; empty where it only began; null while nobody is typing. */
  readonly typed: string | null;
  startTyping(this: void): void;
  /** Adds a character. */
  typeOn(this: void, character: string): Promise<void>;
  stopTyping(this: void): void;
}

/** Milliseconds without a key after which the next one begins anew. */
const REST = 1200;
/** As many as the host answers with at once. */
const LARGEST_PAGE = 500;

/** Position of the first of some rows whose title begins so, at or behind `from`; null where there is none. */
function firstIn({ offset, rows }: Pick<InboxPage, 'offset' | 'rows'>, words: string, from: number): number | null {
  const at = rows.findIndex((row, index) => offset + index >= from && begins(row, words));
  return at === -1 ? null : offset + at;
}

/** `-[HRBTileMapView tileAtX:y:]` begins with its class, as people name it. */
function begins({ title }: SignatureRow, words: string): boolean {
  const name = title.toLowerCase();
  return name.startsWith(words) || name.replace(/^[^\p{L}\p{N}]+/u, '').startsWith(words);
}

export const typeSelectSlice: Slice<TypeSelectSlice> = (set, get, bridge) => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** Only the newest beginning is looked for. */
  let question = 0;

  function rest(): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => get().stopTyping(), REST);
  }

  /** The next row that begins so, from a position on and round; null where there is none. */
  async function find(words: string, from: number): Promise<number | null> {
    const asked = question;
    const { view } = get();
    const total = get().rows?.total ?? 0;
    const stretches = [
      [from, total],
      [0, from],
    ] as const;
    for (const [start, end] of stretches) {
      for (let offset = start; offset < end; offset += LARGEST_PAGE) {
        const query = { filter: filterOf(view), sort: view.sort, offset, limit: Math.min(LARGEST_PAGE, end - offset) };
        const loaded = loadedFrom(offset, query.limit);
        const reply = loaded ? null : await bridge.call('inbox.page', query);
        if (asked !== question || (reply && !reply.ok)) return null;
        const found = firstIn({ offset, rows: loaded ?? reply?.value.rows ?? [] }, words, start);
        if (found !== null) return found;
      }
    }
    return null;
  }

  /** Rows that are here already; null unless all of them are. */
  function loadedFrom(offset: number, length: number): readonly SignatureRow[] | null {
    const rows: SignatureRow[] = [];
    for (let position = offset; position < offset + length; position += 1) {
      const row = get().rows?.at.get(position);
      if (!row) return null;
      rows.push(row);
    }
    return rows;
  }

  return {
    typed: null,

    startTyping() {
      set({ typed: '' });
      rest();
    },

    async typeOn(character) {
      const before = get().typed ?? '';
      const typed = before + character;
      set({ typed });
      rest();
      question += 1;
      const asked = question;
      // The first letter goes on to the next row; those after it may leave the row where it is.
      const from = (get().position ?? -1) + (before === '' ? 1 : 0);
      const found = await find(typed.toLowerCase(), Math.max(0, from));
      if (asked === question && found !== null) await get().selectAlone(found);
    },

    stopTyping() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      set({ typed: null });
    },
  };
};
