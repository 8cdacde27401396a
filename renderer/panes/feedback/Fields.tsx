/** Everything that is known of the device and the tester, in words, with the ways to more of the same. */
import type { ReactNode } from 'react';
import type { FeedbackDetail } from '../../../shared/contract/feedback.ts';
import { OPEN_FEEDBACK } from '../../state/feedback-view.ts';
import { useApp } from '../../state/use.ts';
import { Breakable } from '../../ui/Breakable.tsx';
import { Button } from '../../ui/Button.tsx';
import { groupFields } from '../../words/feedback.ts';
import styles from './Fields.module.css';

function Group({
  title,
  acts,
  children,
}: {
  readonly title: string;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className={styles['group']}>
      <h3 className={styles['title']}>{title}</h3>
      <dl>{children}</dl>
      {acts}
    </section>
  );
}

function Field({
  label,
  raw,
  children,
}: {
  readonly label: string;
  readonly raw?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={styles['field']}>
      <dt>{label}</dt>
      <dd title={raw}>{children}</dd>
    </div>
  );
}

function Email({ detail }: { readonly detail: FeedbackDetail }): ReactNode {
  const shown = useApp(({ email }) => (email?.id === detail.row.id ? email : null));
  const showEmail = useApp((state) => state.showEmail);
  if (!detail.hasEmail) return null;
  return (
    <Field label="E-mail">
      {shown ? (
        (shown.email ?? 'None')
      ) : (
        <Button look="link" onClick={() => void showEmail()}>
          Show e-mail
        </Button>
      )}
    </Field>
  );
}

/** The list, narrowed to one tester or one build, done or not. */
function Pivots({ detail }: { readonly detail: FeedbackDetail }): ReactNode {
  const narrow = useApp((state) => state.narrowFeedback);
  const testers = useApp((state) => state.facets?.testers);
  const { tester, app, bundleId, version, build } = detail.row;
  const value = testers?.find(({ label }) => label === tester)?.value ?? null;
  return (
    <p className={styles['pivots']}>
      {value !== null && (
        <Button onClick={() => narrow({ ...OPEN_FEEDBACK, tester: value, status: 'all' })}>Same Tester</Button>
      )}
      {build !== null && (
        <Button onClick={() => narrow({ ...OPEN_FEEDBACK, app: bundleId ?? app, version, build, status: 'all' })}>
          Same Build
        </Button>
      )}
    </p>
  );
}

export function Fields({ detail }: { readonly detail: FeedbackDetail }): ReactNode {
  const { tester } = detail.row;
  return (
    <div className={styles['groups']}>
      <Group title="Tester" acts={<Pivots detail={detail} />}>
        <Field label="Name">{tester ?? 'Not known'}</Field>
        <Email detail={detail} />
      </Group>
      {groupFields(detail.fields).map(({ title, fields }) => (
        <Group key={title} title={title}>
          {fields.map(({ name, label, words, raw }) => (
            <Field key={name} label={label} raw={raw}>
              {words.includes(' ') ? words : <Breakable text={words} />}
            </Field>
          ))}
        </Group>
      ))}
    </div>
  );
}
