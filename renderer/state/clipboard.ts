/** Copying: a frame, a stack, or the whole report in the host's words. */
import type { Slice } from './state.ts';
import { frameToText, stackToText } from '../../shared/render/stack-text.ts';
import { crashedStack } from '../stack/stacks.ts';

export interface ClipboardSlice {
  /** The frame that has the focus. */
  copyFrame(this: void): Promise<void>;
  /** The stack that the crash is blamed on. */
  copyStack(this: void): Promise<void>;
  copyText(this: void, format: 'markdown' | 'text' | 'raw'): Promise<void>;
}

const COPIED = { markdown: 'Copied as Markdown', text: 'Copied as Apple text', raw: 'Copied the raw report' } as const;

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
      if (report) await copy(stackToText(crashedStack(report.report).frames), 'Stack copied');
    },

    async copyText(format) {
      const { report } = get();
      if (!report) return;
      const reply = await bridge.call('report.text', { id: report.id, format });
      if (reply.ok) await copy(reply.value.text, COPIED[format]);
      else get().notifyFault(reply.fault);
    },
  };
};
