import { describe, expect, it } from 'vitest';
import { shownScreenshot } from '../../../../renderer/state/feedback-detail.ts';
import { createAppStore } from '../../../../renderer/state/store.ts';
import type { Store } from '../../../../renderer/state/store.ts';
import { feedbackHost, feedbackRow, screenshots } from '../feedback.ts';
import type { FeedbackHost } from '../feedback.ts';
import { settle } from '../host.ts';

async function opened(host: FeedbackHost): Promise<Store> {
  const store = createAppStore(host.bridge);
  store.getState().goTo({ place: 'feedback' });
  await settle();
  return store;
}

const host = (): FeedbackHost =>
  feedbackHost([
    feedbackRow({ id: 'a', screenshots: screenshots(2) }),
    feedbackRow({ id: 'b', screenshots: screenshots(3) }),
    feedbackRow({ id: 'c' }),
  ]);

describe('screenshots', () => {
  it('are stepped through across feedback, and back into the last one', async () => {
    const { getState } = await opened(host());
    const walk: string[] = [];
    for (const by of [1, 1, -1, 1, 1, 1, 1] as const) {
      await getState().stepScreenshot(by);
      await settle();
      walk.push(`${getState().feedbackSelected ?? ''}${getState().screenshotAt}`);
    }
    expect(walk).toEqual(['a1', 'b0', 'a1', 'b0', 'b1', 'b2', 'c0']);
  });

  it('follow fast hands: steps count before what they lead to is on screen', async () => {
    const { getState } = await opened(host());
    for (const by of [1, 1, 1, 1] as const) void getState().stepScreenshot(by);
    await settle();
    expect([getState().feedbackSelected, getState().screenshotAt]).toEqual(['b', 2]);
    for (const by of [-1, -1, -1, -1] as const) void getState().stepScreenshot(by);
    await settle();
    expect([getState().feedbackSelected, getState().screenshotAt]).toEqual(['a', 0]);
  });

  it('stop at both ends', async () => {
    const { getState } = await opened(host());
    await getState().stepScreenshot(-1);
    expect([getState().feedbackSelected, getState().screenshotAt]).toEqual(['a', 0]);
    await getState().selectFeedbackAt(2);
    await settle();
    await getState().stepScreenshot(1);
    expect(getState().feedbackSelected).toBe('c');
    expect(shownScreenshot(getState())).toBeNull();
  });

  it('are alone in the gallery', async () => {
    const { getState } = await opened(host());
    getState().showGallery(true);
    await settle();
    expect(getState().feedback?.total).toBe(2);
    getState().showGallery(false);
    await settle();
    expect(getState().feedback?.total).toBe(3);
  });
});

describe('an e-mail address', () => {
  it('is fetched only when it is asked for, and hidden again with the next selection', async () => {
    const { bridge } = host();
    const { getState } = await opened({ rows: [], bridge });
    expect(bridge.calls).not.toContain('feedback.email');
    await getState().showEmail();
    expect(getState().email).toEqual({ id: 'a', email: 'a@example.com' });
    await getState().selectFeedbackAt(1);
    expect(getState().email).toBeNull();
  });
});
