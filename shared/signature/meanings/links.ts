/** Apple's pages on exceptions, terminations and how to look into them. */

const XCODE = 'https://developer.apple.com/documentation/xcode';

export const links = {
  exceptions: `${XCODE}/understanding-the-exception-types-in-a-crash-report`,
  badAccess: `${XCODE}/exc_bad_access`,
  memory: `${XCODE}/investigating-memory-access-crashes`,
  zombies: `${XCODE}/investigating-crashes-for-zombie-objects`,
  pointerAuthentication:
    'https://developer.apple.com/documentation/security/preparing-your-app-to-work-with-pointer-authentication',
  abort: `${XCODE}/sigabrt`,
  languageException: `${XCODE}/addressing-language-exception-crashes`,
  trap: `${XCODE}/sigtrap_sigill`,
  swiftRuntime: `${XCODE}/addressing-crashes-from-swift-runtime-errors`,
  arithmetic: `${XCODE}/exc_arithmetic`,
  guard: `${XCODE}/exc_guard`,
  resource: `${XCODE}/exc_resource`,
  kill: `${XCODE}/sigkill`,
  watchdog: `${XCODE}/addressing-watchdog-terminations`,
  missingFramework: `${XCODE}/addressing-missing-framework-crashes`,
  memoryUse: `${XCODE}/reducing-your-app-s-memory-use`,
  quit: `${XCODE}/sigquit`,
  systemCall: `${XCODE}/sigsys`,
  terminate: `${XCODE}/sigterm`,
  jetsam: `${XCODE}/identifying-high-memory-use-with-jetsam-event-reports`,
  hang: `${XCODE}/understanding-hangs-in-your-app`,
  diskWrites: `${XCODE}/reducing-disk-writes`,
  launch: `${XCODE}/reducing-your-app-s-launch-time`,
  energy: `${XCODE}/analyzing-your-app-s-battery-use`,
  panic: 'https://support.apple.com/HT200553',
  metrics: 'https://developer.apple.com/documentation/metrickit',
  protectedResources: 'https://developer.apple.com/documentation/uikit/requesting-access-to-protected-resources',
} as const;
