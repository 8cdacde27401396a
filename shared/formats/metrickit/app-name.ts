/** The app's own binary among the images of a MetricKit report, which names no process. */
import type { App, BinaryImage, Frame } from '../../report/report.ts';

function letters(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/**
 * Name of the app's binary: the one that its bundle id names, else the one that `dyld` called, else the outermost image of
 * the app on the stack that is to blame. Null where no image of the app is on any stack.
 *
 * @param stacks Stacks with their outermost frame last, the one to blame first.
 */
export function appBinary(
  app: App,
  images: readonly BinaryImage[],
  stacks: readonly (readonly Frame[])[],
): string | null {
  // Xcode's debug builds have their code in a library beside the binary.
  return binary(app, images, stacks)?.replace(/\.debug\.dylib$/, '') ?? null;
}

function binary(app: App, images: readonly BinaryImage[], stacks: readonly (readonly Frame[])[]): string | null {
  const named = letters(app.bundleId?.slice(app.bundleId.lastIndexOf('.') + 1) ?? '');
  const own = images.filter(({ inApp, name }) => inApp && name !== null);
  const meant = own.find(({ name }) => named !== '' && letters((name ?? '').replace(/\.debug\.dylib$/, '')) === named);
  if (meant !== undefined) return meant.name;
  const imageOf = (frame: Frame | undefined): BinaryImage | undefined =>
    frame === undefined || frame.image === null ? undefined : images[frame.image];
  for (const frames of stacks) {
    const called = imageOf(frames.at(-2));
    if (imageOf(frames.at(-1))?.name?.startsWith('dyld') === true && called?.inApp === true) return called.name;
  }
  for (const frames of stacks) {
    const outermost = imageOf(frames.findLast((frame) => imageOf(frame)?.inApp === true));
    if (outermost !== undefined) return outermost.name;
  }
  return own[0]?.name ?? null;
}
