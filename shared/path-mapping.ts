/**
 * Path mappings: where the sources lie that another computer built. A rule speaks of whole parts of a path, so that
 * `/build/app` says nothing of `/build/application`; of several rules the longest wins, of equals the first.
 */
import type { PathMapping } from './contract/settings.ts';

/** Without the slash at its end, which says nothing; the root keeps its own. */
function trimmed(path: string): string {
  return path.length > 1 ? path.replace(/[/\\]+$/, '') || '/' : path;
}

/** What follows `from` in a path, with its separator; null where the path does not lie there. */
function restAfter(path: string, from: string): string | null {
  if (!path.startsWith(from)) return null;
  const rest = path.slice(from.length);
  return rest === '' || /^[/\\]/.test(rest) || /[/\\]$/.test(from) ? rest : null;
}

/** The path under the rules, and the rule that applied; null where none did. */
export function mapPath(
  path: string,
  mappings: readonly PathMapping[],
): { readonly path: string; readonly rule: PathMapping | null } {
  let best: { readonly rule: PathMapping; readonly from: string; readonly rest: string } | null = null;
  for (const rule of mappings) {
    const from = trimmed(rule.from);
    const rest = restAfter(path, from);
    if (rest !== null && from.length > (best?.from.length ?? 0)) best = { rule, from, rest };
  }
  if (best === null) return { path, rule: null };
  const to = trimmed(best.rule.to);
  const separated = best.rest === '' || /^[/\\]/.test(best.rest) ? best.rest : `/${best.rest}`;
  return { path: to === '/' ? separated || '/' : `${to}${separated}`, rule: best.rule };
}
