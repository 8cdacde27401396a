/** A line of a stack or call tree as it is shown and searched. */
import type { FrameJson } from '../../shared/render/json.ts';
import { sourceName } from './source-name.ts';

/** The line, field by field. */
export function fieldsOf(frame: FrameJson): {
  readonly image: string;
  readonly symbol: string;
  readonly source: string;
} {
  return {
    image: frame.image ?? '???',
    symbol: frame.symbol ?? frame.address,
    source: sourceName(frame)?.join('') ?? '',
  };
}
