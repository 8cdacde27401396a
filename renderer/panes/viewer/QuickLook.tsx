/**
 * Quick Look: over everything, as large as the window, the screenshot of a feedback or the original of a crash. Space or
 * Escape closes it, arrows go on.
 */
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { goInList, listPosition } from '../../commands/lists.ts';
import { shownScreenshot } from '../../state/feedback-detail.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { reportedAt } from '../../words/dates.ts';
import { buildWords, commentWords } from '../../words/feedback.ts';
import styles from './QuickLook.module.css';

/** Characters on screen: enough for a look, and never so many that the window stands still. */
const MOST = 200_000;

/** The newest report of the selected crash, as it came. */
function Original(): ReactNode {
  const report = useApp((state) => state.report);
  const raw = useApp((state) => state.raw);
  const loadRaw = useApp((state) => state.loadRaw);
  const id = report?.id;
  useEffect(() => {
    if (id !== undefined) void loadRaw(id);
  }, [id, loadRaw]);
  if (!report) return null;
  const { version, crashedAt, process: name } = report.report;
  const app = [name, version].filter((part) => part !== null).join(' ');
  const facts = [app, report.deviceName, reportedAt(crashedAt)];
  return (
    <>
      {/* A region that scrolls has to be reachable by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles['original']} role="document" tabIndex={0} aria-label="Raw report">
        {raw?.id === id ? raw?.text.slice(0, MOST) : ''}
      </pre>
      <div className={styles['caption']}>
        <p>
          <strong>{report.fileName}</strong>
          <span>{facts.filter((part) => part !== null && part !== '').join(' · ')}</span>
        </p>
      </div>
    </>
  );
}

function Picture(): ReactNode {
  const row = useApp((state) => state.feedbackDetail?.row ?? null);
  const screenshot = useApp(shownScreenshot);
  const index = useApp((state) => state.screenshotAt);
  const stepScreenshot = useApp((state) => state.stepScreenshot);
  if (!row) return null;
  const facts = [buildWords(row), row.device, row.os].filter((part) => part !== null).join(' · ');
  return (
    <>
      <div className={styles['stage']}>
        {screenshot ? (
          <img key={screenshot.id} src={screenshot.src} alt={`What the tester saw: ${commentWords(row)}`} />
        ) : (
          <p className={styles['none']}>This feedback has no screenshot.</p>
        )}
      </div>
      <div className={styles['caption']}>
        <button type="button" aria-label="Previous screenshot" onClick={() => void stepScreenshot(-1)}>
          <ChevronLeft size={18} aria-hidden="true" />
        </button>
        <p>
          <strong>{commentWords(row)}</strong>
          <span>
            {facts}
            {row.screenshots.length > 1 && ` · ${index + 1} of ${row.screenshots.length}`}
          </span>
        </p>
        <button type="button" aria-label="Next screenshot" onClick={() => void stepScreenshot(1)}>
          <ChevronRight size={18} aria-hidden="true" />
        </button>
      </div>
    </>
  );
}

function Look(): ReactNode {
  const place = useApp((state) => state.view.place);
  const showQuickLook = useApp((state) => state.showQuickLook);
  return (
    <>
      {place === 'feedback' ? <Picture /> : <Original />}
      <button type="button" className={styles['close']} aria-label="Close" onClick={() => showQuickLook(false)}>
        <X size={16} aria-hidden="true" />
      </button>
    </>
  );
}

/** How far a key goes on in the list of crashes; null for a key that does not. */
function stepOf(key: string): 1 | -1 | null {
  if (key === 'ArrowDown' || key === 'j') return 1;
  return key === 'ArrowUp' || key === 'k' ? -1 : null;
}

export function QuickLook(): ReactNode {
  const shown = useApp((state) => state.quickLook);
  const stepScreenshot = useApp((state) => state.stepScreenshot);
  const showQuickLook = useApp((state) => state.showQuickLook);
  const store = useAppStore();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!shown) {
      dialog.current?.close();
      return;
    }
    dialog.current?.showModal();
    // Its keys work at once, and no button looks chosen.
    dialog.current?.focus();
  }, [shown]);

  function onKeyDown(event: KeyboardEvent): void {
    const state = store.getState();
    // In the original itself, arrows scroll.
    const scrolls = event.target instanceof HTMLPreElement;
    const step = state.view.place === 'inbox' && !scrolls ? stepOf(event.key) : null;
    if (event.key === ' ') showQuickLook(false);
    else if (step !== null) goInList(state, listPosition(state) + step);
    else if (state.view.place === 'inbox') return;
    else if (event.key === 'ArrowRight' || event.key === 'j') void stepScreenshot(1);
    else if (event.key === 'ArrowLeft' || event.key === 'k') void stepScreenshot(-1);
    else return;
    event.preventDefault();
  }

  return (
    // A dialog gets its keys like a window does.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={styles['look']}
      aria-label="Quick Look"
      tabIndex={-1}
      onClose={() => showQuickLook(false)}
      onKeyDown={onKeyDown}
    >
      {shown && <Look />}
    </dialog>
  );
}
