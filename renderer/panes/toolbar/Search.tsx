/** The search field, with what narrows the view as tokens before the words. */
import { Search as Glass, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { surroundings } from '../../commands/surroundings.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { versionName } from '../../state/view.ts';
import type { View } from '../../state/view.ts';
import { Keys } from '../../ui/Keys.tsx';
import styles from './Search.module.css';

/** Milliseconds of rest before the words are looked for. */
const REST = 140;

interface Token {
  readonly text: string;
  readonly without: Pick<View, 'scope' | 'status'>;
}

function tokensOf({ scope, status }: View): readonly Token[] {
  if (scope === null) return [];
  const tokens: Token[] = [{ text: scope.name, without: { scope: null, status } }];
  if (scope.version !== null) {
    const { version, build } = scope;
    const whole = { ...scope, version: null, build: null };
    tokens.push({ text: versionName({ version, build }), without: { scope: whole, status } });
  }
  if (status !== 'all') {
    tokens.push({ text: status === 'open' ? 'open' : 'done', without: { scope, status: 'all' } });
  }
  return tokens;
}

function TokenChip({ token }: { readonly token: Token }): ReactNode {
  const goTo = useApp((state) => state.goTo);
  return (
    <button
      type="button"
      className={styles['token']}
      aria-label={`Remove filter ${token.text}`}
      onClick={() => goTo(token.without)}
    >
      {token.text}
      <X size={11} aria-hidden="true" />
    </button>
  );
}

export function Search(): ReactNode {
  const store = useAppStore();
  const view = useApp((state) => state.view);
  const [words, setWords] = useState(view.search);
  const [applied, setApplied] = useState(view.search);
  // Somebody else changed the search (Clear Filters, another place): the field follows.
  if (view.search !== applied) {
    setApplied(view.search);
    setWords(view.search);
  }

  useEffect(() => {
    if (words === store.getState().view.search) return;
    const timer = setTimeout(() => {
      setApplied(words);
      store.getState().search(words);
    }, REST);
    return () => clearTimeout(timer);
  }, [words, store]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' || event.key === 'ArrowDown') surroundings.focusPane('inbox');
    else if (event.key === 'Escape' && words !== '') setWords('');
    else if (event.key === 'Escape') surroundings.focusPane('inbox');
    else return;
    event.preventDefault();
  }

  return (
    <search className={styles['search']}>
      <Glass size={13} className={styles['glass']} aria-hidden="true" />
      {tokensOf(view).map((token) => (
        <TokenChip key={token.text} token={token} />
      ))}
      <input
        data-search
        type="search"
        className={styles['field']}
        placeholder="Search"
        aria-label={view.place === 'feedback' ? 'Search feedback' : 'Search crashes'}
        value={words}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {words === '' ? (
        <Keys keys="mod+f" />
      ) : (
        <button type="button" className={styles['clear']} aria-label="Clear search" onClick={() => setWords('')}>
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </search>
  );
}
