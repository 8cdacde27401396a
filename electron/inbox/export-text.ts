/** One report, or its signature with it, as text to share: what copying and sharing give, redacted where the settings say so. */
import { randomBytes } from 'node:crypto';
import type { CheckedInput, Outputs } from '../../shared/contract.ts';
import { redact } from '../../shared/render/redact.ts';
import { signatureToMarkdown } from '../../shared/render/signature-markdown.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { findReport } from '../store/reports.ts';
import { readSettings } from '../store/settings.ts';
import type { Library } from './library.ts';
import { detailOf } from './signatures.ts';
import { baseName, safeName } from './export-names.ts';

const ENDINGS = { signature: '.md', markdown: '.md', text: '.crash', json: '.json' } as const;

/** The text, and whether it was redacted. Faults: `not-found`, and what reading the report says. */
export async function textToShare(
  library: Library,
  { report: id, format }: CheckedInput<'export.text'>,
): Promise<Result<Outputs['export.text']>> {
  const stored = findReport(library.database, id);
  if (stored === null) return fail({ kind: 'not-found', message: 'This report is not in the library.' });
  const redacted = readSettings(library.database).redact;
  const salt = redacted ? randomBytes(16).toString('hex') : null;
  const shown = format === 'signature' ? 'markdown' : format;
  const title = format === 'signature' ? 'This report' : null;
  const answered = await library.pool.run<'export'>({ kind: 'export', id, format: shown, title, salt });
  const text = answered.ok ? answered.value : answered;
  if (!text.ok) return text;
  const name = redacted ? 'report' : safeName(baseName(stored.fileName, true));
  const fileName = `${name}${ENDINGS[format]}`;
  if (format !== 'signature') return ok({ fileName, text: text.value, redacted });
  const detail = detailOf(library, stored.signature);
  if (!detail.ok) return detail;
  const head = signatureToMarkdown(salt === null ? detail.value : redact(detail.value, salt));
  return ok({ fileName, text: `${head}\n${text.value}`, redacted });
}
