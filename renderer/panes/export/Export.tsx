/** The export dialog: what, as what, and with or without names. Loaded when it is first opened. */
import { CircleAlert } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ExportFormat } from '../../../shared/contract.ts';
import { groupNoun } from '../../../shared/report/kind-words.ts';
import type { ExportChoice, ExportScope } from '../../state/export.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import shared from '../../ui/Dialog.module.css';
import { contentWords, countWords, FORMAT_WORDS } from '../../words/export.ts';
import { countedGroups } from '../../words/kinds.ts';
import { count, counted } from '../../words/numbers.ts';
import styles from './Export.module.css';

const FORMATS: readonly ExportFormat[] = ['markdown', 'json', 'csv', 'text', 'original'];

function scopeWords({ kind, target, of }: ExportScope, title: string | null): string {
  switch (kind) {
    case 'report':
      return 'This report';
    case 'crash':
      return title ?? `This ${groupNoun(of).one}`;
    case 'selection':
      return `The ${count(target.kind === 'signatures' ? target.ids.length : 0)} selected ${groupNoun(of).many}`;
    case 'view':
      return `All ${countedGroups(target.kind === 'view' ? target.expected : 0, of)} of this view`;
  }
}

function Scopes({ disabled }: { readonly disabled: boolean }): ReactNode {
  const scopes = useApp((state) => state.exportScopes);
  const chosen = useApp((state) => state.exportScope);
  const chooseScope = useApp((state) => state.chooseScope);
  const title = useApp((state) => state.detail?.row.title ?? null);
  return (
    <fieldset className={styles['group']} disabled={disabled}>
      <legend>What</legend>
      {scopes?.map((scope, index) => (
        <label key={scope.kind} className={styles['line']}>
          <input type="radio" name="scope" checked={index === chosen} onChange={() => chooseScope(index)} />
          <span className={styles['name']}>{scopeWords(scope, title)}</span>
          {scope.kind !== 'report' && (
            <span className={styles['count']}>{scope.count === null ? '…' : countWords(scope.count, scope.of)}</span>
          )}
        </label>
      ))}
    </fieldset>
  );
}

interface PartProps {
  readonly choice: ExportChoice;
  readonly disabled: boolean;
  readonly onChange: (part: Partial<ExportChoice>) => void;
}

function Formats({ choice, disabled, onChange }: PartProps): ReactNode {
  return (
    <fieldset className={styles['group']} disabled={disabled}>
      <legend>Format</legend>
      {FORMATS.map((format) => (
        <label key={format} className={styles['line']}>
          <input type="radio" name="format" checked={choice.format === format} onChange={() => onChange({ format })} />
          <span className={styles['name']}>{FORMAT_WORDS[format].name}</span>
          <span className={styles['about']}>{FORMAT_WORDS[format].text}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Reports({ choice, disabled, onChange }: PartProps): ReactNode {
  const scope = useApp((state) => state.exportScopes?.[state.exportScope] ?? null);
  if (scope === null || scope.kind === 'report') return null;
  const all = scope.count === null ? 'All reports' : `All ${counted(scope.count.reports, 'report')}`;
  return (
    <fieldset className={classes(styles['group'], styles['row'])} disabled={disabled}>
      <legend>Reports</legend>
      <label className={styles['line']}>
        <input
          type="radio"
          name="reports"
          checked={choice.reports === 'newest'}
          onChange={() => onChange({ reports: 'newest' })}
        />
        <span className={styles['name']}>The newest of each {groupNoun(scope.of).one}</span>
      </label>
      <label className={styles['line']}>
        <input
          type="radio"
          name="reports"
          checked={choice.reports === 'all'}
          onChange={() => onChange({ reports: 'all' })}
        />
        <span className={styles['name']}>{all}</span>
      </label>
    </fieldset>
  );
}

function Redaction({ choice, disabled, onChange }: PartProps): ReactNode {
  const id = useId();
  const refused = choice.redact && choice.format === 'original';
  return (
    <div className={styles['group']}>
      <label className={styles['line']}>
        <input
          type="checkbox"
          checked={choice.redact}
          disabled={disabled}
          aria-describedby={id}
          onChange={({ target }) => onChange({ redact: target.checked })}
        />
        <span className={styles['name']}>Redact</span>
      </label>
      <p id={id} className={styles['hint']}>
        Hides user names in paths, names of computers and devices, device ids, e-mail and IP addresses. Equal names get
        equal placeholders.
      </p>
      {refused && (
        <p className={styles['refusal']} role="alert">
          <CircleAlert size={14} aria-hidden="true" />
          <span>
            Original files are exported as they came and cannot be redacted.{' '}
            <Button look="link" onClick={() => onChange({ format: 'text' })}>
              Export Apple Text instead
            </Button>
          </span>
        </p>
      )}
    </div>
  );
}

function Foot({ choice, onExport }: { readonly choice: ExportChoice; readonly onExport: () => void }): ReactNode {
  const scope = useApp((state) => state.exportScopes?.[state.exportScope] ?? null);
  const running = useApp((state) => state.exportRunning);
  const fault = useApp((state) => state.exportFault);
  const cancelExport = useApp((state) => state.cancelExport);
  const showExport = useApp((state) => state.showExport);
  const content = scope?.count ? contentWords(choice.format, choice.reports, scope.count, scope.of) : '';
  const refused = choice.redact && choice.format === 'original';
  return (
    <footer className={styles['foot']}>
      <div className={styles['outcome']} aria-live="polite">
        {running === null && fault === null && content}
        {running === null && fault !== null && <span className={styles['fault']}>{fault.message}</span>}
        {running !== null && (
          <>
            <progress
              aria-label="Export"
              {...(running.total === null ? {} : { value: running.done, max: running.total })}
            />
            {running.total === null ? 'Exporting…' : `${count(running.done)} of ${count(running.total)}`}
          </>
        )}
      </div>
      <Button onClick={() => (running === null ? showExport(false) : cancelExport())}>Cancel</Button>
      <Button look="primary" type="submit" disabled={running !== null || scope === null || refused} onClick={onExport}>
        Export…
      </Button>
    </footer>
  );
}

export default function Export(): ReactNode {
  const settings = useApp((state) => state.settings);
  const running = useApp((state) => state.exportRunning !== null);
  const runExport = useApp((state) => state.runExport);
  const cancelExport = useApp((state) => state.cancelExport);
  const showExport = useApp((state) => state.showExport);
  const [choice, setChoice] = useState<ExportChoice>({
    format: settings.exportFormat,
    reports: settings.exportReports,
    redact: settings.redact,
  });
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const part: PartProps = {
    choice,
    disabled: running,
    onChange: (changed) => setChoice((before) => ({ ...before, ...changed })),
  };
  return (
    <dialog
      ref={dialog}
      className={classes(shared['dialog'], shared['filled'], styles['export'])}
      aria-label="Export"
      onClose={() => {
        cancelExport();
        showExport(false);
      }}
    >
      <h1 className={styles['title']}>Export</h1>
      <div className={styles['parts']}>
        <Scopes disabled={running} />
        <Formats {...part} />
        <Reports {...part} />
        <Redaction {...part} />
      </div>
      <Foot choice={choice} onExport={() => void runExport(choice)} />
    </dialog>
  );
}
