/** News in the few words of a notification. Pure, for the desktop's notifications and the window's alike. */

import { commonKind, groupNoun } from './report/kind-words.ts';
import type { ReportKind } from './report/report.ts';

/** A signature that is news. */
export interface NewsItem {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly app: string;
  readonly kind: ReportKind;
  readonly count: number;
}

export interface NewsText {
  readonly title: string;
  readonly body: string;
  readonly signature: string;
}

/** Names in a list of apps; of more it is their number that is said. */
const MOST_APPS = 2;

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `Harbor`, `Harbor and Notes`, `5 apps` */
function appsInWords(items: readonly NewsItem[]): string {
  const names = [...new Set(items.map(({ app }) => app))];
  return names.length > MOST_APPS ? `${names.length} apps` : names.join(' and ');
}

/** The one to name and to show: what came back before what is new, then the one with most reports. */
function worst(items: readonly NewsItem[], regressed: ReadonlySet<string>): NewsItem | undefined {
  const rank = ({ id }: NewsItem): number => (regressed.has(id) ? 1 : 0);
  return items.toSorted((a, b) => rank(b) - rank(a) || b.count - a.count)[0];
}

/** `2 new crashes, 1 regression in Harbor` (`regressed` are ids of those that came back), and the worst of them by name; null where there is nothing to say. */
export function newsInWords(items: readonly NewsItem[], regressed: ReadonlySet<string>): NewsText | null {
  const first = worst(items, regressed);
  if (!first) return null;
  const fresh = items.filter(({ id }) => !regressed.has(id));
  const back = items.length - fresh.length;
  const { one, many } = groupNoun(commonKind(fresh.map(({ kind }) => kind)));
  const parts = [
    fresh.length === 0 ? null : counted(fresh.length, `new ${one}`, `new ${many}`),
    back === 0 ? null : counted(back, 'regression', 'regressions'),
  ].filter((part) => part !== null);
  const rest = items.length === 1 ? `\n${first.subtitle}` : ` and ${items.length - 1} more`;
  return { title: `${parts.join(', ')} in ${appsInWords(items)}`, body: `${first.title}${rest}`, signature: first.id };
}
