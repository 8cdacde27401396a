/** What an exception and a termination mean, in words. */
export interface Meaning {
  /** `Read through a null pointer`, a few words. */
  readonly title: string;
  /** Shorter still, for a row of the inbox: `null pointer + 0x10`. */
  readonly short: string;
  /** One or two sentences: what happened and where people usually find the cause. */
  readonly text: string;
  /** Apple's page on it. */
  readonly link: string | null;
}
