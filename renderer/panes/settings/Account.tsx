/** One account: what its key is, how its synchronisation stands, what its role leaves closed, and its check-up. */
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { AccountRow, MissingRole } from '../../../shared/contract/accounts.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ago, moment } from '../../words/dates.ts';
import { count } from '../../words/numbers.ts';
import { phaseWords } from '../../words/sync.ts';
import styles from './Account.module.css';
import { Doctor } from './Doctor.tsx';
import { Problem } from './Problem.tsx';

/** What the key's role does not open, and the role that would. */
export function MissingRoles({ missing }: { readonly missing: readonly MissingRole[] }): ReactNode {
  if (missing.length === 0) return null;
  return (
    <div className={styles['missing']}>
      <p>The role of this key leaves some data closed. A role cannot be changed: make a new key for them.</p>
      <ul>
        {missing.map(({ data, role }) => (
          <li key={data}>
            <strong>{data}</strong>
            {role !== null && ` needs ${role}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Sync({ account }: { readonly account: AccountRow }): ReactNode {
  const sync = useApp((state) => state.sync?.accounts.find(({ id }) => id === account.id) ?? null);
  const running = useApp((state) => state.sync?.running === true);
  const syncNow = useApp((state) => state.syncNow);
  const now = useNow();
  const busy = sync !== null && sync.phase !== 'idle';
  const last = sync?.lastSynced ?? null;
  const rest = last === null ? 'Not synced yet' : `Synced ${ago(last, now)}`;
  const rate = sync?.rateLimit ?? null;
  return (
    <section className={styles['part']}>
      <div className={styles['line']}>
        <h3>Synchronisation</h3>
        <Button disabled={running} onClick={() => void syncNow(account.id)}>
          Sync Now
        </Button>
      </div>
      <p className={styles['dim']}>
        {busy ? `${sync.app === null ? '' : `${sync.app}: `}${phaseWords(sync)}` : rest}
        {sync?.offline === true && ' · offline, tried again by itself'}
        {rate && ` · ${count(rate.remaining)} of ${count(rate.limit)} requests left this hour`}
      </p>
      {sync?.problem && <Problem diagnosis={sync.problem} />}
    </section>
  );
}

function Remove({ account }: { readonly account: AccountRow }): ReactNode {
  const removeAccount = useApp((state) => state.removeAccount);
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <p className={styles['remove']}>
        <Button onClick={() => setAsked(true)}>Remove Account…</Button>
      </p>
    );
  }
  return (
    <div
      className={styles['confirm']}
      role="alertdialog"
      aria-labelledby="remove-question"
      aria-describedby="remove-what"
    >
      <p id="remove-question">
        <strong>Remove {account.name}?</strong>
      </p>
      <p id="remove-what">
        Its key is deleted from the keychain. This cannot be undone; Apple gives each key only once. Crashes and
        feedback that were synced stay.
      </p>
      <div className={styles['acts']}>
        {/* The focus goes where nothing is lost. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <Button autoFocus onClick={() => setAsked(false)}>
          Cancel
        </Button>
        <Button className={styles['danger']} onClick={() => void removeAccount(account.id)}>
          Remove
        </Button>
      </div>
    </div>
  );
}

export function Account({ account }: { readonly account: AccountRow }): ReactNode {
  const facts = [
    ['Key ID', account.keyId],
    ['Kind', account.kind === 'team' ? 'Team key' : 'Individual key'],
    ...(account.issuerId === null ? [] : [['Issuer ID', account.issuerId] as const]),
    ['Added', moment(account.addedAt)],
  ] as const;
  const box = useRef<HTMLElement>(null);
  // The form that made it is gone, and the focus with it.
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  }, []);
  return (
    <section ref={box} className={styles['account']} aria-label={account.name} tabIndex={-1}>
      <h2 className={styles['title']}>{account.name}</h2>
      <dl className={styles['facts']}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Sync account={account} />
      <MissingRoles missing={account.missingRoles} />
      <Doctor account={account.id} />
      <Remove account={account} />
    </section>
  );
}
