/** The first tab: what happened in words, why it is in this group, the stacks that matter, and where it happens. */
import type { ReactNode } from 'react';
import type { ReportDetail, SignatureDetail } from '../../../shared/contract.ts';
import { blamedFrame } from '../../stack/blame.ts';
import { bodyFrames, leadOf } from '../../stack/lead.ts';
import { leadingStacks } from '../../stack/stacks.ts';
import { StackView } from '../../stack/StackView.tsx';
import { waitingImages } from '../../words/status.ts';
import { Cost } from '../families/Cost.tsx';
import { Facts } from '../families/Facts.tsx';
import { Memory } from '../families/Memory.tsx';
import { Panic, PanicParticulars } from '../families/Panic.tsx';
import { Processes } from '../families/Processes.tsx';
import { TreeTab } from '../families/TreeTab.tsx';
import { FeedbackCard } from '../feedback/FeedbackCard.tsx';
import { Aside } from './Aside.tsx';
import styles from './CrashTab.module.css';
import { Meaning } from './Meaning.tsx';
import { Waiting } from './Waiting.tsx';
import { Why } from './Why.tsx';

export function CrashTab({
  detail,
  report,
}: {
  readonly detail: SignatureDetail;
  readonly report: ReportDetail;
}): ReactNode {
  const { report: json } = report;
  const { body } = json;
  const lead = leadOf(json);
  const stacks = lead === 'stacks' || lead === 'panic' ? leadingStacks(json) : [];
  const blamedStack = stacks.find(({ frames }) => blamedFrame(frames, detail.explanation) !== null);
  const waiting = waitingImages([...stacks.flatMap(({ frames }) => frames), ...bodyFrames(json)], json.images);
  return (
    <div className={styles['columns']}>
      <div className={styles['main']}>
        <Meaning meaning={report.meaning} report={json} />
        {body?.cost && <Cost cost={body.cost} />}
        <Why explanation={detail.explanation} />
        {waiting.length > 0 && <Waiting images={waiting} />}
        {body?.panic && <Panic panic={body.panic} />}
        {body?.memory && <Memory memory={body.memory} />}
        {lead === 'tree' && <TreeTab report={json} />}
        {lead === 'processes' && <Processes report={json} />}
        {stacks.map((stack, index) => (
          <StackView
            key={stack.key}
            stack={stack}
            blamed={stack === blamedStack ? blamedFrame(stack.frames, detail.explanation) : null}
            initiallyOpen
            leading={index === 0}
          />
        ))}
        {body?.panic && <PanicParticulars panic={body.panic} />}
        {body && (
          <Facts title={lead === 'facts' ? 'What the report says' : 'What else the report says'} facts={body.facts} />
        )}
        {report.feedback && <FeedbackCard feedback={report.feedback} />}
        {json.warnings.length > 0 && (
          <details className={styles['more']}>
            <summary>
              {json.warnings.length === 1 ? '1 thing' : `${json.warnings.length} things`} in this report could not be
              read
            </summary>
            <ul>
              {json.warnings.map(({ message, line }) => (
                <li key={`${line ?? ''} ${message}`}>{line === null ? message : `Line ${line}: ${message}`}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <Aside detail={detail} />
    </div>
  );
}
