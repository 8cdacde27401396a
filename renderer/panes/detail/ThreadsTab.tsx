/** All threads: the crashed one open, the others folded to a heading with their top frame. */
import type { ReactNode } from 'react';
import type { ReportJson } from '../../../shared/render/json.ts';
import { crashedThread, threadStack, threadsInOrder } from '../../stack/stacks.ts';
import { StackView } from '../../stack/StackView.tsx';

export function ThreadsTab({ report }: { readonly report: ReportJson }): ReactNode {
  const crashed = crashedThread(report);
  return threadsInOrder(report).map((thread, index) => (
    <StackView
      key={thread.index}
      stack={threadStack(thread)}
      blamed={null}
      initiallyOpen={thread === crashed}
      leading={index === 0}
    />
  ));
}
