/** A failure of App Store Connect explained: what is wrong, who must act, what to do and what will not help. */
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Diagnosis } from '../../../shared/appstore/diagnosis/diagnosis.ts';
import { classes } from '../../ui/classes.ts';
import { actorWords, healingWords } from '../../words/diagnosis.ts';
import styles from './Problem.module.css';

function Sign({ severity }: Pick<Diagnosis, 'severity'>): ReactNode {
  if (severity === 'error') return <CircleAlert size={16} className={styles['error']} aria-label="Problem" />;
  if (severity === 'warning') return <TriangleAlert size={16} className={styles['warning']} aria-label="Warning" />;
  return <Info size={16} className={styles['info']} aria-label="For your information" />;
}

/** The parts below the first sentence: for a table that has said that one already. */
export function Advice({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  const { who, act, useless, link, appleErrorId } = diagnosis;
  const healing = healingWords(diagnosis);
  return (
    <div className={styles['advice']}>
      <p>
        {who !== 'nobody' && <strong>{actorWords(who)} </strong>}
        {act} {healing}
      </p>
      {useless !== null && (
        <p>
          <strong>What won’t help: </strong>
          {useless}
        </p>
      )}
      {link !== null && (
        <p>
          <a href={link} target="_blank" rel="noreferrer">
            {new URL(link).host === 'appstoreconnect.apple.com' ? 'Open App Store Connect' : 'Apple’s page on it'}
          </a>
        </p>
      )}
      {appleErrorId !== null && (
        <p>
          For Apple’s support: <code>{appleErrorId}</code>
        </p>
      )}
    </div>
  );
}

export function Problem({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  return (
    <div className={classes(styles['problem'], styles[`is-${diagnosis.severity}`])}>
      <Sign severity={diagnosis.severity} />
      <div className={styles['words']}>
        <p className={styles['what']}>{diagnosis.what}</p>
        <Advice diagnosis={diagnosis} />
      </div>
    </div>
  );
}
