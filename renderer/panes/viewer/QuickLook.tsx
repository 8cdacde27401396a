/** Quick Look: the screenshot over everything, as large as the window. Space or Escape closes it, arrows go on. */
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { shownScreenshot } from '../../state/feedback-detail.ts';
import { useApp } from '../../state/use.ts';
import { buildWords, commentWords } from '../../words/feedback.ts';
import styles from './QuickLook.module.css';

function Look(): ReactNode {
  const row = useApp((state) => state.feedbackDetail?.row ?? null);
  const screenshot = useApp(shownScreenshot);
  const index = useApp((state) => state.screenshotAt);
  const stepScreenshot = useApp((state) => state.stepScreenshot);
  const showQuickLook = useApp((state) => state.showQuickLook);
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
      <button type="button" className={styles['close']} aria-label="Close" onClick={() => showQuickLook(false)}>
        <X size={16} aria-hidden="true" />
      </button>
    </>
  );
}

export function QuickLook(): ReactNode {
  const shown = useApp((state) => state.quickLook);
  const stepScreenshot = useApp((state) => state.stepScreenshot);
  const showQuickLook = useApp((state) => state.showQuickLook);
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
    if (event.key === ' ') showQuickLook(false);
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
