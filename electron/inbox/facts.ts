/** What the library keeps of a report that was read: its facts, its group, and what it waits for. Pure. */
import type { BinaryImage, CrashReport, Frame, OperatingSystem } from '../../shared/report/report.ts';
import { allFrames } from '../../shared/report/stacks.ts';
import { sign } from '../../shared/signature/fingerprint.ts';
import { endedProcess } from '../../shared/signature/families/jetsam.ts';
import type { Grouping } from '../store/groups.ts';
import type { ReportFacts } from '../store/reports.ts';
import type { Wait, WaitKind } from '../store/waits.ts';
import { contentOf } from './content.ts';
import { searchTextOf } from './search-text.ts';

/** The name of what belongs to no app. */
const SYSTEM = 'System';

/** `iOS 17.5`; the system that Apple calls `iPhone OS` in reports has been iOS to everybody since 2010. */
function systemLabel(os: OperatingSystem, platform: string | null): string | null {
  const name = os.name === 'iPhone OS' ? 'iOS' : (os.name ?? platform);
  const label = [name, os.version].filter((part) => part !== null).join(' ');
  return label === '' ? null : label;
}

/** Unix milliseconds; null for no time and for what is none. */
function milliseconds(iso: string | null): number | null {
  const at = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isFinite(at) ? at : null;
}

/**
 * Whose report it is. What the whole device did is the system's, whichever process ran then; a memory report belongs to
 * the process that was ended.
 */
function appOf(report: CrashReport): ReportFacts['app'] {
  const { app, process, kind } = report;
  if (kind === 'panic' || kind === 'forced-reset') return { name: SYSTEM, bundleId: null };
  if (kind === 'jetsam') return { name: endedProcess(report)?.name ?? SYSTEM, bundleId: null };
  const name = app.name ?? process.name ?? app.bundleId;
  const none = kind === 'stackshot' || kind === 'watchdog' || kind === 'other' ? SYSTEM : 'Unknown app';
  return { name: name ?? none, bundleId: app.bundleId };
}

/** The facts of a report, but for those that the library adds. `id` is the SHA-256 of its bytes. */
export function factsOf(report: CrashReport, id: string, fileName: string): Omit<ReportFacts, 'importedAt' | 'sample'> {
  const { app } = report;
  return {
    id,
    incident: report.incident?.toUpperCase() ?? null,
    content: contentOf(report),
    app: appOf(report),
    version: app.version,
    build: app.build,
    crashedAt: milliseconds(report.crashedAt),
    os: systemLabel(report.os, report.platform),
    osBuild: report.os.build,
    device: report.device,
    deviceKey: report.deviceKey,
    platform: report.platform,
    kind: report.kind,
    lines: searchTextOf(report),
    fileName,
  };
}

/** What symbols of its image would give this frame; null where they would give nothing. */
function waitOf({ status, location }: Frame, { inApp, symbols }: BinaryImage): WaitKind | null {
  if (status === 'system') return 'system-names';
  if (status === 'missing-dsym' || status === 'uuid-mismatch') return 'names';
  // Apple, or a symbol table, gave a name.
  return inApp && symbols.kind !== 'found' && (location?.file ?? null) === null ? 'lines' : null;
}

/** Images whose symbols would say more of this report than is known. */
function waitsOf(report: CrashReport): readonly Wait[] {
  const waits = new Map<number, Wait>();
  for (const frame of allFrames(report)) {
    const binary = frame.image === null ? undefined : report.images[frame.image];
    if (frame.image === null || !binary || binary.uuid === null) continue;
    const kind = waitOf(frame, binary);
    if (kind === null || (kind === 'lines' && waits.has(frame.image))) continue;
    waits.set(frame.image, { uuid: binary.uuid, kind });
  }
  return [...waits.values()];
}

/** Where a symbolicated report belongs. */
export function groupingOf(report: CrashReport): Grouping {
  const { id, title, subtitle, explanation, symbols } = sign(report);
  return { id, title, subtitle, explanation, symbols, waits: waitsOf(report) };
}
