/**
 * Where reports lie on a Mac without anybody having put them there.
 *
 * - What Xcode's Organizer cached of Apple's crashes of the user's own apps.
 * - What this Mac and its simulators wrote; `Retired` below it is where macOS moves what is old.
 * - What Xcode or Finder copied from devices, a folder for each device.
 */
import { join } from 'node:path';

/** `folder` and `inbox` were added by the user. */
export type ReportPlaceKind = 'organizer' | 'mac' | 'device' | 'folder' | 'inbox';

export interface ReportPlace {
  readonly kind: ReportPlaceKind;
  readonly path: string;
}

/** The places of a Mac; `home` is the user's home folder. Not all of them need exist. */
export function defaultReportPlaces(home: string): readonly ReportPlace[] {
  const library = join(home, 'Library');
  return [
    { kind: 'organizer', path: join(library, 'Developer', 'Xcode', 'Products') },
    { kind: 'mac', path: join(library, 'Logs', 'DiagnosticReports') },
    { kind: 'mac', path: '/Library/Logs/DiagnosticReports' },
    { kind: 'device', path: join(library, 'Logs', 'CrashReporter', 'MobileDevice') },
  ];
}

/** Levels below a place that may hold reports. Of a device its folder, and in it `Retired`, `Panics` and the like. */
export function depthOfReports(kind: ReportPlaceKind): number {
  switch (kind) {
    case 'mac':
      return 2;
    case 'device':
      return 4;
    case 'organizer':
      return 9;
    case 'folder':
    case 'inbox':
      return 8;
  }
}
