/** What the app did to the system, in order, for tests to look at; and the settings that a test launches it with. */

export interface Deed {
  readonly what: string;
  readonly with: unknown;
}

export const deeds: Deed[] = [];

export function note(what: string, values: unknown): void {
  deeds.push({ what, with: values });
}

/** From the environment, since all of it has to be known before the bundle's first line. */
export const settings = {
  userData: process.env['DOUBLE_USER_DATA'] ?? '/nowhere',
  home: process.env['DOUBLE_HOME'] ?? '/nowhere',
  appPath: process.env['DOUBLE_APP_PATH'] ?? process.cwd(),
  packaged: process.env['DOUBLE_PACKAGED'] === '1',
  /** Another instance holds the lock. */
  second: process.env['DOUBLE_SECOND'] === '1',
  dark: process.env['DOUBLE_DARK'] === '1',
} as const;

/** An event with `preventDefault`, as Electron's are. */
export interface Preventable {
  defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable<Details extends object>(details: Details): Details & Preventable {
  return {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}
