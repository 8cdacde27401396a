/** Which of several call trees is shown: a button that names it, and a list to choose from by typing. */
import { ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { CallTreeJson } from '../../shared/render/json.ts';
import { Chooser } from '../ui/Chooser.tsx';
import { count } from '../words/numbers.ts';
import { treeSubtitle, treeTitle, treeWeight } from '../words/tree.ts';
import styles from './CallTree.module.css';

/** Listed at most: beyond, words find them. */
const MOST = 200;

export interface TreeChooserProps {
  readonly trees: readonly CallTreeJson[];
  readonly chosen: number;
  readonly onChoose: (tree: number) => void;
}

function Name({ tree }: { readonly tree: CallTreeJson }): ReactNode {
  const subtitle = treeSubtitle(tree);
  return (
    <>
      <span className={styles['title']}>{treeTitle(tree)}</span>
      {subtitle !== null && <span className={styles['subtitle']}>{subtitle}</span>}
    </>
  );
}

export function TreeChooser({ trees, chosen, onChoose }: TreeChooserProps): ReactNode {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const choices = useMemo(
    () =>
      trees.map((tree, index) => ({
        key: String(index),
        index,
        label: [treeTitle(tree), treeSubtitle(tree)].filter((part) => part !== null).join(' · '),
        detail: treeWeight(tree) ?? undefined,
        checked: index === chosen,
      })),
    [trees, chosen],
  );
  const wanted = words.toLowerCase().trim();
  const found = choices.filter(({ label }) => label.toLowerCase().includes(wanted)).slice(0, MOST);
  const tree = trees[chosen];
  if (!tree) return null;
  if (trees.length === 1) {
    return (
      <h3 className={styles['heading']}>
        <Name tree={tree} />
      </h3>
    );
  }
  return (
    <Popover.Root
      open={open}
      onOpenChange={(wish) => {
        setOpen(wish);
        setWords('');
      }}
    >
      <h3 className={styles['heading']}>
        <Popover.Trigger asChild>
          <button type="button" className={styles['choose']}>
            <Name tree={tree} />
            <span className={styles['which']}>
              {count(chosen + 1)} of {count(trees.length)}
            </span>
            <ChevronDown size={13} aria-hidden="true" />
          </button>
        </Popover.Trigger>
      </h3>
      <Popover.Portal>
        <Popover.Content
          className={styles['chooser']}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Call trees"
        >
          <Chooser
            label="Call tree"
            placeholder="Thread, process or queue"
            words={words}
            onWords={setWords}
            choices={found}
            empty="No tree of that name."
            onChoose={({ index }) => {
              onChoose(index);
              setOpen(false);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
