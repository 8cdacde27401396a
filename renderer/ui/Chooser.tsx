/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native element is a combobox whose list is always open */
/**
 * A field with a list below it: type to narrow, arrows to move, Return to choose. A combobox after the ARIA practices: the
 * field keeps the focus and names the active option. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
import { Check, Minus } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './Chooser.module.css';
import { classes } from './classes.ts';
import { Keys } from './Keys.tsx';

export interface Choice {
  readonly key: string;
  readonly label: string;
  /** At the right, quietly. */
  readonly detail?: string | undefined;
  readonly keys?: string | undefined;
  /** Ticked, or for some of many; absent where choices are no ticks. */
  readonly checked?: boolean | 'mixed';
  /** A heading is drawn where it changes. */
  readonly group?: string;
}

export interface ChooserProps<Item extends Choice> {
  /** Of the field and of the list. */
  readonly label: string;
  readonly placeholder: string;
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly choices: readonly Item[];
  /** What is said instead of an empty list. */
  readonly empty: string;
  readonly onChoose: (choice: Item) => void;
  /** Return while no option is active; where it is given, none is until an arrow or a word makes one. */
  readonly onSubmit?: () => void;
}

function step(event: KeyboardEvent, active: number, length: number): number | null {
  if (length === 0) return null;
  if (event.key === 'ArrowDown') return (active + 1) % length;
  return event.key === 'ArrowUp' ? (Math.max(active, 0) - 1 + length) % length : null;
}

function Option({
  choice,
  id,
  active,
  onChoose,
  onActive,
}: {
  readonly choice: Choice;
  readonly id: string;
  readonly active: boolean;
  readonly onChoose: () => void;
  readonly onActive: () => void;
}): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const { label, detail, keys, checked } = choice;
  return (
    // The field has the keys: options of an `aria-activedescendant` list never have the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={element}
      id={id}
      role="option"
      className={classes(styles['option'], active && styles['active'])}
      aria-selected={checked === undefined ? active : checked === true}
      onClick={onChoose}
      onPointerMove={onActive}
    >
      {checked !== undefined && (
        <span className={styles['tick']}>
          {checked === true && <Check size={13} aria-hidden="true" />}
          {checked === 'mixed' && <Minus size={13} aria-label="on some" />}
        </span>
      )}
      <span className={styles['label']}>{label}</span>
      {detail !== undefined && <span className={styles['detail']}>{detail}</span>}
      {keys !== undefined && <Keys keys={keys} plain />}
    </div>
  );
}

export function Chooser<Item extends Choice>(props: ChooserProps<Item>): ReactNode {
  const { label, placeholder, words, onWords, choices, empty, onChoose, onSubmit } = props;
  const first = onSubmit === undefined ? 0 : -1;
  const [active, setActive] = useState(first);
  const id = useId();
  const at = Math.min(active, choices.length - 1);

  function choose(choice: Item): void {
    setActive(first);
    onChoose(choice);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const next = step(event, at, choices.length);
    if (next !== null) setActive(next);
    else if (event.key !== 'Enter') return;
    else {
      const choice = event.metaKey || event.ctrlKey ? undefined : choices[at];
      if (choice) choose(choice);
      else onSubmit?.();
    }
    event.preventDefault();
  }

  return (
    <>
      <input
        className={styles['field']}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={choices[at] ? `${id}-${at}` : undefined}
        placeholder={placeholder}
        value={words}
        maxLength={300}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => {
          onWords(target.value);
          setActive(target.value === '' ? first : 0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}-list`}
        className={styles['list']}
        role="listbox"
        aria-label={label}
        aria-multiselectable={onSubmit === undefined ? undefined : true}
      >
        {choices.map((choice, index) => [
          choice.group !== undefined && choice.group !== choices[index - 1]?.group && (
            <div key={`${choice.group} heading`} className={styles['group']} role="presentation">
              {choice.group}
            </div>
          ),
          <Option
            key={choice.key}
            id={`${id}-${index}`}
            choice={choice}
            active={index === at}
            onChoose={() => choose(choice)}
            onActive={() => setActive(index)}
          />,
        ])}
      </div>
      <output className={styles['empty']}>{choices.length === 0 ? empty : ''}</output>
    </>
  );
}
