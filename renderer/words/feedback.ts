/** How feedback reads in rows, cards and headings. */
import type { FeedbackRow } from '../../shared/contract/feedback.ts';

/** The comment in one line; what else there is where the tester wrote nothing. */
export function commentWords({ comment, kind, screenshots }: FeedbackRow): string {
  const words = comment?.replaceAll(/\s+/g, ' ').trim() ?? '';
  if (words !== '') return words;
  if (kind === 'crash') return 'Crash without a comment';
  return screenshots.length === 0 ? 'Feedback without a comment' : 'Screenshot without a comment';
}

/** Whether the tester wrote something. */
export function hasComment({ comment }: FeedbackRow): boolean {
  return comment !== null && comment.trim() !== '';
}

/** `Harbor 2.1.0 (412)`, as much of it as is known. */
export function buildWords({ app, version, build }: Pick<FeedbackRow, 'app' | 'version' | 'build'>): string | null {
  const number = version === null ? build && `build ${build}` : `${version}${build === null ? '' : ` (${build})`}`;
  const words = [app, number].filter((part) => part !== null && part !== '');
  return words.length === 0 ? null : words.join(' ');
}

/** How far a crash lies from the feedback: `4 min before`, `in the same minute`, `12 min after`. Milliseconds. */
export function distanceWords(distance: number): string {
  const minutes = Math.round(Math.abs(distance) / 60_000);
  if (minutes === 0) return 'in the same minute';
  return `${minutes} min ${distance < 0 ? 'before' : 'after'}`;
}

/** The fields in the groups in which they are read. What a later host adds comes last. */
const GROUPS: readonly (readonly [title: string, names: readonly string[]])[] = [
  ['Device', ['device', 'family', 'system', 'architecture', 'screen', 'watch']],
  ['At that moment', ['battery', 'disk', 'connection', 'uptime']],
  ['Place', ['locale', 'timeZone']],
  ['App', ['appPlatform', 'bundleId']],
];

/** Fields by group, each in the host's order; groups without a field are left out. */
export function groupFields<Field extends { readonly name: string }>(
  fields: readonly Field[],
): readonly { readonly title: string; readonly fields: readonly Field[] }[] {
  const known = new Set(GROUPS.flatMap(([, names]) => names));
  const groups = GROUPS.map(([title, names]) => ({ title, fields: fields.filter(({ name }) => names.includes(name)) }));
  const rest = { title: 'More', fields: fields.filter(({ name }) => !known.has(name)) };
  return [...groups, rest].filter((group) => group.fields.length > 0);
}

/** The name of a screenshot that is dragged out: `Harbor 2.1.0 (412) iPhone 15 Pro 1.png`. */
export function screenshotName(row: FeedbackRow, index: number): string {
  const type = row.screenshots[index]?.type ?? 'image/png';
  const ending = type === 'image/jpeg' ? 'jpg' : (type.split('/').at(-1) ?? 'png').replaceAll(/[^a-z0-9]/g, '');
  const words = [buildWords(row), row.device, String(index + 1)].filter((part) => part !== null).join(' ');
  return `${words.replaceAll(/[/\\:*?"<>|]/g, '-')}.${ending}`;
}
