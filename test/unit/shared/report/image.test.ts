import { describe, expect, it } from 'vitest';
import { imageOrigin } from '../../../../shared/report/image.ts';

const process = {
  processName: 'Harbor',
  processPath: '/private/var/containers/Bundle/Application/0/Harbor.app/Harbor',
};

function origin(path: string | null, more: object = {}): string {
  const name = path === null ? null : path.slice(path.lastIndexOf('/') + 1);
  return imageOrigin({ name, path, sharedCache: false, ...process, ...more });
}

describe('whose code an image is', () => {
  it.each([
    '/var/containers/Bundle/Application/0/Harbor.app/Harbor',
    '/private/var/containers/Bundle/Application/0/Harbor.app/Frameworks/Tiles.framework/Tiles',
    '/private/var/containers/Bundle/Application/0/Harbor.app/PlugIns/Widget.appex/Widget',
    '/Users/USER/*/Harbor.app/Contents/MacOS/Harbor',
    '/Users/USER/*/libtiles.dylib',
    '/Users/USER/Library/Developer/CoreSimulator/Devices/0/data/Containers/Bundle/Application/0/Harbor.app/Harbor',
    '/Users/USER/Library/Developer/Xcode/DerivedData/Harbor-x/Build/Products/Debug/PackageFrameworks/A.framework/A',
    '/private/var/tmp/HarborTests.xctest/HarborTests',
    '/Applications/Harbor.app/Contents/Frameworks/Tiles.framework/Versions/A/Tiles',
  ])('%s is the app’s', (path) => expect(origin(path)).toBe('app'));

  it.each([
    '/System/Library/Frameworks/UIKit.framework/UIKit',
    '/usr/lib/system/libsystem_c.dylib',
    '/Library/Apple/System/Library/x',
    '/Developer/usr/lib/libMainThreadChecker.dylib',
    '/private/preboot/Cryptexes/OS/usr/lib/libobjc-trampolines.dylib',
    '/Applications/Xcode.app/Contents/Developer/Platforms/iPhoneOS.platform/Library/Developer/CoreSimulator/Profiles/Runtimes/iOS.simruntime/Contents/Resources/RuntimeRoot/usr/lib/libobjc.A.dylib',
    '/Library/Developer/CoreSimulator/Volumes/iOS_21/Library/Developer/CoreSimulator/Profiles/Runtimes/iOS 17.5.simruntime/Contents/Resources/RuntimeRoot/System/Library/Frameworks/UIKit.framework/UIKit',
  ])('%s is the system’s', (path) => expect(origin(path)).toBe('system'));

  it.each(['/Library/Audio/Plug-Ins/HAL/Mixer.driver/x', '/opt/homebrew/lib/libpng.dylib', null])(
    '%s is somebody else’s',
    (path) => expect(origin(path)).toBe('other'),
  );

  it('takes the shared cache for the system’s, whatever the path', () => {
    expect(origin('/Users/USER/x/libfoo.dylib', { sharedCache: true })).toBe('system');
  });

  it('takes the process’s own image for the app’s, for Apple’s daemons too', () => {
    const daemon = { processName: 'sharingd', processPath: '/usr/libexec/sharingd' };
    expect(origin('/usr/libexec/sharingd', daemon)).toBe('app');
    expect(origin('/usr/lib/libobjc.A.dylib', daemon)).toBe('system');
    expect(origin(null, { ...daemon, name: 'sharingd' })).toBe('app');
  });

  it('does not take a framework for the process only because it is named like it', () => {
    const health = { processName: 'Health', processPath: '/Applications/Health.app/Health' };
    expect(origin('/System/Library/PrivateFrameworks/Health.framework/Health', health)).toBe('system');
  });

  it('takes a library beside a command-line tool for its own', () => {
    const tool = { processName: 'tool', processPath: '/private/tmp/build/tool' };
    expect(origin('/tmp/build/libhelp.dylib', tool)).toBe('app');
  });
});
