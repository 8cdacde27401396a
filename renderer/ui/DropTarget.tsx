/** The whole window takes files: while some hover over it, it says so. Pasted files and text come in here, too. */
import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useApp } from '../state/use.ts';
import styles from './DropTarget.module.css';

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
}

export function DropTarget(): ReactNode {
  const [over, setOver] = useState(false);
  const importDrop = useApp((state) => state.importDrop);
  const importText = useApp((state) => state.importText);

  useEffect(() => {
    function onEnter(event: DragEvent): void {
      if (carriesFiles(event)) setOver(true);
    }
    // Every element that is crossed is left, too; only what leaves the window goes to no other element.
    function onLeave(event: DragEvent): void {
      if (event.relatedTarget === null) setOver(false);
    }
    function onOver(event: DragEvent): void {
      if (!event.dataTransfer || !carriesFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    }
    function onDrop(event: DragEvent): void {
      if (!event.dataTransfer || !carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void importDrop(event.dataTransfer);
    }
    function onPaste(event: ClipboardEvent): void {
      if (!event.clipboardData || isEditable(event.target)) return;
      const { files } = event.clipboardData;
      const text = event.clipboardData.getData('text/plain');
      if (files.length > 0) void importDrop(files);
      else if (text.trim() !== '') void importText(text);
    }
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
    };
  }, [importDrop, importText]);

  // Pointers do not move while something is dragged: whoever missed the drag's end learns of it here.
  useEffect(() => {
    if (!over) return;
    const end = (): void => setOver(false);
    window.addEventListener('pointermove', end);
    return () => window.removeEventListener('pointermove', end);
  }, [over]);

  if (!over) return null;
  return (
    <div className={styles['target']} data-drop-target>
      <div className={styles['words']}>
        <Download size={34} strokeWidth={1.4} aria-hidden="true" />
        <strong>Drop to import</strong>
        <span>Reports, dSYMs, archives and folders of them</span>
      </div>
    </div>
  );
}
