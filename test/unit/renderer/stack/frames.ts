/** Stacks in text art: one line a frame, `App main`, `UIKit* run` for a system frame, `App ? missing-dsym` for a nameless one. */
import type { FrameJson } from '../../../../shared/render/json.ts';
import type { FrameStatus } from '../../../../shared/report/report.ts';

const STATUSES: readonly FrameStatus[] = [
  'system',
  'missing-dsym',
  'uuid-mismatch',
  'no-symbol',
  'unknown-image',
  'malformed',
];

export function frame(part: Partial<FrameJson>): FrameJson {
  return {
    index: 0,
    machineIndex: 0,
    image: 'Harbor',
    imageName: null,
    imageIndex: 0,
    uuid: null,
    address: '0x0000000100001000',
    imageOffset: '0x1000',
    symbol: 'main',
    symbolOffset: null,
    file: null,
    line: null,
    column: null,
    inline: false,
    inApp: true,
    status: 'symbolicated',
    ...part,
  };
}

export function stack(art: string): readonly FrameJson[] {
  const lines = art
    .trim()
    .split('\n')
    .map((line) => line.trim());
  return lines.map((line, index) => {
    const [image = '', symbol = '', word] = line.split(/\s+/);
    const status = STATUSES.find((one) => one === word) ?? 'symbolicated';
    const system = image.endsWith('*');
    return frame({
      index,
      machineIndex: index,
      image: image.replace('*', ''),
      inApp: !system,
      symbol: symbol === '?' ? null : symbol,
      status,
    });
  });
}
