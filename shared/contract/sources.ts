/**
 * Where reports come from by themselves (Xcode's Organizer, this Mac, devices, folders), and what Apple counts of crashes.
 * What of these places is looked through is a setting; the folders are the library's own.
 */
import { z } from 'zod';
import type { Fault } from '../result.ts';

/** `known`: only of apps of which the library has reports, and of those that the settings name. */
export const REPORT_MODES = ['off', 'known', 'all'] as const;
export type ReportMode = (typeof REPORT_MODES)[number];

/** A place whose reports come by themselves. */
export interface ReportPlace {
  /** `folder` and `inbox` were added by the user; only those can be removed. */
  readonly kind: 'organizer' | 'mac' | 'device' | 'folder' | 'inbox';
  readonly path: string;
  readonly exists: boolean;
  readonly mode: ReportMode;
  /** Whether it is being looked through. */
  readonly looking: boolean;
  /** Files that were taken in. */
  readonly taken: number;
  /** Files that were left alone, being of other apps. */
  readonly left: number;
  /** Why it could not be looked through; with the remedy `allow-access` where macOS keeps it from the program. */
  readonly fault: Fault | null;
}

/** What a look through all places came to. */
export interface SourcesLook {
  readonly added: number;
  readonly duplicates: number;
  readonly places: readonly ReportPlace[];
}

/** One of the Organizer's points, with reports of a signature among its logs. Counts are Apple's. */
export interface ApplePoint {
  /** Apple's id of it. */
  readonly point: string;
  /** What Xcode calls it, which may be a function on any thread. */
  readonly name: string | null;
  /** At most as many devices met it; null where Apple does not say. */
  readonly devices: number | null;
  readonly devicesToday: number | null;
  /** Versions that Xcode looked at. */
  readonly versions: readonly string[];
  /** Of its logs: those that are of this signature, and of others. */
  readonly reports: number;
  readonly elsewhere: number;
  /** When Xcode asked Apple last, Unix milliseconds. */
  readonly refreshedAt: number | null;
}

/** One bar of what Apple counts: devices. */
export interface AppleShare {
  readonly label: string;
  readonly count: number;
}

/**
 * What Apple counts of a crash, beside our own counts of reports: devices that share with developers. Points of which most
 * logs are of another signature are listed, and not counted.
 */
export interface AppleEvidence {
  /** At most as many devices met it: one may have met several points. Null where Apple does not say. */
  readonly devices: number | null;
  readonly devicesToday: number | null;
  /** Over which Apple counted, as Apple words it. */
  readonly period: string | null;
  readonly refreshedAt: number | null;
  /** Those with most devices first. */
  readonly points: readonly ApplePoint[];
  readonly byVersion: readonly AppleShare[];
  readonly byOs: readonly AppleShare[];
  readonly byDevice: readonly AppleShare[];
  /** `App Store`, `TestFlight` */
  readonly byChannel: readonly AppleShare[];
}

const path = z.string().min(1).max(4096);

/** What each call takes. */
export const sourcesInputs = {
  'sources.list': z.strictObject({}),
  /** An absolute path of a folder. An inbox takes in all that comes there. Only for hosts with `paths`. */
  'sources.addFolder': z.strictObject({ path, inbox: z.boolean().default(false) }),
  'sources.removeFolder': z.strictObject({ path }),
  /** Looks through all places that are on, once. */
  'sources.look': z.strictObject({}),
  /** Shows where the user allows the access that macOS refused; only hosts on a Mac of their own can. */
  'sources.allowAccess': z.strictObject({}),
} as const satisfies Record<string, z.ZodType>;

/** What each call answers. */
export interface SourcesOutputs {
  'sources.list': readonly ReportPlace[];
  /** The places as they are now; the look itself goes on, and events tell what it finds. */
  'sources.addFolder': readonly ReportPlace[];
  'sources.removeFolder': readonly ReportPlace[];
  'sources.look': SourcesLook;
  'sources.allowAccess': null;
}
