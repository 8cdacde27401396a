/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a grid that is no table */
/** One line of a stack: number, image, function, place in the source; or the address and why it has no name. */
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { FrameJson } from '../../shared/render/json.ts';
import { describeSymbols } from '../../shared/report/symbol-words.ts';
import { useApp, useAppStore } from '../state/use.ts';
import { classes } from '../ui/classes.ts';
import { Marked } from '../ui/Marked.tsx';
import { moveFocus } from '../ui/roving.ts';
import { frameReason, spokenFrame } from '../words/status.ts';
import type { Reason } from '../words/status.ts';
import { currentMark, fieldsOf } from './find.ts';
import type { FrameMatches } from './find.ts';
import { OpenSource, openSource } from './OpenSource.tsx';
import { sourceName } from './source-name.ts';
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
  readonly onStop: () => void;
}

interface FieldProps {
  readonly frame: FrameJson;
  readonly field: 'image' | 'symbol' | 'source';
  readonly matches: FrameMatches | null;
  readonly current: number | null;
}

/** One field of the line, with what was found in it marked. */
function Field({ frame, field, matches, current }: FieldProps): ReactNode {
  const text = fieldsOf(frame)[field];
  if (!matches) return text;
  return <Marked text={text} spans={matches[field]} current={currentMark(matches, field, current)} />;
}

/** The line's end: where it is in the source, else why that is unknown. */
function Place({ reason, ...found }: Omit<FieldProps, 'field'> & { readonly reason: Reason | null }): ReactNode {
  const { frame, matches } = found;
  const store = useAppStore();
  const image = useApp(({ report }) => (frame.imageIndex === null ? null : report?.report.images[frame.imageIndex]));
  const source = sourceName(frame);
  if (source !== null) {
    const [file, number] = source;
    if (matches && matches.source.length > 0) {
      return (
        <span role="gridcell" className={styles['source']} title={frame.file ?? undefined}>
          <OpenSource frame={frame}>
            <Field {...found} field="source" />
          </OpenSource>
        </span>
      );
    }
    return (
      <span role="gridcell" className={styles['source']} title={frame.file ?? undefined}>
        <OpenSource frame={frame}>
          <span className={styles['file']} style={{ '--line-width': number.length }}>
            {file}
          </span>
          {number}
        </OpenSource>
      </span>
    );
  }
  if (reason === null) {
    return (
      <span role="gridcell" className={styles['offset']}>
        {frame.symbolOffset === null ? '' : `+ ${frame.symbolOffset}`}
      </span>
    );
  }
  const isSystem = frame.status === 'system';
  const about = image && (reason.mendable || isSystem) ? describeSymbols(image).text : reason.long;
  const mend = (): void => {
    const { importChosen, showPlaces } = store.getState();
    if (isSystem) showPlaces(true);
    else void importChosen('folder');
  };
  return (
    <span role="gridcell" className={classes(styles['reason'], reason.mendable && styles['mendable'])} title={about}>
      {reason.short}
      {(reason.mendable || isSystem) && (
        <>
          {' · '}
          <button type="button" tabIndex={-1} className={styles['mend']} onClick={mend}>
            {isSystem ? 'symbol folders…' : 'choose dSYM…'}
          </button>
        </>
      )}
    </span>
  );
}

export function FrameLine({ frame, blamed, stop, entry, matches, current, onStop }: FrameLineProps): ReactNode {
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
        onStop();
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
}
