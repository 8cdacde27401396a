/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a grid that is no table */
/** One line of a stack: number, image, function, place in the source; or the address and why it has no name. */
import { memo, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { FrameJson } from '../../shared/render/json.ts';
import { useApp, useAppStore } from '../state/use.ts';
import { classes } from '../ui/classes.ts';
import { moveFocus } from '../ui/roving.ts';
import { frameReason, spokenFrame } from '../words/status.ts';
import type { FrameMatches } from './find.ts';
import { Field, Place } from './FrameParts.tsx';
import { openSource } from './OpenSource.tsx';
import styles from './StackView.module.css';

export interface FrameLineProps {
  readonly frame: FrameJson;
  readonly blamed: boolean;
  /** Whether it is the group's stop of the Tab key. */
  readonly stop: boolean;
  readonly entry: boolean;
  /** What the find bar found in it. */
  readonly matches: FrameMatches | null;
  /** Number of the current match, where it is in this line. */
  readonly current: number | null;
  /** What it is called while its stack is on screen. */
  readonly name: string;
  /** Told the name where the line takes the focus. */
  readonly onStop: (name: string) => void;
}

export const FrameLine = memo(function FrameLine(props: FrameLineProps): ReactNode {
  const { frame, blamed, stop, entry, matches, current, name, onStop } = props;
  const store = useAppStore();
  const focusFrame = useApp((state) => state.focusFrame);
  const line = useRef<HTMLDivElement>(null);
  // The frame under the focus got its name: what is copied has it, too.
  useEffect(() => {
    if (line.current === document.activeElement) focusFrame(frame);
  }, [frame, focusFrame]);
  useEffect(() => {
    if (current !== null) line.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const found = { frame, matches, current };
  const reason = frameReason(frame.status);
  const nameless = frame.symbol === null;
  return (
    <div
      ref={line}
      role="row"
      data-line
      data-frame={frame.machineIndex}
      {...(current === null ? {} : { 'data-found': '' })}
      {...(entry ? { 'data-entry': '' } : {})}
      tabIndex={stop ? 0 : -1}
      aria-label={spokenFrame(frame)}
      className={classes(
        styles['frame'],
        frame.inApp && styles['inApp'],
        frame.inline && styles['inline'],
        blamed && styles['blamed'],
        current !== null && styles['found'],
      )}
      onFocus={() => {
        onStop(name);
        focusFrame(frame);
      }}
      onBlur={() => focusFrame(null)}
      onDoubleClick={() => openSource(store, frame)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === line.current) openSource(store, frame);
        moveFocus(event, '[role="grid"]', '[data-line]');
      }}
    >
      <span role="gridcell" className={styles['index']}>
        {frame.inline ? '↳' : frame.machineIndex}
      </span>
      <span role="gridcell" className={styles['image']} title={frame.image ?? undefined}>
        <Field {...found} field="image" />
      </span>
      <span
        role="gridcell"
        className={classes(
          styles['symbol'],
          nameless && styles['hex'],
          reason?.mendable === true && styles['mendable'],
        )}
        title={frame.symbol ?? undefined}
      >
        <Field {...found} field="symbol" />
        {frame.inline && <span className={styles['inlined']}> inlined</span>}
      </span>
      <Place {...found} reason={reason} />
    </div>
  );
});
