/** A screenshot as PNG, the one kind of picture that browsers take on the clipboard: drawn and encoded anew. */
import type { Screenshot } from '../../shared/contract/feedback.ts';

export async function screenshotPng({ src }: Screenshot): Promise<Blob> {
  const image = new Image();
  image.src = src;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The image could not be encoded.'));
    }, 'image/png');
  });
}
