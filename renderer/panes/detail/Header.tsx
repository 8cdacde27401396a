/** The signature in one glance: what, where, how often, since when; and what can be done with it. */
import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SignatureDetail } from '../../../shared/contract.ts';
import { KIND_WORDS } from '../../../shared/report/kind-words.ts';
import { commandOf } from '../../commands/registry.ts';
import { surroundings } from '../../commands/surroundings.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { Breakable } from '../../ui/Breakable.tsx';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { day, recently } from '../../words/dates.ts';
import { counted } from '../../words/numbers.ts';
import { statusWords } from '../../words/triage.ts';
import { Acts } from '../triage/Acts.tsx';
import { Decisions } from '../triage/Decisions.tsx';
import styles from './Detail.module.css';

const COPIES = ['edit.copy-stack', 'edit.copy-markdown', 'edit.copy-text', 'edit.copy-raw'];

/** Reports of the system are of no version. */
function known(build: string | null): string | null {
  return build === 'Unknown' ? null : build;
}

function factsOf({ row, firstBuild, lastBuild }: SignatureDetail, now: number): readonly string[] {
  const facts = [statusWords(row, now), counted(row.count, KIND_WORDS[row.kind].one, KIND_WORDS[row.kind].many)];
  if (row.devices > 0) facts.push(counted(row.devices, 'device'));
  if (row.firstSeen !== null) {
    facts.push(`first seen ${day(row.firstSeen, now)}${known(firstBuild) === null ? '' : ` in ${firstBuild}`}`);
  }
  if (row.lastSeen !== null) {
    facts.push(
      `last seen ${recently(row.lastSeen, now)}${lastBuild === firstBuild || known(lastBuild) === null ? '' : ` in ${lastBuild}`}`,
    );
  }
  return facts;
}

function CopyMenu(): ReactNode {
  const store = useAppStore();
  return (
    <Menu
      trigger={
        <Button>
          <Copy size={13} aria-hidden="true" />
          Copy
        </Button>
      }
      items={COPIES.map(commandOf)
        .filter((command) => command !== null)
        .map((command) => ({
          key: command.id,
          label: command.title,
          keys: command.keys[0],
          run: () => command.run(store.getState(), surroundings),
        }))}
    />
  );
}

export function Header({ detail }: { readonly detail: SignatureDetail }): ReactNode {
  const { row } = detail;
  const now = useApp((state) => state.now);
  return (
    <div className={styles['header']}>
      <h2 className={styles['title']} title={row.title}>
        <Breakable text={row.title} /> <span className={styles['app']}>in {row.app}</span>
      </h2>
      <div className={styles['meta']}>
        <div className={styles['known']}>
          <p className={styles['facts']}>
            {factsOf(detail, now).map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </p>
          <Decisions row={row} />
        </div>
        <div className={styles['acts']}>
          <Acts row={row} />
          <CopyMenu />
        </div>
      </div>
    </div>
  );
}
