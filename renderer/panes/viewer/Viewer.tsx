/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a region that scrolls has to be reachable by keys, and answers to those of a picture viewer */
/** A screenshot at full size: fitted or zoomed, with its neighbours, to be copied, revealed, looked at or dragged out. */
import { ChevronLeft, ChevronRight, Copy, FolderSearch, Maximize2, Minus, Plus } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import type { FeedbackRow, Screenshot } from '../../../shared/contract/feedback.ts';
import { commandOf } from '../../commands/registry.ts';
import { useApp } from '../../state/use.ts';
import { CommandButton } from '../../ui/CommandButton.tsx';
import { Tip } from '../../ui/Tip.tsx';
import { percent } from '../../words/numbers.ts';
import { screenshotName } from '../../words/feedback.ts';
import styles from './Viewer.module.css';
import { anchoredScroll, fitScale, stepZoom, wheelZoom } from './zoom.ts';
import type { Size, Zoom } from './zoom.ts';

/** Room around the picture, in pixels; `Viewer.module.css` leaves as much. */
const MARGIN = 12;

/** The size of an element, as it changes. */
function useSize(box: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return size;
}

interface Pointer {
  readonly x: number;
  readonly y: number;
  readonly from: number;
}

function Tool({
  label,
  keys,
  onRun,
  children,
}: {
  readonly label: string;
  readonly keys?: string;
  readonly onRun: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Tip text={label} keys={keys}>
      <button type="button" className={styles['tool']} aria-label={label} onClick={onRun}>
        {children}
      </button>
    </Tip>
  );
}

function CommandTool({ id, children }: { readonly id: string; readonly children: ReactNode }): ReactNode {
  const command = commandOf(id);
  return (
    command && (
      <span className={styles['command']}>
        <CommandButton command={command} look="link">
          {children}
        </CommandButton>
      </span>
    )
  );
}

export interface ViewerProps {
  readonly row: FeedbackRow;
  readonly screenshot: Screenshot;
  readonly index: number;
}

export function Viewer({ row, screenshot, index }: ViewerProps): ReactNode {
  const stage = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [zoomed, setZoomed] = useState(screenshot.id);
  const pointer = useRef<Pointer | null>(null);
  const size = useSize(stage);
  const stepScreenshot = useApp((state) => state.stepScreenshot);
  const showQuickLook = useApp((state) => state.showQuickLook);
  const paths = useApp((state) => state.abilities?.paths === true);
  // Another picture is fitted again. The stage stays, and with it the focus.
  if (zoomed !== screenshot.id) {
    setZoomed(screenshot.id);
    setZoom('fit');
  }
  const fitted = fitScale(screenshot, { width: size.width - 2 * MARGIN, height: size.height - 2 * MARGIN });
  const scale = zoom === 'fit' ? fitted : zoom;
  const total = row.screenshots.length;

  // A pinch arrives as a turn of the wheel with Control. React listens passively, which could not keep the page from zooming.
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    function onWheel(event: WheelEvent): void {
      if (!element || (!event.ctrlKey && !event.metaKey)) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      pointer.current = { x: event.clientX - box.left, y: event.clientY - box.top, from: scale };
      setZoom(wheelZoom(scale, event.deltaY));
    }
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scale]);

  useLayoutEffect(() => {
    const at = pointer.current;
    const element = stage.current;
    pointer.current = null;
    if (!element || !at) return;
    element.scrollLeft = anchoredScroll(element.scrollLeft, at.x, at.from, scale);
    element.scrollTop = anchoredScroll(element.scrollTop, at.y, at.from, scale);
  }, [scale]);

  function zoomTo(wanted: Zoom): void {
    pointer.current = { x: size.width / 2, y: size.height / 2, from: scale };
    setZoom(wanted);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const acts: Readonly<Record<string, () => void>> = {
      '+': () => zoomTo(stepZoom(scale, 1)),
      '=': () => zoomTo(stepZoom(scale, 1)),
      '-': () => zoomTo(stepZoom(scale, -1)),
      '0': () => zoomTo('fit'),
      '1': () => zoomTo(1),
      ' ': () => showQuickLook(true),
      ArrowRight: () => void stepScreenshot(1),
      ArrowLeft: () => void stepScreenshot(-1),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  const name = screenshotName(row, index);
  return (
    <figure className={styles['viewer']}>
      <section ref={stage} className={styles['stage']} tabIndex={0} aria-label="Screenshot" onKeyDown={onKeyDown}>
        <img
          key={screenshot.id}
          src={screenshot.src}
          alt={total === 1 ? 'What the tester saw' : `What the tester saw, ${index + 1} of ${total}`}
          width={screenshot.width}
          height={screenshot.height}
          style={{ width: screenshot.width * scale, height: screenshot.height * scale }}
          draggable
          onDragStart={(event) => {
            const { href } = new URL(screenshot.src, document.baseURI);
            // Chromium's way to name a file that is dragged out of a page.
            event.dataTransfer.setData('DownloadURL', `${screenshot.type}:${name}:${href}`);
          }}
          onDoubleClick={() => zoomTo(zoom === 'fit' ? 1 : 'fit')}
        />
      </section>
      <figcaption className={styles['bar']}>
        <span className={styles['group']}>
          <Tool label="Previous screenshot" keys="ArrowLeft" onRun={() => void stepScreenshot(-1)}>
            <ChevronLeft size={15} aria-hidden="true" />
          </Tool>
          <output className={styles['number']}>
            {index + 1} of {total}
          </output>
          <Tool label="Next screenshot" keys="ArrowRight" onRun={() => void stepScreenshot(1)}>
            <ChevronRight size={15} aria-hidden="true" />
          </Tool>
        </span>
        <span className={styles['group']}>
          <Tool label="Zoom out" keys="-" onRun={() => zoomTo(stepZoom(scale, -1))}>
            <Minus size={14} aria-hidden="true" />
          </Tool>
          <Tip text={zoom === 'fit' ? 'Actual size' : 'Fit'} keys={zoom === 'fit' ? '1' : '0'}>
            <button
              type="button"
              className={styles['scale']}
              aria-label={zoom === 'fit' ? `Fit, ${percent(scale)}: show at actual size` : `${percent(scale)}: fit`}
              onClick={() => zoomTo(zoom === 'fit' ? 1 : 'fit')}
            >
              {zoom === 'fit' ? 'Fit' : percent(scale)}
            </button>
          </Tip>
          <Tool label="Zoom in" keys="+" onRun={() => zoomTo(stepZoom(scale, 1))}>
            <Plus size={14} aria-hidden="true" />
          </Tool>
        </span>
        <span className={styles['group']}>
          <CommandTool id="feedback.copy-screenshot">
            <Copy size={14} aria-label="Copy screenshot" />
          </CommandTool>
          {paths && (
            <CommandTool id="feedback.reveal-screenshot">
              <FolderSearch size={15} aria-label="Reveal screenshot" />
            </CommandTool>
          )}
          <Tool label="Quick Look" keys=" " onRun={() => showQuickLook(true)}>
            <Maximize2 size={14} aria-hidden="true" />
          </Tool>
        </span>
      </figcaption>
    </figure>
  );
}
