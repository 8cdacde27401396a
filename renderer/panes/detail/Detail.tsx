/** The detail pane: the selected signature, and one report of it under tabs. */
import { MousePointerClick } from 'lucide-react';
import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import type { ReportDetail, SignatureDetail } from '../../../shared/contract.ts';
import { TABS } from '../../state/display.ts';
import type { Tab } from '../../state/display.ts';
import { shownTab, tabName, tabsOf } from '../../state/tabs.ts';
import { FindBar } from '../../stack/FindBar.tsx';
import { ShowFound } from '../../stack/Shown.tsx';
import { selectionOf } from '../../state/selection.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { count } from '../../words/numbers.ts';
import { Several } from '../triage/Several.tsx';
import { CrashTab } from './CrashTab.tsx';
import styles from './Detail.module.css';
import { Header } from './Header.tsx';
import { ImagesTab } from './ImagesTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { Processes } from '../families/Processes.tsx';
import { TreeTab } from '../families/TreeTab.tsx';
import { Matches } from './Matches.tsx';
import { RawTab } from './RawTab.tsx';
import { RegistersTab } from './RegistersTab.tsx';
import { ReportLine } from './ReportLine.tsx';
import { ReportsTab } from './ReportsTab.tsx';
import { ThreadsTab } from './ThreadsTab.tsx';

interface Shown {
  readonly detail: SignatureDetail;
  readonly report: ReportDetail;
}

function tabCount(tab: Tab, { detail, report }: Shown): number | null {
  if (tab === 'threads') return report.report.threads.length;
  if (tab === 'images') return report.report.images.length;
  if (tab === 'processes') return report.report.body?.processes.length ?? 0;
  return tab === 'reports' ? detail.reports : null;
}

function TabBody({ tab, detail, report }: Shown & { readonly tab: Tab }): ReactNode {
  switch (tab) {
    case 'crash':
      return <CrashTab detail={detail} report={report} />;
    case 'tree':
      return <TreeTab report={report.report} />;
    case 'processes':
      return <Processes report={report.report} />;
    case 'overview':
      return <OverviewTab detail={detail} />;
    case 'threads':
      return <ThreadsTab report={report.report} />;
    case 'registers':
      return <RegistersTab report={report.report} />;
    case 'images':
      return <ImagesTab images={report.report.images} />;
    case 'reports':
      return <ReportsTab />;
    case 'raw':
      return <RawTab report={report} />;
  }
}

function isTab(value: string): value is Tab {
  return TABS.some((tab) => tab === value);
}

function ReportTabs({ detail, report }: Shown): ReactNode {
  const tab = useApp((state) => shownTab(state.tab, report.report));
  const tabs = tabsOf(report.report);
  const showTab = useApp((state) => state.showTab);
  return (
    <Tabs.Root
      className={styles['tabs']}
      value={tab}
      onValueChange={(value) => {
        if (isTab(value)) showTab(value);
      }}
    >
      <Tabs.List className={styles['tabList']} aria-label="Parts of the report">
        {tabs.map((name) => {
          const number = tabCount(name, { detail, report });
          return (
            <Tabs.Trigger key={name} value={name} className={styles['tab']}>
              {tabName(name, report.report)}
              {number !== null && <span className={styles['tabCount']}>{count(number)}</span>}
            </Tabs.Trigger>
          );
        })}
      </Tabs.List>
      <FindBar />
      <Matches />
      {tabs.map((name) => (
        // Scrolling starts anew with another report, and stays while this one gets its symbols.
        <Tabs.Content key={`${name} ${report.id}`} value={name} className={styles['body']}>
          {name !== 'reports' && name !== 'overview' && <ReportLine detail={detail} report={report} />}
          <ShowFound>
            <TabBody tab={name} detail={detail} report={report} />
          </ShowFound>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

function Nothing(): ReactNode {
  const fault = useApp((state) => state.detailFault);
  const selected = useApp((state) => state.selected);
  const library = useApp((state) => state.library);
  const refreshDetail = useApp((state) => state.refreshDetail);
  if (fault) {
    return (
      <Empty title="This report could not be read" text={fault.message}>
        <Button onClick={() => void refreshDetail()}>Try Again</Button>
      </Empty>
    );
  }
  if (selected !== null || !library || library.signatures === 0) return null;
  return <Empty icon={<MousePointerClick size={32} strokeWidth={1.2} />} title="Nothing selected" />;
}

export function Detail(): ReactNode {
  const several = useApp((state) => state.view.place === 'inbox' && selectionOf(state).kind !== 'one');
  const detail = useApp((state) => state.detail);
  const report = useApp((state) => state.report);
  return (
    <section className={styles['detail']} data-pane="detail" aria-label="Detail" tabIndex={-1}>
      {several ? (
        <Several />
      ) : detail && report ? (
        <>
          <Header detail={detail} />
          <ReportTabs detail={detail} report={report} />
        </>
      ) : (
        <Nothing />
      )}
    </section>
  );
}
