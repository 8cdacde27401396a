/** Settings as they are when nobody set them. Apart from the contract, so that the window has them without its schemas. */
import type { Settings } from './contract/settings.ts';

export const DEFAULT_SETTINGS: Settings = {
  appearance: 'auto',
  advance: true,
  sort: 'last-seen',
  editor: null,
  editorCommand: '',
  pathMappings: [],
  notifyNew: true,
  notifyRegressed: true,
  badge: true,
  redact: false,
  exportFormat: 'markdown',
  exportReports: 'newest',
  organizer: true,
  macReports: 'off',
  deviceReports: 'off',
  reportApps: [],
};
