/** Copying and sharing: a frame, a stack, the whole report in the host's words, or a screenshot. */
import type { Slice } from './state.ts';
import { frameToText, stackToText } from '../../shared/render/stack-text.ts';
import { leadOf } from '../stack/lead.ts';
import { crashedStack } from '../stack/stacks.ts';
import { shownScreenshot } from './feedback-detail.ts';
import { screenshotPng } from './screenshot-png.ts';

export interface ClipboardSlice {
  /** The frame that has the focus. */
  copyFrame(this: void): Promise<void>;
  /** The stack that the crash is blamed on; of a report with call trees the heaviest path. */
  copyStack(this: void): Promise<void>;
  /** A call tree, in the words of the view that shows it. */
  copyTree(this: void, text: string): Promise<void>;
  /** The signature with its report as Markdown, the report as Apple text, or its bytes as they read. */
  copyText(this: void, format: 'signature' | 'text' | 'raw'): Promise<void>;
  /** Offers the signature with its report, as Markdown, in the system's share menu. */
  shareSignature(this: void): Promise<void>;
  /** The screenshot on screen, as a picture. */
  copyScreenshot(this: void): Promise<void>;
}

const COPIED = { signature: 'Copied as Markdown', text: 'Copied as Apple text' } as const;

export const clipboardSlice: Slice<ClipboardSlice> = (_, get, bridge) => {
  async function copy(text: string, said: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      get().notify(said);
    } catch {
      get().notifyFault({ kind: 'forbidden', message: 'The browser did not let Faultline use the clipboard.' });
    }
  }

  return {
    async copyFrame() {
      const { focusedFrame } = get();
      if (focusedFrame) await copy(frameToText(focusedFrame), 'Frame copied');
    },

    async copyStack() {
      const { report } = get();
      if (!report) return;
      if (leadOf(report.report) !== 'tree') {
        await copy(stackToText(crashedStack(report.report).frames), 'Stack copied');
        return;
      }
      const { heaviestStack } = await import('../tree/heaviest-stack.ts');
      await copy(stackToText(heaviestStack(report.report)), 'Heaviest path copied');
    },

    async copyTree(text) {
      await copy(text, 'Call tree copied');
    },

    async copyText(format) {
      const { report } = get();
      if (!report) return;
      if (format === 'raw') {
        const raw = await bridge.call('report.text', { id: report.id, format });
        const bare = get().settings.redact ? ', not redacted' : '';
        if (raw.ok) await copy(raw.value.text, `Copied the raw report${bare}`);
        else get().notifyFault(raw.fault);
        return;
      }
      const reply = await bridge.call('export.text', { report: report.id, format });
      if (reply.ok) await copy(reply.value.text, `${COPIED[format]}${reply.value.redacted ? ', redacted' : ''}`);
      else get().notifyFault(reply.fault);
    },

    async shareSignature() {
      const { report } = get();
      if (!report) return;
      const reply = await bridge.call('export.text', { report: report.id, format: 'signature' });
      if (reply.ok) bridge.share(reply.value.text);
      else get().notifyFault(reply.fault);
    },

    async copyScreenshot() {
      const screenshot = shownScreenshot(get());
      if (!screenshot) return;
      try {
        // The promise goes in as it is: Safari wants the call itself within the user's act.
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': screenshotPng(screenshot) })]);
        get().notify('Screenshot copied');
      } catch {
        get().notifyFault({ kind: 'forbidden', message: 'The browser did not let Faultline copy the screenshot.' });
      }
    },
  };
};
