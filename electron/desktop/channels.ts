/** Names that several parts of the shell have to agree on: the app's scheme and the channels of its preload. */

/** Of the window's page (`faultline://app/`) and of links into the app (`faultline://signature/…`). */
export const scheme = 'faultline';

/** (name, input) → Result. */
export const callChannel = 'faultline:call';
/** (name, payload), pushed. */
export const eventChannel = 'faultline:event';
/** (how the window's commands stand) → nothing, for the menu bar. */
export const commandsChannel = 'faultline:commands';
/** (text) → nothing; the system's share menu offers it. */
export const shareChannel = 'faultline:share';
/** () → paths that were chosen in the system's open panel. */
export const openDialogChannel = 'faultline:open-dialog';
