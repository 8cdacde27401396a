/** The computer that shows the window, which decides how keys are written. */

/** Whether Command takes Control's place. */
export const ON_MAC: boolean = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
