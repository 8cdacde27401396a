import { describe, expect, it } from 'vitest';
import { mapPath } from '../../../shared/path-mapping.ts';

const mapped = (path: string, ...rules: readonly (readonly [string, string])[]): string =>
  mapPath(
    path,
    rules.map(([from, to]) => ({ from, to })),
  ).path;

describe('a path mapping', () => {
  it('puts its right path where its left one stands', () => {
    expect(mapped('/build/harbor/Map.swift', ['/build', '/Users/zoe/src'])).toBe('/Users/zoe/src/harbor/Map.swift');
  });

  it('speaks of whole parts of a path', () => {
    expect(mapped('/building/Map.swift', ['/build', '/src'])).toBe('/building/Map.swift');
    expect(mapped('/build', ['/build', '/src'])).toBe('/src');
  });

  it('takes slashes at its ends as nothing', () => {
    expect(mapped('/build/Map.swift', ['/build/', '/src/'])).toBe('/src/Map.swift');
    expect(mapped('/Map.swift', ['/', '/src'])).toBe('/src/Map.swift');
    expect(mapped('/build/Map.swift', ['/build', '/'])).toBe('/Map.swift');
  });

  it('leads from Windows', () => {
    expect(mapped(String.raw`C:\build\Map.cpp`, [String.raw`C:\build`, '/src'])).toBe(String.raw`/src\Map.cpp`);
  });

  it('gives way to a longer one, wherever that stands, and to the first of equals', () => {
    const rules = [
      ['/build', '/a'],
      ['/build/harbor', '/b'],
      ['/build', '/c'],
    ] as const;
    expect(mapped('/build/harbor/Map.swift', ...rules)).toBe('/b/Map.swift');
    expect(mapped('/build/other/Map.swift', ...rules)).toBe('/a/other/Map.swift');
  });

  it('says which rule it was, and none where none was', () => {
    expect(mapPath('/x', [{ from: '/build', to: '/src' }])).toEqual({ path: '/x', rule: null });
    expect(mapPath('/build/x', [{ from: '/build', to: '/src' }]).rule).toEqual({ from: '/build', to: '/src' });
  });
});
