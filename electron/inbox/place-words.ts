/** Why a place could not be looked through, in words that say what to do. */
import type { Fault } from '../../shared/result.ts';

/** macOS answers EPERM for what its privacy settings keep from a program, and EACCES for what rights do. */
export function placeFault(path: string, fault: Fault, platform: NodeJS.Platform): Fault {
  const { detail = '' } = fault;
  if (platform === 'darwin' && detail.startsWith('EPERM')) {
    const where = 'System Settings › Privacy & Security › Full Disk Access';
    const message = `macOS keeps ${path} from Faultline. Allow it in ${where}.`;
    return { kind: 'forbidden', message, detail, remedy: { kind: 'allow-access' } };
  }
  if (/^(?:EPERM|EACCES)/.test(detail)) {
    return { kind: 'forbidden', message: `You have no right to read ${path}.`, detail };
  }
  return fault;
}
