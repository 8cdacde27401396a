/** Notices: short lines at the window's foot that say what happened, are read out politely and go by themselves. */
import type { Fault } from '../../shared/result.ts';
import type { Slice } from './state.ts';

/** What a notice offers to do. */
export interface NoticeAct {
  readonly label: string;
  readonly run: () => void;
}

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'fault';
  readonly act: NoticeAct | null;
}

export interface NoticeSlice {
  readonly notices: readonly Notice[];
  notify(this: void, text: string, act?: NoticeAct | null): void;
  notifyFault(this: void, fault: Fault): void;
  dismiss(this: void, id: number): void;
}

/** More would cover the window; the oldest give way. */
const MOST = 3;

export const noticeSlice: Slice<NoticeSlice> = (set) => {
  let last = 0;

  function add(text: string, tone: Notice['tone'], act: NoticeAct | null): void {
    last += 1;
    const notice: Notice = { id: last, text, tone, act };
    set(({ notices }) => ({ notices: [...notices, notice].slice(-MOST) }));
  }

  return {
    notices: [],
    notify(text, act = null) {
      add(text, 'plain', act);
    },
    notifyFault(fault) {
      add(fault.message, 'fault', null);
    },
    dismiss(id) {
      set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
    },
  };
};
