/** The form for a new key: dropped, chosen or pasted; tested with Apple; saved in the keychain; never shown again. */
import { CircleCheck, FileKey2 } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { AccountCheck } from '../../../shared/contract/accounts.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { counted } from '../../words/numbers.ts';
import { MissingRoles } from './Account.tsx';
import styles from './AddAccount.module.css';
import { EMPTY_FORM, readForm, readKey, shownKeyId } from './key-form.ts';
import type { FieldFault, KeyForm } from './key-form.ts';
import { Problem } from './Problem.tsx';

const KEYS_PAGE = 'https://appstoreconnect.apple.com/access/integrations/api';

type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy'; readonly act: 'test' | 'save' }
  | { readonly kind: 'fault'; readonly fault: FieldFault }
  | { readonly kind: 'checked'; readonly check: AccountCheck };

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly fault?: string | undefined;
  readonly hint?: ReactNode;
  readonly onChange: (value: string) => void;
}

function Field({ label, value, placeholder, fault, hint, onChange }: FieldProps): ReactNode {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-more`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-more`} className={fault === undefined ? styles['hint'] : styles['fault']}>
        {fault ?? hint}
      </p>
    </div>
  );
}

/** Where the key comes from: a file, or a field to paste into. */
function KeySource({
  form,
  fault,
  onPaste,
}: {
  readonly form: KeyForm;
  readonly fault: string | undefined;
  readonly onPaste: (text: string) => void;
}): ReactNode {
  const file = useApp((state) => state.keyFile);
  const addAccount = useApp((state) => state.addAccount);
  const [over, setOver] = useState(false);
  const [pasting, setPasting] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div className={styles['source']}>
      <div
        className={classes(styles['drop'], over && styles['over'], file && styles['filled'])}
        // Dropping is one of three ways; the button and the field are there for keys.
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          // The window would import what it is given.
          event.stopPropagation();
          setOver(false);
          const dropped = event.dataTransfer.files[0];
          if (dropped) addAccount(dropped);
        }}
      >
        <FileKey2 size={26} strokeWidth={1.3} aria-hidden="true" />
        <p>
          {file ? (
            <strong>{file.name}</strong>
          ) : (
            <>
              Drop <strong>AuthKey_….p8</strong> here
            </>
          )}
        </p>
        <Button onClick={() => input.current?.click()}>{file ? 'Choose Another…' : 'Choose…'}</Button>
        {!file && (
          <Button look="link" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
            Paste instead
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept=".p8"
          hidden
          aria-label="Key file"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen) addAccount(chosen);
          }}
        />
      </div>
      {pasting && !file && (
        <div className={styles['field']}>
          <label htmlFor={id}>Private key</label>
          <textarea
            id={id}
            rows={4}
            value={form.pasted}
            placeholder="-----BEGIN PRIVATE KEY-----"
            spellCheck={false}
            autoComplete="off"
            aria-invalid={fault !== undefined}
            onChange={(event) => onPaste(event.target.value)}
          />
        </div>
      )}
      {fault !== undefined && <p className={styles['fault']}>{fault}</p>}
    </div>
  );
}

function Checked({ check }: { readonly check: AccountCheck }): ReactNode {
  if (check.diagnosis) return <Problem diagnosis={check.diagnosis} />;
  return (
    <>
      <p className={styles['accepted']}>
        <CircleCheck size={16} aria-hidden="true" />
        Apple accepts this key. It sees {counted(check.apps, 'app')}.
      </p>
      <MissingRoles missing={check.missingRoles} />
    </>
  );
}

export function AddAccount({ first }: { readonly first: boolean }): ReactNode {
  const file = useApp((state) => state.keyFile);
  const checkKey = useApp((state) => state.checkKey);
  const saveKey = useApp((state) => state.saveKey);
  const [form, setForm] = useState<KeyForm>(EMPTY_FORM);
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const [badFile, setBadFile] = useState<string | null>(null);
  const busy = outcome.kind === 'busy' ? outcome.act : null;
  const faultOf = (field: FieldFault['field']): string | undefined =>
    outcome.kind === 'fault' && outcome.fault.field === field ? outcome.fault.message : undefined;

  function change(part: Partial<KeyForm>): void {
    setForm({ ...form, ...part });
    setOutcome({ kind: 'none' });
  }

  // What is wrong with a file is said when it comes, not when the form is full.
  useEffect(() => {
    if (!file) return;
    let current = true;
    async function look(): Promise<void> {
      const read = await readKey(EMPTY_FORM, file);
      if (!current) return;
      setOutcome({ kind: 'none' });
      setBadFile(read.ok ? null : read.fault.message);
    }
    void look();
    return () => {
      current = false;
    };
  }, [file]);

  async function run(act: 'test' | 'save'): Promise<void> {
    setOutcome({ kind: 'busy', act });
    const input = await readForm(form, file);
    if (!input.ok) {
      setOutcome({ kind: 'fault', fault: input.fault });
      return;
    }
    const reply = act === 'test' ? await checkKey(input.value) : await saveKey(input.value);
    if (!reply.ok) setOutcome({ kind: 'fault', fault: { field: 'form', message: reply.fault.message } });
    else setOutcome({ kind: 'checked', check: 'check' in reply.value ? reply.value.check : reply.value });
  }

  return (
    <form
      aria-label="New account"
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void run('save');
      }}
    >
      <h2 className={styles['title']}>{first ? 'Connect App Store Connect' : 'New Account'}</h2>
      <p className={styles['text']}>
        Make a key under{' '}
        <a href={KEYS_PAGE} target="_blank" rel="noreferrer">
          Users and Access › Integrations
        </a>
        . A team key with the role Developer opens feedback and crashes; Admin opens everything. The key goes into your
        keychain and nowhere else.
      </p>
      <KeySource
        form={form}
        fault={file && badFile !== null ? badFile : faultOf('key')}
        onPaste={(pasted) => change({ pasted })}
      />
      <Field
        label="Key ID"
        placeholder="2X9R4HXF34"
        value={shownKeyId(form, file)}
        fault={faultOf('keyId')}
        hint="Read from the file’s name"
        onChange={(keyId) => change({ keyId })}
      />
      <fieldset className={styles['kinds']}>
        <legend>Kind</legend>
        {(['team', 'individual'] as const).map((kind) => (
          <label key={kind}>
            <input type="radio" name="kind" checked={form.kind === kind} onChange={() => change({ kind })} />
            {kind === 'team' ? 'Team key' : 'Individual key'}
          </label>
        ))}
      </fieldset>
      {form.kind === 'team' && (
        <Field
          label="Issuer ID"
          placeholder="57246542-96fe-1a63-e053-0824d011072a"
          value={form.issuerId}
          fault={faultOf('issuerId')}
          hint="It stands above the list of team keys. Individual keys have none."
          onChange={(issuerId) => change({ issuerId })}
        />
      )}
      <Field
        label="Name"
        placeholder="App Store Connect"
        value={form.name}
        hint="As you want to call it here"
        onChange={(name) => change({ name })}
      />
      <div className={styles['outcome']} aria-live="polite">
        {outcome.kind === 'checked' && <Checked check={outcome.check} />}
        {faultOf('form') !== undefined && <p className={styles['fault']}>{faultOf('form')}</p>}
      </div>
      <div className={styles['acts']}>
        <Button disabled={busy !== null} onClick={() => void run('test')}>
          {busy === 'test' ? 'Asking Apple…' : 'Test Connection'}
        </Button>
        <Button look="primary" type="submit" disabled={busy !== null}>
          {busy === 'save' ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
