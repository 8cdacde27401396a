/** Accounts: the list of them, and beside it the chosen one or the form for a new one. */
import { KeyRound, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AccountRow } from '../../../shared/contract/accounts.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Spoken } from '../../ui/Spoken.tsx';
import { moveFocus } from '../../ui/roving.ts';
import { Account } from './Account.tsx';
import styles from './Accounts.module.css';
import { AddAccount } from './AddAccount.tsx';

function Line({ account, chosen }: { readonly account: AccountRow; readonly chosen: boolean }): ReactNode {
  const chooseAccount = useApp((state) => state.chooseAccount);
  const faulty = account.lastSync?.state === 'failed' || account.missingRoles.length > 0;
  return (
    <li>
      <button
        type="button"
        data-account
        tabIndex={chosen ? 0 : -1}
        className={classes(styles['account'], chosen && styles['chosen'])}
        aria-current={chosen || undefined}
        onClick={() => chooseAccount({ kind: 'account', id: account.id })}
        onKeyDown={(event) => moveFocus(event, 'ul', '[data-account]')}
      >
        <KeyRound size={15} aria-hidden="true" />
        <span className={styles['name']}>
          {account.name}
          <span className={styles['key']}>{account.keyId}</span>
        </span>
        {faulty && (
          <span className={styles['mark']}>
            <Spoken>, has a problem</Spoken>
          </span>
        )}
      </button>
    </li>
  );
}

export function Accounts(): ReactNode {
  const accounts = useApp((state) => state.accounts);
  const fault = useApp((state) => state.accountsFault);
  const choice = useApp((state) => state.accountChoice);
  const addAccount = useApp((state) => state.addAccount);
  const refreshAccounts = useApp((state) => state.refreshAccounts);
  if (accounts === null) {
    return fault ? (
      <Empty title="The accounts could not be listed" text={fault.message}>
        <Button onClick={() => void refreshAccounts()}>Try Again</Button>
      </Empty>
    ) : null;
  }
  const wanted = choice?.kind === 'account' ? accounts.find(({ id }) => id === choice.id) : undefined;
  const shown = choice?.kind === 'new' || accounts.length === 0 ? null : (wanted ?? accounts[0] ?? null);
  return (
    <div className={styles['accounts']}>
      <div className={styles['side']}>
        <ul className={styles['list']} aria-label="Accounts">
          {accounts.map((account) => (
            <Line key={account.id} account={account} chosen={account.id === shown?.id} />
          ))}
          {shown === null && <li className={styles['draft']}>New account</li>}
        </ul>
        <button type="button" className={styles['add']} disabled={shown === null} onClick={() => addAccount()}>
          <Plus size={14} aria-hidden="true" />
          Add Account…
        </button>
      </div>
      <div className={styles['main']}>
        {shown ? <Account key={shown.id} account={shown} /> : <AddAccount first={accounts.length === 0} />}
      </div>
    </div>
  );
}
