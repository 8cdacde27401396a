/**
 * What the window shows, as text: `#/signature/7f3a…?status=all&app=…`. The part after the question mark is the filter and
 * the order (`shared/filter-text.ts`); without it, the open crashes. Pure.
 */
import type { Filter, Sort } from '../../shared/contract.ts';
import { readFilter, writeFilter } from '../../shared/filter-text.ts';
import type { State } from './state.ts';
import { filterOf } from './view.ts';

export interface Link {
  /** What is led to; a place of the sources pane where it is no crash. */
  readonly target:
    | { readonly kind: 'signature' | 'report'; readonly id: string }
    | { readonly kind: 'crashes' | 'feedback' | 'unread' };
  readonly filter: Filter;
  readonly sort: Sort;
  /** Whether the link names a view: then what it leads to is shown there, and nowhere else. */
  readonly named: boolean;
}

const ID = /^[0-9a-z-]{1,64}$/;

function targetOf(kind: string, id: string | undefined): Link['target'] | null {
  switch (kind) {
    case 'signature':
    case 'report':
      return id !== undefined && ID.test(id) ? { kind, id } : null;
    case 'crashes':
    case 'feedback':
    case 'unread':
      return id === undefined ? { kind } : null;
    default:
      return null;
  }
}

/** What a link says; null where it is none of ours. `text` may begin with `#`. */
export function readLink(text: string): Link | null {
  const [path = '', ...query] = text.replace(/^#?\/?/, '').split('?');
  const [kind = '', id, ...rest] = path.split('/');
  const target = rest.length > 0 ? null : targetOf(kind, id);
  if (!target) return null;
  const words = query.join('?');
  return { target, ...readFilter(words), named: words !== '' };
}

/** `#/signature/<id>` or `#/report/<id>`: what is copied to be sent to somebody. */
export function crashLink({ selected, report, reports }: State): string | null {
  if (selected === null) return null;
  const newest = report === null || reports[0] === undefined || report.id === reports[0].id;
  return newest ? `#/signature/${selected}` : `#/report/${report.id}`;
}

/** The whole state of the window as a link. */
export function writeLink(state: State): string {
  const { view } = state;
  if (view.place !== 'inbox') return `#/${view.place}`;
  const words = writeFilter(filterOf(view), view.sort);
  return `${crashLink(state) ?? '#/crashes'}${words === '' ? '' : `?${words}`}`;
}
