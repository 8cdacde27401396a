import { describe, expect, it } from 'vitest';
import { filterImages } from '../../../../../renderer/panes/detail/filter-images.ts';
import type { ImageJson } from '../../../../../shared/render/json.ts';

function image(name: string, inApp: boolean, uuid: string): ImageJson {
  return {
    name,
    bundleId: null,
    version: null,
    uuid,
    arch: 'arm64',
    archName: 'arm64',
    base: '0x1',
    size: '0x1',
    path: `/System/${name}`,
    inApp,
    status: 'system',
    symbols: { kind: 'system' },
  };
}

const images = [image('UIKitCore', false, 'AAAA'), image('Harbor', true, 'BBBB'), image('Charts', true, 'CCCC')];

describe('the list of images', () => {
  it('begins with the app’s own, in the report’s order', () => {
    expect(filterImages(images, '').map(({ name }) => name)).toEqual(['Harbor', 'Charts', 'UIKitCore']);
  });

  it('needs all words, anywhere and in any case', () => {
    expect(filterImages(images, 'system HARBOR').map(({ name }) => name)).toEqual(['Harbor']);
    expect(filterImages(images, 'aaaa').map(({ name }) => name)).toEqual(['UIKitCore']);
    expect(filterImages(images, 'harbor uikit')).toEqual([]);
  });
});
