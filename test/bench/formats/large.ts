/**
 * Reports of any size in every family: a small one of which one part is repeated, each time with other numbers, as hostile
 * or merely long reports have it.
 */
import { familyFiles } from '../../fixtures/families.ts';

/** A family, and how a report of it is made to measure. */
export interface Family {
  readonly name: string;
  /** What the same bytes are read by beside it. */
  readonly peer: 'JSON.parse' | 'lines';
  /** A report of about that many characters. */
  readonly make: (size: number) => string;
}

function textOf(family: string, name: string): string {
  const file = familyFiles().find((one) => one.family === family && one.name === name);
  if (file === undefined) throw new Error(`no report ${name} in ${family}`);
  return file.text;
}

/** Parts are written in blocks, so that making is not what takes the time. */
function repeated(size: number, part: (at: number) => string, separator: string): string {
  const parts: string[] = [];
  for (let length = 0, at = 0; length < size; at += 1) {
    const text = part(at);
    parts.push(text);
    length += text.length + separator.length;
  }
  return parts.join(separator);
}

/** The text with something put in front of a mark in it. */
function before(text: string, mark: string, make: (size: number) => string, separator = ''): (size: number) => string {
  const found = text.indexOf(mark);
  if (found === -1) throw new Error(`no ${mark}`);
  // A JSON object is named by its first key.
  const at = mark.startsWith('"') && separator.startsWith(',') ? text.lastIndexOf('{', found) : found;
  return (size) => text.slice(0, at) + make(Math.max(0, size - text.length)) + separator + text.slice(at);
}

const hex = (at: number): string => (0x1_0278_0000 + ((at * 40) % 1_000_000)).toString(16);

function lines(part: (at: number) => string): (size: number) => string {
  return (size) => `${repeated(size, part, '\n')}\n`;
}

/** A stack of forty calls with a heading, as threads have. */
function thread(at: number, heading: string, frame: (at: number) => string): string {
  return [heading, ...Array.from({ length: 40 }, (_, index) => frame(at * 40 + index)), ''].join('\n');
}

const jsonFrames = (at: number): string =>
  Array.from(
    { length: 40 },
    (_, index) =>
      `{"imageOffset":${(at * 40 + index) % 1_000_000},"symbol":"Dock.moor(${index})","symbolLocation":12,"imageIndex":1}`,
  ).join(',');

const metricFrames = (at: number): string =>
  `{"threadAttributed":false,"callStackRootFrames":[{"binaryUUID":"11111111-2222-3333-4444-555555555555","offsetIntoBinaryTextSegment":${at % 1_000_000},"sampleCount":1,"binaryName":"Harbor","address":${4_336_386_048 + (at % 1_000_000)}}]}`;

/** All families. */
export const FAMILIES: readonly Family[] = [
  {
    name: 'crash, JSON',
    peer: 'JSON.parse',
    make: before(
      textOf('crash-ips', 'iOS 17.ips'),
      '"id": 3',
      (size) => repeated(size, (at) => `{"id":${at + 9},"frames":[${jsonFrames(at)}]}`, ',\n'),
      ',',
    ),
  },
  {
    name: 'crash, text',
    peer: 'lines',
    make: before(
      textOf('crash-text', 'iOS 17.crash'),
      'Thread 2:\n',
      lines((at) =>
        thread(
          at,
          `Thread ${at + 9}:`,
          (frame) =>
            `${frame % 40}   Harbor                        \t       0x${hex(frame)} Dock.moor() + 12 (Dock.swift:7)`,
        ),
      ),
    ),
  },
  {
    name: 'hang, text',
    peer: 'lines',
    make: before(
      textOf('spindump', 'hang-228.ips'),
      '  Binary Images:\n',
      lines((at) =>
        thread(
          at,
          `\n  Thread 0x${(at + 9000).toString(16)}    25 samples (1-25)    priority 31 (base 31)`,
          (frame) => {
            const depth = frame % 40;
            return `${' '.repeat(2 + 2 * depth)}25  Dock.moor() + 88 (Harbor + 20480) [0x${hex(frame)}] 1-25`;
          },
        ),
      ),
    ),
  },
  {
    name: 'sample, text',
    peer: 'lines',
    make: before(
      textOf('sample', 'Harbor.sample.txt'),
      'Total number in stack',
      lines((at) =>
        thread(
          at,
          `    845 Thread_${at + 9000}`,
          (frame) => `    +${' '.repeat(1 + 2 * (frame % 40))}845 Dock.moor()  (in Harbor) + 88  [0x${hex(frame)}]`,
        ),
      ),
    ),
  },
  {
    name: 'stackshot, JSON',
    peer: 'JSON.parse',
    make: before(
      textOf('stackshot', 'stacks-288.ips'),
      ' "512" : {"pid"',
      (size) =>
        repeated(
          size,
          (at) =>
            `"${at + 9000}":{"pid":${at + 9000},"procname":"tided","threadById":{"${at}":{"id":${at},"state":["TH_WAIT"],"userFrames":[${Array.from({ length: 40 }, (_, frame) => `[0,${(at + frame) % 1_000_000}]`).join(',')}]}}}`,
          ',\n',
        ),
      ',',
    ),
  },
  {
    name: 'Jetsam, JSON',
    peer: 'JSON.parse',
    make: before(
      textOf('jetsam', 'JetsamEvent-298.ips'),
      '"uuid":"22222222',
      (size) =>
        repeated(
          size,
          (at) =>
            `{"uuid":"33333333-2222-3333-4444-555555555555","states":["daemon","idle"],"fds":50,"coalition":60,"rpages":${at % 9000},"priority":0,"pid":${at + 90},"cpuTime":0.01,"name":"tided","lifetimeMax":420}`,
          ',\n',
        ),
      ',',
    ),
  },
  {
    name: 'panic, text',
    peer: 'lines',
    make: before(
      textOf('panic', 'Kernel.panic'),
      'EOF',
      lines((at) => `com.example.driver.Tide${at}\t1.0`),
    ),
  },
  {
    name: 'MetricKit, JSON',
    peer: 'JSON.parse',
    make: before(
      textOf('metrickit', 'crash.json'),
      '"threadAttributed": false',
      (size) => repeated(size, metricFrames, ', '),
      ', ',
    ),
  },
  {
    name: 'fragment, text',
    peer: 'lines',
    make: before(
      textOf('fragment', 'with-images.txt'),
      '2   dyld ',
      lines(
        (at) => `${at % 1000}   Harbor                        \t0x0000000${hex(at)} Dock.moor() + 88 (Dock.swift:7)`,
      ),
    ),
  },
];
