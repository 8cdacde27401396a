/** A panic: what the kernel said before it stopped, what it knew of itself, and all of it as written. */
import type { ReactNode } from 'react';
import type { Panic as PanicFacts } from '../../../shared/report/body.ts';
import { Facts } from './Facts.tsx';
import styles from './Families.module.css';

/** Characters on screen; the raw tab has all. */
const MOST = 200_000;

export function Panic({ panic }: { readonly panic: PanicFacts }): ReactNode {
  const { reason, extensions } = panic;
  return (
    <section aria-label="Panic">
      <p className={styles['panic']}>{reason === '' ? 'The kernel gave no reason.' : reason}</p>
      {extensions.length > 0 && (
        <section className={styles['section']}>
          <h3 className={styles['title']}>Kernel extensions in the backtrace</h3>
          <ul className={styles['extensions']}>
            {extensions.map((extension, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- an extension may stand there twice
              <li key={index}>{extension}</li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

/** What follows the backtrace: all of the panic, and what the kernel wrote about itself. */
export function PanicParticulars({ panic }: { readonly panic: PanicFacts }): ReactNode {
  const { reason, text, facts } = panic;
  return (
    <>
      {text.trim() !== '' && text.trim() !== reason && (
        <details className={styles['folded']} open={text.length < 3000}>
          <summary>The panic as it was written</summary>
          {/* A region that scrolls has to be reachable by keys. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className={styles['text']} role="document" tabIndex={0} aria-label="Panic as it was written">
            {text.slice(0, MOST)}
          </pre>
        </details>
      )}
      <Facts title="What the system wrote about itself" facts={facts} />
    </>
  );
}
