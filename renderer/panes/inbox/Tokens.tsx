/**
 * What narrows the inbox, as tokens: the name opens the menu at that criterion, the cross (or Delete) takes it away. The
 * focus goes on to the next token, or back to the list.
 */
import { X } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { surroundings } from '../../commands/surroundings.ts';
import { tokensOf, without } from '../../state/filters.ts';
import type { Token } from '../../state/filters.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { appNames, filterOf } from '../../state/view.ts';
import styles from './Head.module.css';

/** `Device: iPhone 15 Pro, iPhone 14`; the bar shows the first and how many more. */
function wordsOf({ label, values }: Token): { readonly whole: string; readonly short: string } {
  const [first = '', ...more] = values;
  const before = label === null ? '' : `${label}: `;
  return {
    whole: `${before}${values.join(', ')}`,
    short: `${before}${first}${more.length === 0 ? '' : ` +${more.length}`}`,
  };
}

function Chip({ token, onRemove }: { readonly token: Token; readonly onRemove: () => void }): ReactNode {
  const store = useAppStore();
  const { whole, short } = wordsOf(token);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    onRemove();
  }
  return (
    <li className={styles['token']}>
      <button
        type="button"
        className={styles['words']}
        title={whole}
        aria-label={`Change filter ${whole}`}
        onClick={() => store.getState().showFilterMenu(token.key)}
        onKeyDown={onKeyDown}
      >
        {short}
      </button>
      <button
        type="button"
        className={styles['remove']}
        aria-label={`Remove filter ${whole}`}
        onClick={onRemove}
        onKeyDown={onKeyDown}
      >
        <X size={11} aria-hidden="true" />
      </button>
    </li>
  );
}

export function Tokens(): ReactNode {
  const view = useApp((state) => state.view);
  const facets = useApp((state) => state.inboxFacets);
  const apps = useApp((state) => state.library?.apps);
  const narrow = useApp((state) => state.narrow);
  const clearFilters = useApp((state) => state.clearFilters);
  const bar = useRef<HTMLUListElement>(null);
  const tokens = useMemo(() => tokensOf(filterOf(view), facets, appNames(apps ?? [])), [view, facets, apps]);
  if (tokens.length === 0) return null;

  function remove({ key }: Token, at: number): void {
    narrow(without(key));
    // The buttons of the token go with it: the focus must not.
    requestAnimationFrame(() => {
      const left = bar.current?.querySelectorAll<HTMLElement>(`.${styles['words'] ?? ''}`);
      const next = left?.[Math.min(at, left.length - 1)];
      if (next) next.focus();
      else surroundings.focusPane('inbox');
    });
  }

  return (
    <ul ref={bar} className={styles['tokens']} aria-label="Filters">
      {tokens.map((token, at) => (
        <Chip key={token.key} token={token} onRemove={() => remove(token, at)} />
      ))}
      <li>
        <button
          type="button"
          className={styles['clear']}
          onClick={() => {
            clearFilters();
            surroundings.focusPane('inbox');
          }}
        >
          Clear
        </button>
      </li>
    </ul>
  );
}
