/** The architecture of the crashed process. */
import { parseArch } from '../report/arch.ts';
import type { Arch } from '../report/arch.ts';
import type { BinaryImage, Process } from '../report/report.ts';

/**
 * The process's own image knows it to the slice (`arm64e`); the report's code type (`ARM-64`) only names the family and
 * steps in where the image is missing.
 */
export function processArch(process: Process, images: readonly BinaryImage[], codeType: string | null): Arch | null {
  const own = images.find(({ name, inApp, arch }) => inApp && arch !== null && name !== null && name === process.name);
  return own?.arch ?? (codeType === null ? null : parseArch(codeType));
}
