/** The bar that finds in the stacks below it: words, which match of how many, on and back, and the way out. */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { commandOf } from '../commands/registry.ts';
import { surroundings } from '../commands/surroundings.ts';
import { searchedOn } from '../state/tabs.ts';
import { useApp, useAppStore } from '../state/use.ts';
import { Tip } from '../ui/Tip.tsx';
import { count } from '../words/numbers.ts';
import styles from './FindBar.module.css';
import { useFoundCount, useReady } from './use-found.ts';

function countWords(found: ReturnType<typeof useFoundCount>): string {
  if (!found) return '';
  if (found.current === null) return 'No matches';
  return `${count(found.current + 1)} of ${count(found.total)}${found.more ? '+' : ''}`;
}

function takeFocus(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}

/** The line of the current match, else the first: the one to go on from. */
function focusLine(): void {
  const line = document.querySelector<HTMLElement>('[data-frame][data-found]');
  if (line) line.focus({ preventScroll: true });
  else surroundings.focusPane('detail');
}

function Step({ id, label, children }: { readonly id: string; readonly label: string; readonly children: ReactNode }) {
  const store = useAppStore();
  const command = commandOf(id);
  return (
    <Tip text={label} keys={command?.keys[0]}>
      <button
        type="button"
        className={styles['button']}
        aria-label={label}
        onClick={() => command?.run(store.getState(), surroundings)}
      >
        {children}
      </button>
    </Tip>
  );
}

function Bar({ words, asked }: { readonly words: string; readonly asked: number }): ReactNode {
  const store = useAppStore();
  const found = useFoundCount();
  useReady();
  function close(): void {
    focusLine();
    store.getState().closeStackSearch();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') store.getState().stepMatch(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  }

  return (
    <search className={styles['bar']} aria-label="Find in stack">
      <input
        // Asked for again, it is made again: the focus comes back to it.
        key={asked}
        ref={takeFocus}
        type="text"
        className={styles['field']}
        placeholder="Find in stack"
        aria-label="Find in stack"
        value={words}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => store.getState().setStackWords(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <output className={styles['count']}>{countWords(found)}</output>
      <Step id="find.previous" label="Previous match">
        <ChevronUp size={14} aria-hidden="true" />
      </Step>
      <Step id="find.next" label="Next match">
        <ChevronDown size={14} aria-hidden="true" />
      </Step>
      <button type="button" className={styles['button']} aria-label="Close" onClick={close}>
        <X size={13} aria-hidden="true" />
      </button>
    </search>
  );
}

export function FindBar(): ReactNode {
  const stackSearch = useApp((state) => state.stackSearch);
  const shown = useApp(({ tab, report }) => report !== null && searchedOn(tab, report.report) !== null);
  return stackSearch && shown && <Bar words={stackSearch.words} asked={stackSearch.asked} />;
}
