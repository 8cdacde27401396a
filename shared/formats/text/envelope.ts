/** What the metadata line of an `.ips` tells of the text behind it. */
import type { ReportFormat } from '../../report/report.ts';
import { flagOf, textOf } from '../json/values.ts';
import { envelopeOf, problemsOf } from '../source.ts';
import type { Source } from '../source.ts';
import type { Envelope } from './crash-report.ts';

/** Text and metadata of a file whose text is the report; without metadata the text is all of the file. */
export function textReport(
  source: Source,
  format: ReportFormat,
): { readonly text: string; readonly envelope: Envelope } {
  const { header } = envelopeOf(source);
  const behind = source.first !== null;
  return {
    text: behind ? source.rest : source.text,
    envelope: {
      format,
      bugType: textOf(header['bug_type']),
      incident: textOf(header['incident_id']),
      appName: textOf(header['app_name']) ?? textOf(header['name']),
      version: textOf(header['app_version']),
      build: textOf(header['build_version']),
      bundleId: textOf(header['bundleID']),
      beta: flagOf(header['is_beta']),
      problems: behind ? problemsOf(source) : [],
      firstLine: behind ? source.restLine : 1,
    },
  };
}
