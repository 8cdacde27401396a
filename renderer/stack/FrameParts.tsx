/* oxlint-disable jsx-a11y/prefer-tag-over-role -- cells of a grid that is no table */
/** Parts of a line that stacks and call trees share: a field with what was found in it, and the line's end. */
import type { ReactNode } from 'react';
import type { FrameJson } from '../../shared/render/json.ts';
import { describeSymbols } from '../../shared/report/symbol-words.ts';
import { useApp, useAppStore } from '../state/use.ts';
import { classes } from '../ui/classes.ts';
import { Marked } from '../ui/Marked.tsx';
import type { Reason } from '../words/status.ts';
import { fieldsOf } from './fields.ts';
import { currentMark } from './find.ts';
import type { FrameMatches } from './find.ts';
import { OpenSource } from './OpenSource.tsx';
import { sourceName } from './source-name.ts';
import styles from './StackView.module.css';

interface FieldProps {
  readonly frame: FrameJson;
  readonly field: 'image' | 'symbol' | 'source';
  readonly matches: FrameMatches | null;
  readonly current: number | null;
}

/** One field of the line, with what was found in it marked. */
export function Field({ frame, field, matches, current }: FieldProps): ReactNode {
  const text = fieldsOf(frame)[field];
  if (!matches) return text;
  return <Marked text={text} spans={matches[field]} current={currentMark(matches, field, current)} />;
}

/** The line's end: where it is in the source, else why that is unknown. */
export function Place({ reason, ...found }: Omit<FieldProps, 'field'> & { readonly reason: Reason | null }): ReactNode {
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
