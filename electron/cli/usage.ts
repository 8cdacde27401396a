/** Wrong usage as an error that `main.ts` turns into exit code 2. Thrown only inside `cli/`. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
