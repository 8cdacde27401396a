/** A stackshot as the text that we print; see `sections.ts` for its grammar. */
import type { CrashReport } from '../../report/report.ts';
import { kindOfText, readTextImages, reportOfText } from '../envelope/family-text.ts';
import { sortSections } from '../envelope/sections.ts';
import { Warnings } from '../warnings.ts';

const MARK = /^Process snapshot: /m;

/** Reads the text if it is of that kind, else answers null. */
export function readSnapshotText(text: string): CrashReport | null {
  if (!MARK.test(text)) return null;
  const warnings = new Warnings();
  const sections = sortSections(text, warnings);
  const stated = kindOfText(sections.labels);
  if (sections.panic !== null || sections.table !== null || sections.processes.length === 0) return null;
  const kind = stated === null || stated === 'other' ? 'stackshot' : stated;
  return reportOfText(sections, kind, 'stackshot-text', readTextImages(sections, sections.labels), warnings);
}
