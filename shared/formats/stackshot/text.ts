/** A stackshot as the text that we print; see `sections.ts` for its grammar. */
import type { CrashReport } from '../../report/report.ts';
import { readTextImages, reportOfText } from '../envelope/family-text.ts';
import { sortSections } from '../envelope/sections.ts';
import { kindOfShape, parseBugType } from '../bug-type.ts';
import { Warnings } from '../warnings.ts';

const MARK = /^Process snapshot: /m;

/** Reads the text if it is of that kind, else answers null. */
export function readSnapshotText(text: string): CrashReport | null {
  if (!MARK.test(text)) return null;
  const warnings = new Warnings();
  const sections = sortSections(text, warnings);
  if (sections.panic !== null || sections.table !== null || sections.processes.length === 0) return null;
  const kind = kindOfShape(parseBugType(sections.labels.value('Bug Type')), 'stackshot');
  return reportOfText(sections, kind, 'stackshot-text', readTextImages(sections, sections.labels), warnings);
}
