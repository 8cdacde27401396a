/**
 * Call trees of a report: which one, turned over or not, with the heaviest path open, and what the find bar looks for in
 * it. It remembers what was opened while names come in.
 */
import { ArrowDownUp, Copy, Flame } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { visibleRows } from '../../shared/call-tree/rows.ts';
import { treeToText } from '../../shared/call-tree/text.ts';
import type { CallTreeJson, ReportJson } from '../../shared/render/json.ts';
import { currentMatch } from '../stack/find.ts';
import { FrameMenu } from '../stack/FrameMenu.tsx';
import { HideSystem } from '../stack/HideSystem.tsx';
import { useApp } from '../state/use.ts';
import { Button } from '../ui/Button.tsx';
import { Tip } from '../ui/Tip.tsx';
import { treeTitle, weightWords } from '../words/tree.ts';
import styles from './CallTree.module.css';
import { findInTree, readyLines } from './find.ts';
import { isOpen, reveal, setOpen } from './open.ts';
import type { Toggled } from './open.ts';
import { leadingTree, shapeOf } from './shape.ts';
import type { Shape } from './shape.ts';
import { TreeChooser } from './TreeChooser.tsx';
import { TreeGrid } from './TreeGrid.tsx';

const NOTHING: Toggled = new Set();

function atFirst({ tree, heaviest }: Shape): Toggled {
  return setOpen(tree, NOTHING, heaviest, true);
}

interface FindProps {
  readonly found: ReturnType<typeof findInTree> | null;
  readonly current: number | null;
}

/** What the find bar looks for in the tree; the bar is told how much there is. */
function useFind(shape: Shape): FindProps {
  const bar = useApp(({ stackSearch }) => stackSearch !== null);
  const words = useApp(({ stackSearch }) => stackSearch?.words ?? '');
  const at = useApp(({ stackSearch }) => stackSearch?.at ?? 0);
  const countTreeMatches = useApp((state) => state.countTreeMatches);
  const found = useMemo(() => (words === '' ? null : findInTree(shape, words)), [shape, words]);
  useEffect(() => {
    countTreeMatches(found && { total: found.total, more: found.more });
    return () => countTreeMatches(null);
  }, [found, countTreeMatches]);
  // While nobody waits: the first letter is found as quickly as the second.
  useEffect(() => {
    if (!bar) return;
    const timer = setTimeout(() => readyLines(shape.lines));
    return () => clearTimeout(timer);
  }, [bar, shape.lines]);
  return { found, current: found && currentMatch(at, found) };
}

function One({
  tree,
  inverted,
  onInvert,
  chooser,
}: {
  readonly tree: CallTreeJson;
  readonly inverted: boolean;
  readonly onInvert: () => void;
  readonly chooser: ReactNode;
}): ReactNode {
  const hideSystem = useApp((state) => state.hideSystem);
  const copyTree = useApp((state) => state.copyTree);
  const shape = useMemo(() => shapeOf(tree, { inverted, hideSystem }), [tree, inverted, hideSystem]);
  const [of, setOf] = useState(shape.id);
  const [toggled, setToggled] = useState(() => atFirst(shape));
  const { found, current } = useFind(shape);
  const sought = current === null ? undefined : found?.places[current];
  const [visited, setVisited] = useState(sought);
  // Another tree begins anew; the same one that only got names stays as it is.
  let shown = toggled;
  if (of !== shape.id) {
    shown = atFirst(shape);
    setOf(shape.id);
  }
  if (sought !== visited) {
    setVisited(sought);
    if (sought !== undefined) shown = reveal(shape.tree, shown, sought);
  }
  if (shown !== toggled) setToggled(shown);

  function copy(): void {
    const rows = visibleRows(shape.tree, (index) => isOpen(shape.tree, shown, index));
    const weigh = shape.counted ? (weight: number) => weightWords(weight, tree.unit) : null;
    void copyTree(treeToText(shape.tree, shape.lines, rows, weigh));
  }

  return (
    <section className={styles['tree']} aria-label="Call tree">
      <div className={styles['top']}>
        {chooser}
        <div className={styles['tools']}>
          <Tip text="Callers below what ran">
            <Button look="bar" aria-label="Invert" aria-pressed={inverted} onClick={onInvert}>
              <ArrowDownUp size={13} aria-hidden="true" />
              <span className={styles['label']}>Invert</span>
            </Button>
          </Tip>
          <Tip text="Open only the heaviest path">
            <Button look="bar" aria-label="Heaviest path" onClick={() => setToggled(atFirst(shape))}>
              <Flame size={13} aria-hidden="true" />
              <span className={styles['label']}>Heaviest path</span>
            </Button>
          </Tip>
          <Tip text="Copy what is open as text">
            <Button look="bar" aria-label="Copy call tree" onClick={copy}>
              <Copy size={13} aria-hidden="true" />
            </Button>
          </Tip>
          <HideSystem />
        </div>
      </div>
      <FrameMenu>
        <div>
          <TreeGrid
            key={shape.id.startsWith('false false') ? 'own' : shape.id}
            label={treeTitle(tree)}
            shape={shape}
            unit={tree.unit}
            toggled={shown}
            onToggle={setToggled}
            found={found}
            current={current}
          />
        </div>
      </FrameMenu>
    </section>
  );
}

export function CallTree({ report }: { readonly report: ReportJson }): ReactNode {
  const trees = report.body?.trees ?? [];
  const [chosen, setChosen] = useState(() => leadingTree(report));
  const [inverted, setInverted] = useState(false);
  const tree = trees[chosen];
  if (!tree) return null;
  return (
    <One
      key={chosen}
      tree={tree}
      inverted={inverted}
      onInvert={() => setInverted(!inverted)}
      chooser={<TreeChooser trees={trees} chosen={chosen} onChoose={setChosen} />}
    />
  );
}
