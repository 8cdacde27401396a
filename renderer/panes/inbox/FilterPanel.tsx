/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a select cannot be searched, nor show counts */
/**
 * The filter menu: all criteria, or the choices of one, with a field that searches as one types. The field keeps the
 * focus; arrows move through the list, Enter chooses, Backspace in the empty field goes back, Escape closes.
 */
import { Check, ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { CRITERIA, choose, takesMany } from '../../state/filters.ts';
import type { FilterKey } from '../../state/filters.ts';
import { useApp } from '../../state/use.ts';
import { filterOf } from '../../state/view.ts';
import { classes } from '../../ui/classes.ts';
import { count } from '../../words/numbers.ts';
import { CustomRange } from './CustomRange.tsx';
import { linesOf } from './filter-lines.ts';
import type { FilterLine } from './filter-lines.ts';
import styles from './FilterPanel.module.css';

interface LineProps {
  readonly line: FilterLine;
  readonly id: string;
  readonly active: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Line({ line, id, active, onPoint, onChoose }: LineProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // The field has the keys: options of an `aria-activedescendant` list never have the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={line.chosen}
      className={classes(styles['line'], active && styles['active'], line.separated && styles['separated'])}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <span className={styles['tick']}>{line.chosen && <Check size={13} aria-hidden="true" />}</span>
      <span className={styles['label']} title={line.label}>
        {line.context !== null && <span className={styles['context']}>{line.context}: </span>}
        {line.label}
      </span>
      {line.count !== null && <span className={styles['count']}>{count(line.count)}</span>}
      {line.opens && <ChevronRight size={13} className={styles['more']} aria-hidden="true" />}
    </div>
  );
}

export function FilterPanel({ at: first }: { readonly at: FilterKey | 'all' }): ReactNode {
  const view = useApp((state) => state.view);
  const facets = useApp((state) => state.inboxFacets);
  const narrow = useApp((state) => state.narrow);
  const showFilterMenu = useApp((state) => state.showFilterMenu);
  const [at, setAt] = useState(first);
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useId();
  const filter = useMemo(() => filterOf(view), [view]);
  const lines = useMemo(() => (facets ? linesOf(at, words, filter, facets) : []), [at, words, filter, facets]);
  const criterion = CRITERIA.find(({ key }) => key === at);
  const current = Math.min(active, lines.length - 1);

  useEffect(() => field.current?.focus(), []);

  function open(key: FilterKey | 'all'): void {
    setAt(key);
    setWords('');
    setActive(0);
    field.current?.focus();
  }

  function run(line: FilterLine | undefined): void {
    if (!line) return;
    if (line.opens) {
      open(line.key);
      return;
    }
    narrow(choose(line.key, line.value, filter));
    if (!takesMany(line.key)) showFilterMenu(null);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    const line = lines[current];
    const empty = words === '';
    if (event.key === 'ArrowDown') setActive((current + 1) % Math.max(1, lines.length));
    else if (event.key === 'ArrowUp') setActive((current - 1 + lines.length) % Math.max(1, lines.length));
    else if (event.key === 'Home' && empty) setActive(0);
    else if (event.key === 'End' && empty) setActive(lines.length - 1);
    else if (event.key === 'Enter') run(line);
    else if (event.key === 'ArrowRight' && empty && line?.opens === true) run(line);
    else if ((event.key === 'Backspace' || event.key === 'ArrowLeft') && empty && at !== 'all') open('all');
    else return;
    event.preventDefault();
  }

  const name = criterion === undefined ? 'Filter by' : criterion.label;
  return (
    <div className={styles['panel']}>
      <div className={styles['top']}>
        {criterion !== undefined && (
          <button type="button" className={styles['back']} aria-label="All filters" onClick={() => open('all')}>
            <ChevronLeft size={15} aria-hidden="true" />
          </button>
        )}
        <input
          ref={field}
          type="text"
          role="combobox"
          className={styles['field']}
          placeholder={`${name}…`}
          aria-label={name}
          aria-expanded="true"
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={current < 0 ? undefined : `${list}-${current}`}
          value={words}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setWords(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={list} role="listbox" aria-label={name} aria-multiselectable="true" className={styles['list']}>
        {lines.map((line, index) => (
          <Line
            key={`${line.key} ${line.value}`}
            line={line}
            id={`${list}-${index}`}
            active={index === current}
            onPoint={() => setActive(index)}
            onChoose={() => run(line)}
          />
        ))}
      </div>
      {lines.length === 0 && facets && <p className={styles['none']}>Nothing to choose from.</p>}
      {at === 'when' && words === '' && <CustomRange when={filter.when} />}
    </div>
  );
}
