/** What happened, in words first and in the report's own terms after. */
import type { ReactNode } from 'react';
import type { ReportJson } from '../../../shared/render/json.ts';
import type { Meaning as MeaningWords } from '../../../shared/signature/meaning.ts';
import styles from './CrashTab.module.css';

/** `EXC_BAD_ACCESS (SIGSEGV) · KERN_INVALID_ADDRESS at 0x10` */
function exceptionLine({ exception }: ReportJson): string | null {
  if (!exception) return null;
  const { type, signal, subtype, codes } = exception;
  const name = type === null ? signal : signal === null ? type : `${type} (${signal})`;
  return [name, subtype ?? codes].filter((part) => part !== null).join(' · ');
}

/** `Terminated: FRONTBOARD 0x8badf00d · Abort trap: 6` */
function terminationLine({ termination }: ReportJson): string | null {
  if (!termination) return null;
  const { namespace, code, indicator } = termination;
  const name = [namespace, code].filter((part) => part !== null).join(' ');
  const parts = [name, indicator].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : `Terminated: ${parts.join(' · ')}`;
}

function messagesOf(report: ReportJson): readonly string[] {
  const said = report.appInformation.flatMap(({ messages }) => messages);
  const message = report.exception?.message ?? null;
  return [...new Set(message === null ? said : [message, ...said])];
}

function reasonsOf({ termination }: ReportJson): string | null {
  const lines = [...(termination?.reasons ?? []), ...(termination?.details ?? [])];
  return lines.length === 0 ? null : lines.join('\n');
}

/** Text that few need, folded away. */
function More({ title, text }: { readonly title: string; readonly text: string | null }): ReactNode {
  if (text === null) return null;
  return (
    <details className={styles['more']}>
      <summary>{title}</summary>
      <pre className={styles['messages']}>{text}</pre>
    </details>
  );
}

export function Meaning({
  meaning,
  report,
}: {
  readonly meaning: MeaningWords;
  readonly report: ReportJson;
}): ReactNode {
  const terms = [exceptionLine(report), terminationLine(report)].filter((line) => line !== null && line !== '');
  const messages = messagesOf(report);
  return (
    <div className={styles['meaning']}>
      <p>
        <strong>{meaning.title}.</strong> {meaning.text}{' '}
        {meaning.link !== null && (
          <a href={meaning.link} target="_blank" rel="noreferrer">
            Apple’s page on it
          </a>
        )}
      </p>
      {terms.map((line) => (
        <p key={line} className={styles['terms']}>
          {line}
        </p>
      ))}
      {messages.length > 0 && <pre className={styles['messages']}>{messages.join('\n')}</pre>}
      <More title="Why it was terminated, as the system says it" text={reasonsOf(report)} />
      <More title="Memory around the address" text={report.vmRegion} />
    </div>
  );
}
