/** The collection of real reports beside the project. It is not part of the project: tests that need it say so and skip. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const FOLDER = new URL('../../../shared/', import.meta.url);
const MANIFEST = new URL('corpus/manifest.json', FOLDER);

const manifestSchema = z.array(z.object({ file: z.string(), kind: z.string(), bug_type: z.string() }));

/** One file of the collection. */
export interface CorpusFile {
  readonly file: string;
  /** `crash-ips-json`, `crash-text`, `crash-ips-text`, `jetsam` … */
  readonly kind: string;
  readonly bugType: string;
}

/** Its files; none where the collection is not there. */
export const corpus: readonly CorpusFile[] = existsSync(MANIFEST)
  ? manifestSchema
      .parse(JSON.parse(readFileSync(MANIFEST, 'utf8')))
      .map(({ file, kind, bug_type: bugType }) => ({ file, kind, bugType }))
  : [];

/** To be put into the name of a skipped test. */
export const CORPUS_IS_ABSENT = corpus.length === 0;

/** The text of a file. */
export function readCorpus(file: CorpusFile): string {
  return readFileSync(new URL(file.file, FOLDER), 'utf8');
}

/** Kinds whose files are crash reports. */
export function isCrash({ kind }: CorpusFile): boolean {
  return kind === 'crash-ips-json' || kind === 'crash-text' || kind === 'crash-ips-text';
}
