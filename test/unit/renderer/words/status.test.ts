import { describe, expect, it } from 'vitest';
import { frameReason, spokenFrame, waitingImages } from '../../../../renderer/words/status.ts';
import type { ImageJson } from '../../../../shared/render/json.ts';
import type { FrameStatus, ImageSymbols } from '../../../../shared/report/report.ts';
import { frame } from '../stack/frames.ts';

function image(name: string, symbols: ImageSymbols): ImageJson {
  return {
    name,
    bundleId: null,
    version: null,
    uuid: 'AAAA',
    arch: 'arm64',
    archName: 'arm64',
    base: '0x1',
    size: '0x1',
    path: null,
    inApp: true,
    status: symbols.kind,
    symbols,
  };
}

describe('why a frame has no name', () => {
  it('is said for every status but one', () => {
    const statuses: FrameStatus[] = [
      'system',
      'missing-dsym',
      'uuid-mismatch',
      'no-symbol',
      'unknown-image',
      'malformed',
    ];
    const said = statuses.map((status) => frameReason(status)?.short);
    expect(new Set(said).size).toBe(statuses.length);
    expect(said).not.toContain(undefined);
    expect(frameReason('symbolicated')).toBeNull();
  });

  it('offers a dSYM only where one would help', () => {
    expect(frameReason('missing-dsym')?.mendable).toBe(true);
    expect(frameReason('uuid-mismatch')?.mendable).toBe(true);
    expect(frameReason('system')?.mendable).toBe(false);
    expect(frameReason('no-symbol')?.mendable).toBe(false);
  });

  it('names each waiting image once', () => {
    const images = [image('Harbor', { kind: 'missing' }), image('UIKitCore', { kind: 'system' })];
    const frames = [
      frame({ imageIndex: 0, status: 'missing-dsym' }),
      frame({ imageIndex: 0, status: 'missing-dsym' }),
      frame({ imageIndex: 1, status: 'system' }),
      frame({ imageIndex: null, status: 'unknown-image' }),
    ];
    expect(waitingImages(frames, images).map(({ name }) => name)).toEqual(['Harbor']);
  });
});

describe('a frame for VoiceOver', () => {
  it('is number, image, function and line', () => {
    expect(spokenFrame(frame({ machineIndex: 3, image: 'MyApp', symbol: 'Foo.bar', line: 12 }))).toBe(
      'frame 3, MyApp, Foo.bar, line 12',
    );
  });

  it('says that it was inlined, and why it is an address', () => {
    expect(spokenFrame(frame({ inline: true, symbol: 'a' }))).toBe('frame 0, Harbor, a, inlined');
    expect(spokenFrame(frame({ symbol: null, status: 'missing-dsym' }))).toBe(
      'frame 0, Harbor, 0x0000000100001000, no dSYM',
    );
  });
});
