/** The search field. In the empty field Backspace takes the last filter away, as if it stood before the words. */
import { Search as Glass, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { surroundings } from '../../commands/surroundings.ts';
import { tokensOf, without } from '../../state/filters.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { filterOf } from '../../state/view.ts';
import { Keys } from '../../ui/Keys.tsx';
import { reportsWord } from '../../words/kinds.ts';
import styles from './Search.module.css';

/** Milliseconds of rest before the words are looked for. */
const REST = 140;

export function Search(): ReactNode {
  const store = useAppStore();
  const search = useApp((state) => state.view.search);
  const inFeedback = useApp((state) => state.view.place === 'feedback');
  const reports = useApp((state) => reportsWord(state.library?.kind ?? null));
  const [words, setWords] = useState(search);
  const [applied, setApplied] = useState(search);
  // Somebody else changed the search (Clear Filters, another place): the field follows.
  if (search !== applied) {
    setApplied(search);
    setWords(search);
  }

  useEffect(() => {
    if (words === store.getState().view.search) return;
    const timer = setTimeout(() => {
      setApplied(words);
      store.getState().search(words);
    }, REST);
    return () => clearTimeout(timer);
  }, [words, store]);

  function removeLastFilter(): void {
    const { view, narrow } = store.getState();
    const last = view.place === 'inbox' ? tokensOf(filterOf(view), null, new Map()).at(-1) : undefined;
    if (last) narrow(without(last.key));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' || event.key === 'ArrowDown') surroundings.focusPane('inbox');
    else if (event.key === 'Backspace' && words === '') removeLastFilter();
    else if (event.key === 'Escape' && words !== '') setWords('');
    else if (event.key === 'Escape') surroundings.focusPane('inbox');
    else return;
    event.preventDefault();
  }

  return (
    <search className={styles['search']}>
      <Glass size={13} className={styles['glass']} aria-hidden="true" />
      <input
        data-search
        type="search"
        className={styles['field']}
        placeholder={inFeedback ? 'Search' : 'Search frames, messages, notes'}
        aria-label={inFeedback ? 'Search feedback' : `Search ${reports}`}
        value={words}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {words === '' ? (
        <Keys keys="shift+mod+f" />
      ) : (
        <button type="button" className={styles['clear']} aria-label="Clear search" onClick={() => setWords('')}>
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </search>
  );
}
