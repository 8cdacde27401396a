/**
 * A panic as text: what macOS keeps as `.panic` and shows in "Your computer was restarted because of a problem", and what we
 * print. Everything from the panic's first line to `EOF` is the panic's own text.
 */
import type { Panic } from '../../report/body.ts';
import type { CrashReport, OperatingSystem } from '../../report/report.ts';
import { kindOfShape, parseBugType } from '../bug-type.ts';
import { readTextImages, reportOfText } from '../envelope/family-text.ts';
import { sortSections } from '../envelope/sections.ts';
import type { Fact } from '../envelope/facts.ts';
import { parseSpokenMoment } from '../moment.ts';
import { Warnings } from '../warnings.ts';
import { readPanicBacktraces } from './backtrace.ts';
import { mergeImages, readExtensions } from './extensions.ts';
import { panickedTask, plainPanic, readPanicWords } from './words.ts';

/** The moment that a line of its own tells. */
function readMoment(lines: readonly string[]): string | null {
  for (const line of lines) {
    const moment = parseSpokenMoment(line);
    if (moment !== null) return moment;
  }
  return null;
}

function valueOf(facts: readonly Fact[], label: string): string | null {
  return facts.find(([name]) => name === label)?.[1] ?? null;
}

/** Kernels of Macs: those for Intel and PowerPC, and those whose addresses begin where Apple silicon of other devices has none. */
function isMacKernel(facts: readonly Fact[]): boolean {
  if (/RELEASE_(?:X86_64|I386|PPC)/.test(valueOf(facts, 'Kernel version') ?? '')) return true;
  return /^0xfffffe/i.test(valueOf(facts, 'Kernel text base') ?? '');
}

/** Only Intel's backtraces have this heading. */
const INTEL = /^[ \t]*Backtrace \(CPU \d{1,4}\).{0,80}Frame : Return Address/m;

/** Where the head names no system, the panic itself knows the build, and a Mac tells that it is one. */
export function systemOf({ text, facts }: Panic, onMac: boolean): OperatingSystem {
  const mac = valueOf(facts, 'Mac OS version');
  const build = mac ?? valueOf(facts, 'OS version');
  const model = valueOf(facts, 'System model name') ?? '';
  const isMac = onMac || INTEL.test(text) || mac !== null || model.includes('Mac') || isMacKernel(facts);
  return {
    name: isMac ? 'macOS' : null,
    version: null,
    build: /^\d{1,3}[A-Z]\w{1,10}$/.test(build ?? '') ? build : null,
  };
}

/** The device by the panic's own words, or by Apple's summary of the Mac behind the end. */
export function deviceOf(facts: readonly Fact[], profile: readonly string[]): string | null {
  const model =
    valueOf(facts, 'System model name') ?? profile.find((line) => line.startsWith('Model: '))?.slice(7) ?? '';
  return /^[A-Za-z]+\d+,\d+/.exec(model)?.[0] ?? null;
}

/** Reads the text if it is of that kind, else answers null. */
export function readPanicText(text: string): CrashReport | null {
  const warnings = new Warnings();
  const sections = sortSections(text, warnings);
  if (sections.panic === null) return null;
  const words = plainPanic(sections.panic);
  const { named, images: kernel } = readExtensions(words);
  const images = mergeImages(readTextImages(sections, sections.labels), kernel);
  const panic = readPanicWords(words, named);
  const kind = kindOfShape(parseBugType(sections.labels.value('Bug Type')), 'panic');
  const report = reportOfText(sections, kind, 'panic-text', images, warnings);
  const task = panickedTask(panic.text);
  // Only macOS has a number of its own for the computer.
  const onMac = sections.labels.value('Anonymous UUID') !== null;
  const os = sections.labels.value('OS Version') === null ? systemOf(panic, onMac) : report.os;
  const process = { ...report.process, name: report.process.name ?? task.name, pid: report.process.pid ?? task.pid };
  return {
    ...report,
    process,
    app: { ...report.app, name: report.app.name ?? process.name },
    os,
    platform: report.platform ?? (os.name === 'macOS' ? 'macOS' : null),
    device: report.device ?? deviceOf(panic.facts, sections.profile),
    crashedAt: report.crashedAt ?? readMoment(sections.loose),
    backtraces: sections.backtraces.length > 0 ? report.backtraces : readPanicBacktraces(panic.text, images),
    body: report.body === null ? null : { ...report.body, panic },
  };
}
