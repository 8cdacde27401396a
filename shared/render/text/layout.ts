/** Which of Apple's layouts a report gets: each system writes its own, and tools that read them tell by it. */
import type { CrashReport } from '../../report/report.ts';
import { predatesJson } from '../../report/version-text.ts';

export interface Layout {
  /** Threads, images and head as macOS writes them. */
  readonly mac: boolean;
  /** The head of iOS 26 and macOS 26, which has no Report Version. */
  readonly modern: boolean;
  /**
   * A file whose line is not known is named, with line 0: so does Xcode in the reports of devices. What macOS makes of its
   * JSON names none, 12 as well as 26.
   */
  readonly filesAlone: boolean;
  /** Systems of the iOS family since 15 word the termination shorter. */
  readonly short: boolean;
}

/** Report Versions of iOS, and of the reporters inside of apps that write like it, on the Mac too. */
const LIKE_IOS = /^(?:10[4-6]|209|210)/;

export function layoutOf(report: CrashReport): Layout {
  const { os, platform, reportVersion } = report;
  const major = Number.parseInt(os.version ?? '0', 10) || 0;
  const onMac = os.name === null ? platform === 'macOS' : /^(?:mac|OS X)/i.test(os.name);
  const mac = reportVersion === null ? onMac : onMac && !LIKE_IOS.test(reportVersion);
  const isJson = report.format === 'ips-json' || report.format === 'translated';
  return {
    mac,
    modern: major >= 26 && reportVersion === null,
    filesAlone: !(mac && isJson),
    short: !mac && !predatesJson(os),
  };
}

/** One line, whatever the report put into a name. */
export function oneLine(text: string): string {
  // Not by a pattern with blanks on both sides: on a long run of blanks it takes quadratic time.
  const lines = text.split(/[\n\r\u2028\u2029]/);
  if (lines.length === 1) return text;
  const [first = '', ...others] = lines;
  const last = others.pop() ?? '';
  const middle = others.map((line) => line.trim()).filter((line) => line !== '');
  return [first.trimEnd(), ...middle, last.trimStart()].join(' ');
}
