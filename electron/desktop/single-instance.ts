/**
 * One app for one library: a second launch hands over what it was asked to open and ends.
 *
 * It says so itself, as data, because Chromium may reorder the arguments that `second-instance` reports.
 * https://www.electronjs.org/docs/latest/api/app#apprequestsingleinstancelockadditionaldata
 */
import { app } from 'electron';
import { requestSchema } from './open-requests.ts';
import type { OpenRequest } from './open-requests.ts';

/** False when the app runs already; this one then has nothing left to do. */
export function claimSingleInstance(mine: OpenRequest, onSecond: (request: OpenRequest) => void): boolean {
  if (!app.requestSingleInstanceLock(mine)) return false;
  app.on('second-instance', (_event, _argv, _workingDirectory, data: unknown) => {
    const request = requestSchema.safeParse(data);
    onSecond(request.success ? request.data : { paths: [], links: [] });
  });
  return true;
}
