/** Which images are listed, and in which order. */
import type { ImageJson } from '../../../shared/render/json.ts';

/** The app's own images first, each part in the report's order; all words must be found in name, UUID, path or bundle id. */
export function filterImages(images: readonly ImageJson[], search: string): readonly ImageJson[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = images.filter(({ name, uuid, path, bundleId }) => {
    const text = [name, uuid, path, bundleId]
      .filter((part) => part !== null)
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return [...found.filter(({ inApp }) => inApp), ...found.filter(({ inApp }) => !inApp)];
}
