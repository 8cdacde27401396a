/** Where the search of all crashes found its words in this one. A frame leads on to the find bar over the stacks. */
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { SearchMatch } from '../../../shared/contract.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { Marked } from '../../ui/Marked.tsx';
import { counted } from '../../words/numbers.ts';
import styles from './Matches.module.css';

/** Lines shown: the strip stays a strip. */
const MOST = 3;

function Match({ match }: { readonly match: SearchMatch }): ReactNode {
  const store = useAppStore();
  const { field, text, ranges } = match;
  const [first] = ranges;
  const line = (
    <>
      <span className={styles['field']}>{field}</span>
      <span className={styles['text']}>
        <Marked text={text} spans={ranges} />
      </span>
    </>
  );
  return (
    <li>
      {field === 'frame' && first ? (
        <button
          type="button"
          className={styles['line']}
          title={text}
          onClick={() => store.getState().findInStack(text.slice(...first))}
        >
          {line}
        </button>
      ) : (
        <span className={styles['line']} title={text}>
          {line}
        </span>
      )}
    </li>
  );
}

export function Matches(): ReactNode {
  const selected = useApp((state) => state.selected);
  const search = useApp((state) => state.view.search.trim());
  const matches = useApp((state) => state.matches);
  const loadMatches = useApp((state) => state.loadMatches);
  useEffect(() => void loadMatches(selected, search), [selected, search, loadMatches]);
  if (!matches || matches.signature !== selected || matches.search !== search || matches.total === 0) return null;
  return (
    <section className={styles['matches']} aria-label="Matches of the search">
      <p className={styles['total']}>{counted(matches.total, 'match', 'matches')}</p>
      <ul className={styles['lines']}>
        {matches.best.slice(0, MOST).map((match, index) => (
          // Texts repeat, and only all of them change together.
          // oxlint-disable-next-line react/no-array-index-key
          <Match key={index} match={match} />
        ))}
      </ul>
    </section>
  );
}
