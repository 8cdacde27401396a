/**
 * The text is no mangled name, or one beyond the limits of the demangler.
 *
 * The grammars of mangled names need no second tries: what breaks a rule fails
 * the whole name. So the rules throw this where they meet it, and the demangler
 * of the language alone catches it and answers null.
 */
export class Malformed extends Error {}
