/** Two signatures side by side: how often and where, why each is a group, and the stacks of their newest reports. */
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Explanation } from '../../../shared/signature/explanation.ts';
import { commandOf } from '../../commands/registry.ts';
import { surroundings } from '../../commands/surroundings.ts';
import type { Side } from '../../state/triage-lookup.ts';
import { targetOf } from '../../state/triage-target.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { crashedStack } from '../../stack/stacks.ts';
import { Breakable } from '../../ui/Breakable.tsx';
import { Button } from '../../ui/Button.tsx';
import { span } from '../../words/dates.ts';
import { countedReports } from '../../words/kinds.ts';
import { counted } from '../../words/numbers.ts';
import { versionRange } from '../../words/rows.ts';
import { statusWords } from '../../words/triage.ts';
import { Other } from './Other.tsx';
import { SideBySide } from './SideBySide.tsx';
import type { SideFrame } from './SideBySide.tsx';
import styles from './Triage.module.css';
import { useAnswer } from './use-answer.ts';

/** The frames that went into a group, as they are compared. */
export function groupingFrames({ frames }: Explanation): readonly SideFrame[] {
  return frames.map(({ image, normalised }) => ({ image, name: normalised }));
}

function stackFrames({ report }: Side): readonly SideFrame[] {
  return crashedStack(report.report).frames.map(({ image, symbol, imageOffset, address }) => ({
    image,
    name: symbol ?? (imageOffset === null ? address : `+ ${imageOffset}`),
  }));
}

function Facts({ side }: { readonly side: Side }): ReactNode {
  const now = useApp((state) => state.now);
  const { row, explanation } = side.detail;
  const facts = [
    statusWords(row, now),
    countedReports(row.count, row.kind),
    row.devices > 0 ? counted(row.devices, 'device') : null,
    versionRange(row.versions),
    span(row.firstSeen, row.lastSeen, now),
  ].filter((fact) => fact !== null);
  return (
    <div className={styles['facts']}>
      <h2>
        <Breakable text={row.title} /> <span className={styles['quiet']}>in {row.app}</span>
      </h2>
      <p>{row.subtitle}</p>
      <p className={styles['quiet']}>{facts.join(' · ')}</p>
      <p className={styles['quiet']}>{explanation.sentence}</p>
    </div>
  );
}

function Both({
  left,
  right,
  mergeable,
}: {
  readonly left: Side;
  readonly right: Side;
  readonly mergeable: boolean;
}): ReactNode {
  const store = useAppStore();
  const merge = commandOf('report.merge');
  const region = useRef<HTMLElement>(null);
  // It takes the focus of the field that it came in place of.
  useEffect(() => region.current?.focus(), []);
  const titles = [left.detail.row.title, right.detail.row.title] as const;
  return (
    <>
      {/* The frames may be more than the dialog has room for: it scrolls by the arrow keys, too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section ref={region} className={styles['scroll']} aria-label="Comparison" tabIndex={0}>
        <div className={styles['pair']}>
          <Facts side={left} />
          <Facts side={right} />
        </div>
        <SideBySide
          caption="Grouped by"
          titles={titles}
          left={groupingFrames(left.detail.explanation)}
          right={groupingFrames(right.detail.explanation)}
        />
        <SideBySide caption="Newest report" titles={titles} left={stackFrames(left)} right={stackFrames(right)} />
      </section>
      {mergeable && merge && (
        <footer className={styles['foot']}>
          <Button onClick={() => merge.run(store.getState(), surroundings)}>Merge These…</Button>
        </footer>
      )}
    </>
  );
}

function Pair({ ids, mergeable }: { readonly ids: readonly [string, string]; readonly mergeable: boolean }): ReactNode {
  const readSide = useApp((state) => state.readSide);
  const sides = useAnswer(ids.join(' '), async () => Promise.all(ids.map(readSide)));
  const [left, right] = sides ?? [];
  if (!left || !right) return <div className={styles['waiting']} />;
  const failed = left.ok ? right : left;
  if (left.ok && right.ok) return <Both left={left.value} right={right.value} mergeable={mergeable} />;
  return <p className={styles['fault']}>{failed.ok ? '' : failed.fault.message}</p>;
}

export function Compare(): ReactNode {
  const store = useAppStore();
  const [ids] = useState(() => {
    const target = targetOf(store.getState());
    return target?.kind === 'signatures' ? target.ids : [];
  });
  const [other, setOther] = useState<string | null>(null);
  const first = ids[0];
  const second = ids[1] ?? other;
  if (first === undefined) return null;
  if (second !== null) return <Pair ids={[first, second]} mergeable={ids.length === 2} />;
  return <Other label="Compare with" without={new Set(ids)} onChoose={({ id }) => setOther(id)} />;
}
