/**
 * Settings: one table, read as a whole and changed field by field. They belong to the library, so that every host on it
 * behaves alike. What a field is when nobody set it stands in `shared/default-settings.ts`.
 */
import { z } from 'zod';
import { sortSchema } from './filter.ts';
import { REPORT_MODES } from './sources.ts';

export const APPEARANCES = ['auto', 'light', 'dark'] as const;
export const EDITORS = ['xcode', 'vscode', 'custom'] as const;
export const EXPORT_FORMATS = ['markdown', 'json', 'csv', 'text', 'original'] as const;
export const SETTINGS_TABS = [
  'general',
  'sources',
  'symbols',
  'accounts',
  'editors',
  'notifications',
  'privacy',
  'library',
] as const;

/** `original`: the files as they came. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export type EditorName = (typeof EDITORS)[number];
export type SettingsTab = (typeof SETTINGS_TABS)[number];

const path = z.string().min(1).max(4096);

export const pathMappingSchema = z.strictObject({ from: path, to: path });

/** Where sources lie that another computer built: what `from` begins with, begins with `to` here. */
export type PathMapping = z.output<typeof pathMappingSchema>;

/** Each setting by its name, as it is kept. */
export const settingFields = {
  /** `auto` follows the system, live. */
  appearance: z.enum(APPEARANCES),
  /** Whether the next crash is opened once one is decided. */
  advance: z.boolean(),
  /** The order in which the inbox opens. */
  sort: sortSchema.unwrap(),
  /** Null: the first that the host can run. */
  editor: z.enum(EDITORS).nullable(),
  /**
   * The program of `custom` and its arguments, with `{file}`, `{line}` and `{column}`. A page cannot set it by itself: the
   * host asks the user outside of it, or refuses.
   */
  editorCommand: z.string().max(1000),
  pathMappings: z.array(pathMappingSchema).max(100),
  notifyNew: z.boolean(),
  notifyRegressed: z.boolean(),
  /** Whether the Dock shows how many signatures are new. */
  badge: z.boolean(),
  /** Whether what is copied and exported hides names, device ids and addresses, unless said otherwise. */
  redact: z.boolean(),
  /** What was chosen in the export dialog last. */
  exportFormat: z.enum(EXPORT_FORMATS),
  exportReports: z.enum(['newest', 'all']),
  /** Whether what Xcode's Organizer keeps is imported: crashes of the user's own apps only. */
  organizer: z.boolean(),
  /** Reports that this Mac and its simulators write; those of all apps are other people's business, too. */
  macReports: z.enum(REPORT_MODES),
  /** Reports that were copied from devices. */
  deviceReports: z.enum(REPORT_MODES),
  /** Whose reports count besides those that the library knows: bundle ids, `com.example.*`. */
  reportApps: z.array(z.string().trim().min(1).max(200)).max(100),
} as const;

export const settingsSchema = z.strictObject(settingFields);
export type Settings = Readonly<z.output<typeof settingsSchema>>;

/** What each call takes. */
export const settingsInputs = {
  'settings.read': z.strictObject({}),
  /** Changes the fields that are named; answers all as they are now. */
  'settings.change': settingsSchema.partial(),
  /**
   * Shows the settings in a window of their own, where the host has windows; null: at the tab of last time. `unmapped` is a
   * folder of sources with which a new path mapping begins.
   */
  'settings.show': z.strictObject({ tab: z.enum(SETTINGS_TABS).nullable(), unmapped: path.nullable().default(null) }),
} as const satisfies Record<string, z.ZodType>;

/** What each call answers. */
export interface SettingsOutputs {
  'settings.read': Settings;
  'settings.change': Settings;
  /** `shown`: false where the page has to show them itself. */
  'settings.show': { readonly shown: boolean };
}

export interface SettingsEvents {
  'settings.changed': Readonly<Record<string, never>>;
  /** A tab of the settings was asked for; only their own window listens. */
  'settings.tab': { readonly tab: SettingsTab; readonly unmapped: string | null };
}
