import { describe, expect, it } from 'vitest';
import { redact } from '../../../../shared/render/redact.ts';

/** As it reads with every placeholder shortened to its kind. */
function redacted(text: string): string {
  return redact({ message: text }, 'salt').message.replaceAll(
    /\b(USER|HOST|DEVICE|EMAIL|IP|FOLDER|VOLUME)-[0-9A-Z]{6}\b/g,
    '<$1>',
  );
}

describe('redaction hides', () => {
  it.each([
    ['/Users/zoe/Projects/Map.swift', '/Users/<USER>/Projects/Map.swift'],
    ['/System/Volumes/Data/Users/zoe/x', '/System/Volumes/Data/Users/<USER>/x'],
    ['file:///Users/zoe.lopez/x and /home/max', 'file:///Users/<USER>/x and /home/<USER>'],
    [String.raw`C:\Users\Zoe Lopez\AppData\x.pdb`, String.raw`C:\Users\<USER>\AppData\x.pdb`],
    ['{"path":"\\/Users\\/zoe\\/x"}', '{"path":"\\/Users\\/<USER>\\/x"}'],
    ["/Users/Max O'Brien/x", '/Users/<USER>/x'],
    ['It is in /Users/zoe.', 'It is in /Users/<USER>.'],
  ])('the user name in %s', (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  it('two users in one sentence, each alone', () => {
    expect(redacted('/Users/zoe and /Users/max differ')).toBe('/Users/<USER> and /Users/<USER> differ');
  });

  it('a name elsewhere that a path gave away', () => {
    expect(redacted('zoe opened /Users/zoe/x; Zoe left, zoetrope stayed')).toBe(
      '<USER> opened /Users/<USER>/x; <USER> left, zoetrope stayed',
    );
  });

  it.each([
    [
      '/private/var/mobile/Containers/Data/Application/0F9C5A3E-6D56-4E19-9B6C-9D7C3E0B8C11/Documents',
      '/private/var/mobile/Containers/Data/Application/<FOLDER>/Documents',
    ],
    ['/var/folders/7k/x0q9wlnd6mz4_1r_v7y_3nk80000gn/T/', '/var/folders/<FOLDER>/T/'],
    ['/Volumes/Zoes Disk/Build/x', '/Volumes/<VOLUME>/Build/x'],
    ['on Zoe’s MacBook Pro', 'on <HOST>'],
    ['Zoes-MacBook-Pro-2.local said no', '<HOST> said no'],
    ['Computer Name: Kitchen iMac', 'Computer Name: <HOST>'],
    ['udid = 00008110-001A2B3C4D5E601E', 'udid = <DEVICE>'],
    ['Serial Number: C02XK0AAJGH5', 'Serial Number: <DEVICE>'],
    ['mac 3c:22:fb:01:02:aa', 'mac <DEVICE>'],
    ['write to zoe.lopez+crash@example.co.uk.', 'write to <EMAIL>.'],
    ['connect 192.168.178.23:8080 failed', 'connect <IP>:8080 failed'],
    ['connect [fe80::1c2a:3bff:fe4c:5d6e] failed', 'connect [<IP>] failed'],
    ['from 2001:0db8:85a3:0000:0000:8a2e:0370:7334', 'from <IP>'],
  ])('%s', (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  it('a device key wherever it stands', () => {
    const report = { deviceKey: 'c0ffee-device-1', notes: ['key c0ffee-device-1'] };
    const { deviceKey, notes } = redact(report, 'salt');
    expect(deviceKey).toMatch(/^DEVICE-/);
    expect(notes).toEqual([`key ${deviceKey}`]);
  });

  it('values behind labels that name somebody', () => {
    const extras = [
      ['Anonymous UUID', '1B3C5D7E-0000-4000-8000-000000000001'],
      ['Computer Name', 'Zoe'],
      ['Distributor ID', 'com.apple.TestFlight'],
    ] as const;
    const texts = redact({ extras }, 'salt').extras.map(([, value]) => value);
    expect(texts).toEqual([expect.stringMatching(/^DEVICE-/), expect.stringMatching(/^HOST-/), 'com.apple.TestFlight']);
  });
});

describe('redaction leaves', () => {
  it.each([
    '/Users/USER/Library/x',
    '/Users/Shared/x',
    '/Users/runner/work/Runner',
    '/Volumes/Macintosh HD/x',
    'Icon@2x.png',
    '127.0.0.1 and ::1',
    'A::B(int) took 12:34:56',
    'KERN_INVALID_ADDRESS at 0x0000000000000010',
    'AAAAAAAA-0000-0000-0000-000000000001',
    'mkdir -p @rpath/Harbor.framework',
  ])('%s', (text) => {
    expect(redacted(text)).toBe(text);
  });

  it('names of functions, images, versions and models', () => {
    const frame = { symbol: 'storage.local.getter', name: 'zoe', version: '1.2.3.4', path: '/Users/zoe/x' };
    const { path, ...rest } = redact(frame, 'salt');
    expect(path).toMatch(/^\/Users\/USER-\w{6}\/x$/);
    expect({ ...rest, path: frame.path }).toEqual(frame);
  });

  it('what is no text', () => {
    const value = { base: 0x1_0000_0000n, line: 4, inApp: true, state: null, list: [1n, null] };
    expect(redact(value, 'salt')).toEqual(value);
  });
});

describe('placeholders', () => {
  it('are equal for equal names, whatever their case, and differ for others', () => {
    const [one, same, other] = redact({ paths: ['/Users/zoe/a', '/users/Zoe/b', '/Users/max/c'] }, 'salt').paths;
    expect(one?.split('/')[2]).toBe(same?.split('/')[2]);
    expect(one?.split('/')[2]).not.toBe(other?.split('/')[2]);
  });

  it('mean nothing under another salt', () => {
    expect(redact({ path: '/Users/zoe/a' }, 'one')).not.toEqual(redact({ path: '/Users/zoe/a' }, 'two'));
  });
});
