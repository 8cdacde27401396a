/** Pictures of the library as both hosts serve them, beside the page's own files. */

/** A picture's bytes and type. */
export interface ServedImage {
  readonly type: string;
  readonly bytes: Buffer<ArrayBuffer>;
}

/** Types that are served; of no other kind is anything kept, and nothing else would be a picture alone. */
const TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/heic']);

/** Whether bytes of that type may be served as a picture. */
export function isImageType(type: string): boolean {
  return TYPES.has(type);
}

/** The hash in the path of a picture, `/screenshot/<sha256>`; null for any other path. */
export function imageIdOf(path: string): string | null {
  return /^\/screenshot\/([0-9a-f]{64})$/.exec(path)?.[1] ?? null;
}
