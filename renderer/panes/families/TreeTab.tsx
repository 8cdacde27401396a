/** Call trees in a tab: loaded when the first is looked at. */
import { Suspense, lazy } from 'react';
import type { ReactNode } from 'react';
import type { ReportJson } from '../../../shared/render/json.ts';

const CallTree = lazy(async () => {
  const { CallTree } = await import('../../tree/CallTree.tsx');
  return { default: CallTree };
});

export function TreeTab({ report }: { readonly report: ReportJson }): ReactNode {
  return (
    <Suspense>
      <CallTree report={report} />
    </Suspense>
  );
}
