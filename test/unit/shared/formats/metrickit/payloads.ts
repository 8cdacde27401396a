/** MetricKit payloads for tests, out of stacks that can be read: names of binaries, innermost or outermost first. */

/** Where the binaries of these tests lie. */
export const LOAD: Readonly<Record<string, number>> = {
  Harbor: 0x1_0200_0000,
  HarborKit: 0x1_0300_0000,
  dyld: 0x1_a000_0000,
  'libsystem_kernel.dylib': 0x1_b000_0000,
  'libsystem_pthread.dylib': 0x1_c000_0000,
  CoreFoundation: 0x1_9000_0000,
};

export interface FrameShape {
  readonly name: string;
  readonly offset: number;
  readonly samples?: number;
  readonly below?: readonly FrameShape[];
}

export type Json = Record<string, unknown>;

/** `AAAAAAAA-…` by the binary's name. */
export function uuidOf(name: string): string {
  const digits = Array.from(name, (letter) => letter.charCodeAt(0).toString(16)).join('');
  const hex = digits.padEnd(32, 'a').slice(0, 32).toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function base(name: string): number {
  return LOAD[name] ?? 0;
}

/** A frame as iOS to 26 writes it. */
export function frame({ name, offset, samples = 1, below = [] }: FrameShape): Json {
  return {
    binaryUUID: uuidOf(name),
    offsetIntoBinaryTextSegment: offset,
    sampleCount: samples,
    subFrames: below.map(frame),
    binaryName: name,
    address: base(name) + offset,
  };
}

/** `['libsystem_kernel.dylib', 'Harbor', 'dyld']` as a chain of frames, each below the one before. */
export function chain(names: readonly string[]): FrameShape {
  const shapes = names.map((name, index): FrameShape => ({ name, offset: 0x100 + index }));
  return shapes.reduceRight((below, shape) => ({ ...shape, below: [below] }));
}

export function tree(stacks: readonly (readonly FrameShape[])[], perThread: boolean, attributed = 0): Json {
  return {
    callStackPerThread: perThread,
    callStacks: stacks.map((roots, index) => ({
      ...(perThread ? { threadAttributed: index === attributed } : {}),
      callStackRootFrames: roots.map(frame),
    })),
  };
}

export const META: Json = {
  appBuildVersion: '412',
  appVersion: '2.1.0',
  bundleIdentifier: 'example.harbor',
  deviceType: 'iPhone16,1',
  isTestFlightApp: true,
  osVersion: 'iPhone OS 18.5 (22F76)',
  pid: 700,
  platformArchitecture: 'arm64e',
  regionFormat: 'CA',
};

export const CRASHED = tree(
  [[chain(['libsystem_kernel.dylib', 'HarborKit', 'Harbor', 'dyld'])], [chain(['libsystem_pthread.dylib'])]],
  true,
);

export function diagnostic(callStackTree: Json, meta: Json = {}): Json {
  return { version: '1.0.0', callStackTree, diagnosticMetaData: { ...META, ...meta } };
}

export function payload(members: Json): Json {
  return { timeStampBegin: '2026-03-01 07:00:00', timeStampEnd: '2026-03-02 07:00:00', ...members };
}
