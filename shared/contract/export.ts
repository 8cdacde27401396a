/** Export: crashes as files and as text to share, redacted on request; and frames opened in an editor. */
import { z } from 'zod';
import { sortSchema } from './filter.ts';
import { EXPORT_FORMATS } from './settings.ts';
import type { EditorName, PathMapping } from './settings.ts';
import { targetSchema } from './triage.ts';

const id = z.string().regex(/^[0-9a-z-]{1,64}$/);
const file = z.string().min(1).max(4096);

/** What is exported: signatures, the whole of a view, or one report. */
export const exportTargetSchema = z.discriminatedUnion('kind', [
  ...targetSchema.options,
  z.strictObject({ kind: z.literal('report'), id }),
]);

export type ExportTarget = z.output<typeof exportTargetSchema>;

/** How much an export will hold, counted as it will be made. */
export interface ExportCount {
  readonly signatures: number;
  /**
   * Of a view the reports that match its filter, else all of these signatures; the newest of each are as many as there are
   * signatures.
   */
  readonly reports: number;
}

/** What an export holds. */
export interface ExportedCount extends ExportCount {
  /** Reports that could not be read; the export says why in their places. */
  readonly failed: number;
}

/** What an export came to. */
export type ExportSummary =
  /** A file was written. */
  | ({ readonly kind: 'file'; readonly path: string } & ExportedCount)
  /** A file waits at a path of the page's own origin, for one download. */
  | ({ readonly kind: 'download'; readonly href: string; readonly fileName: string } & ExportedCount)
  /** No file was chosen. */
  | { readonly kind: 'dismissed' };

/** What each call takes. */
export const exportInputs = {
  'export.count': z.strictObject({ target: exportTargetSchema }),
  /**
   * Writes one file: text and JSON and CSV as they are, Apple text and originals of several reports as a zip of files. Faults
   * with `outdated` where a view holds another number of signatures than was expected, and with `bad-input` for originals
   * that were to be redacted. `import.cancel` cancels its job.
   */
  'export.run': z.strictObject({
    job: id,
    target: exportTargetSchema,
    /** The order of a view's signatures. */
    sort: sortSchema,
    format: z.enum(EXPORT_FORMATS),
    /** Per signature, and of a view among those that match its filter. */
    reports: z.enum(['newest', 'all']),
    redact: z.boolean(),
  }),
  /** One report, or its signature with it, as text to share; redacted where the settings say so. */
  'export.text': z.strictObject({ report: id, format: z.enum(['signature', 'markdown', 'text', 'json']) }),
  /** Opens the source of a frame that this report has. `file` and `line` are the frame's own. */
  'editors.open': z.strictObject({ report: id, file, line: z.int().min(1).max(10_000_000).nullable() }),
  /** What becomes of a path under the path mappings. */
  'editors.try': z.strictObject({ path: file }),
} as const satisfies Record<string, z.ZodType>;

/** What each call answers. */
export interface ExportOutputs {
  'export.count': ExportCount;
  'export.run': ExportSummary;
  'export.text': { readonly fileName: string; readonly text: string; readonly redacted: boolean };
  /** `path` is the file on this computer. */
  'editors.open': { readonly editor: EditorName; readonly path: string };
  'editors.try': { readonly path: string; readonly rule: PathMapping | null; readonly exists: boolean };
}

export interface ExportEvents {
  'export.progress': { readonly job: string; readonly done: number; readonly total: number };
}
