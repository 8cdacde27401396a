/** Two versions of an app side by side. Loaded when it is first wanted. */
import { ArrowLeftRight, Copy, GitCompareArrows } from 'lucide-react';
import type { ReactNode } from 'react';
import { comparisonToMarkdown, sideName } from '../../../shared/compare/markdown.ts';
import type { AppSummary, Comparison } from '../../../shared/contract.ts';
import { keyOf, newestTwo, releaseChoices } from '../../state/compare-choice.ts';
import type { Compared } from '../../state/compare-choice.ts';
import { useApp } from '../../state/use.ts';
import { scopeOf } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import styles from './Compare.module.css';
import { Groups } from './Groups.tsx';

function Choose({
  label,
  value,
  choices,
  onChoose,
}: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly key: string; readonly label: string }[];
  readonly onChoose: (key: string) => void;
}): ReactNode {
  return (
    <label className={styles['choose']}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        {choices.map((choice) => (
          <option key={choice.key} value={choice.key}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Apps with at least two versions or builds. */
function comparable(apps: readonly AppSummary[]): readonly AppSummary[] {
  return apps.filter((app) => newestTwo(app) !== null);
}

function Choices({ compared, apps }: { readonly compared: Compared; readonly apps: readonly AppSummary[] }): ReactNode {
  const compare = useApp((state) => state.compare);
  const app = apps.find((one) => scopeOf(one).app === compared.app);
  const choices = app ? releaseChoices(app) : [];
  const choose = (side: 'before' | 'after', key: string): void => {
    const chosen = choices.find((choice) => choice.key === key);
    if (chosen) compare({ [side]: chosen.release });
  };
  return (
    <div className={styles['choices']}>
      {apps.length > 1 && (
        <Choose
          label="App"
          value={compared.app}
          choices={apps.map((one) => ({ key: scopeOf(one).app ?? one.name, label: one.name }))}
          onChoose={(key) => {
            const other = apps.find((one) => scopeOf(one).app === key);
            const next = other && newestTwo(other);
            if (next) compare(next);
          }}
        />
      )}
      <Choose
        label="Before"
        value={keyOf(compared.before)}
        choices={choices}
        onChoose={(key) => choose('before', key)}
      />
      <Button
        className={styles['swap']}
        aria-label="Swap before and after"
        title="Swap before and after"
        onClick={() => compare({ before: compared.after, after: compared.before })}
      >
        <ArrowLeftRight size={14} aria-hidden="true" />
      </Button>
      <Choose label="After" value={keyOf(compared.after)} choices={choices} onChoose={(key) => choose('after', key)} />
    </div>
  );
}

function CopyButton({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const notify = useApp((state) => state.notify);
  const notifyFault = useApp((state) => state.notifyFault);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(comparisonToMarkdown(comparison));
      notify('Comparison copied as Markdown');
    } catch {
      notifyFault({ kind: 'forbidden', message: 'The browser did not let Faultline use the clipboard.' });
    }
  };
  return (
    <Button onClick={() => void copy()}>
      <Copy size={13} aria-hidden="true" />
      Copy as Markdown
    </Button>
  );
}

function Nothing(): ReactNode {
  const closeCompare = useApp((state) => state.closeCompare);
  return (
    <Empty
      icon={<GitCompareArrows size={34} strokeWidth={1.2} />}
      title="Nothing to compare yet"
      text="Two versions of an app can be compared once the library has reports of both."
    >
      <Button onClick={closeCompare}>Back to the Inbox</Button>
    </Empty>
  );
}

function Body(): ReactNode {
  const comparison = useApp((state) => state.comparison);
  const fault = useApp((state) => state.compareFault);
  const refreshCompare = useApp((state) => state.refreshCompare);
  if (fault) {
    return (
      <Empty title="These versions could not be compared" text={fault.message}>
        <Button onClick={() => void refreshCompare()}>Try Again</Button>
      </Empty>
    );
  }
  if (!comparison) return null;
  return (
    <>
      <p className={styles['rates']}>{comparison.rates}</p>
      <Groups comparison={comparison} />
    </>
  );
}

export default function Compare(): ReactNode {
  const compared = useApp((state) => state.compared);
  const comparison = useApp((state) => state.comparison);
  const library = useApp((state) => state.library);
  const closeCompare = useApp((state) => state.closeCompare);
  const apps = comparable(library?.apps ?? []);
  return (
    <section className={styles['compare']} data-pane="inbox" aria-label="Compare versions" tabIndex={-1}>
      {compared ? (
        <>
          <header className={styles['head']}>
            <h2 className={styles['title']}>
              {comparison?.appName ?? 'Compare'}{' '}
              <span className={styles['titleQuiet']}>
                {sideName(compared.before)} → {sideName(compared.after)}
              </span>
            </h2>
            <div className={styles['acts']}>
              {comparison && <CopyButton comparison={comparison} />}
              <Button onClick={closeCompare}>Close</Button>
            </div>
            <Choices compared={compared} apps={apps} />
          </header>
          <div className={styles['body']}>
            <Body />
          </div>
        </>
      ) : (
        <Nothing />
      )}
    </section>
  );
}
