/** The mark of a kind of report: a small picture, and the word for those who do not see it. A crash needs none. */
import {
  Activity,
  BatteryWarning,
  ChartColumn,
  Cpu,
  FileText,
  Gauge,
  HardDrive,
  Hourglass,
  Layers,
  LoaderCircle,
  MemoryStick,
  Power,
  Rocket,
  ShieldAlert,
  TimerOff,
  TriangleAlert,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { KIND_WORDS } from '../../shared/report/kind-words.ts';
import type { ReportKind } from '../../shared/report/report.ts';
import { Spoken } from './Spoken.tsx';

const MARKS: Readonly<Record<Exclude<ReportKind, 'crash'>, LucideIcon>> = {
  'os-fault': TriangleAlert,
  hang: Hourglass,
  spin: LoaderCircle,
  cpu: Cpu,
  wakeups: BatteryWarning,
  'disk-writes': HardDrive,
  launch: Rocket,
  resource: Gauge,
  sample: Activity,
  stackshot: Layers,
  jetsam: MemoryStick,
  panic: ShieldAlert,
  'forced-reset': Power,
  watchdog: TimerOff,
  metrics: ChartColumn,
  other: FileText,
};

export function KindMark({
  kind,
  className,
}: {
  readonly kind: ReportKind;
  readonly className?: string | undefined;
}): ReactNode {
  if (kind === 'crash') return null;
  const Mark = MARKS[kind];
  const { name } = KIND_WORDS[kind];
  return (
    <span className={className} title={name}>
      <Mark size={12} aria-hidden="true" />
      <Spoken>{name}, </Spoken>
    </span>
  );
}
