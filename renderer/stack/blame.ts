/** Which line of a stack the group is named after, to tint it. The explanation of the group decides, not a guess. */
import type { FrameJson } from '../../shared/render/json.ts';
import type { Explanation } from '../../shared/signature/explanation.ts';

/**
 * Index of the blamed line, or null where this stack has none.
 *
 * Reports of one group may word the frame differently (closure numbers, generic arguments), so the first frame of the
 * explanation's image stands in for one that is not found by name.
 */
export function blamedFrame(frames: readonly FrameJson[], { frames: [blamed], rule }: Explanation): number | null {
  if (!blamed || rule === 'termination' || rule === 'reason') return null;
  const inImage = frames.filter(({ image }) => image === blamed.image);
  const named = inImage.find(({ symbol }) => symbol !== null && symbol === blamed.symbol);
  return (named ?? inImage[0])?.index ?? null;
}
