import { describe, expect, it } from 'vitest';
import { createAppStore } from '../../../../renderer/state/store.ts';
import type { Store } from '../../../../renderer/state/store.ts';
import { fail, ok } from '../../../../shared/result.ts';
import type { Fault } from '../../../../shared/result.ts';
import { feedbackHost, feedbackRow } from '../feedback.ts';
import type { FeedbackHost } from '../feedback.ts';
import { settle } from '../host.ts';

async function opened(host: FeedbackHost): Promise<Store> {
  const store = createAppStore(host.bridge);
  store.getState().goTo({ place: 'feedback' });
  await settle();
  return store;
}

const BUSY: Fault = { kind: 'library-busy', message: 'The library is busy.' };
const three = ['a', 'b', 'c'].map((id) => feedbackRow({ id }));

describe('the list of feedback', () => {
  it('opens with the newest selected', async () => {
    const { getState } = await opened(feedbackHost(three));
    expect(getState().feedback?.total).toBe(3);
    expect(getState().feedbackSelected).toBe('a');
    expect(getState().feedbackDetail?.row.id).toBe('a');
  });

  it('keeps the selection when newer feedback comes', async () => {
    const host = feedbackHost(three);
    const { getState } = await opened(host);
    await getState().selectFeedbackAt(1);
    host.rows = [feedbackRow({ id: 'new' }), ...host.rows];
    await getState().refreshFeedback();
    expect(getState().feedbackSelected).toBe('b');
    expect(getState().feedbackPosition).toBe(2);
  });

  it('takes what is done out at once, goes on to the next, and brings it back on Undo', async () => {
    const host = feedbackHost(three);
    const { getState } = await opened(host);
    await getState().selectFeedbackAt(1);
    const decided = getState().decideFeedback('resolved');
    expect(getState().feedback?.total).toBe(2);
    await decided;
    expect(getState().feedbackSelected).toBe('c');
    expect(host.rows.map(({ status }) => status)).toEqual(['open', 'resolved', 'open']);
    getState().notices.at(-1)?.act?.run();
    await settle();
    expect(getState().feedbackSelected).toBe('b');
    expect(getState().feedback?.total).toBe(3);
  });

  it('exports everything that the view shows, and nothing else', async () => {
    const exported: string[] = [];
    const many = Array.from({ length: 1200 }, (_, at) => feedbackRow({ id: `f${at}` }));
    const host = feedbackHost([...many, feedbackRow({ id: 'done', status: 'resolved' })], {
      'feedback.export': ({ ids }) => {
        exported.push(...ids);
        return ok({ kind: 'folder', path: '/out', exported: ids.length });
      },
    });
    const { getState } = await opened(host);
    await getState().exportFeedbackView();
    expect(exported).toEqual(many.map(({ id }) => id));
    expect(getState().notices.at(-1)?.text).toBe('1,200 submissions exported to /out');
  });

  it('exports nothing where the view shows more than an export takes, and says so', async () => {
    const many = Array.from({ length: 2001 }, (_, at) => feedbackRow({ id: `f${at}` }));
    const { getState } = await opened(feedbackHost(many));
    await getState().exportFeedbackView();
    expect(getState().notices.at(-1)?.text).toMatch(/^The view shows 2001 submissions/);
  });

  it('puts it back and says why when the host refuses', async () => {
    const { getState } = await opened(feedbackHost(three, { 'feedback.decide': () => fail(BUSY) }));
    await getState().decideFeedback('resolved');
    await settle();
    expect(getState().feedback?.total).toBe(3);
    expect(getState().feedbackSelected).toBe('a');
    expect(getState().notices.at(-1)?.text).toBe('The library is busy.');
  });

  it('shows one that the view does not hold among all', async () => {
    const host = feedbackHost([...three, feedbackRow({ id: 'old', status: 'resolved' })]);
    const { getState } = await opened(host);
    await getState().revealFeedback('old');
    await settle();
    expect(getState().feedbackView.status).toBe('all');
    expect(getState().feedbackSelected).toBe('old');
    expect(getState().feedbackPosition).toBe(3);
  });

  it('selects the first of another view also where something changes while that is on its way', async () => {
    const { getState } = await opened(feedbackHost([...three, feedbackRow({ id: 'old', status: 'resolved' })]));
    getState().narrowFeedback({ status: 'resolved' });
    await getState().refreshFeedback();
    await settle();
    expect(getState().feedbackSelected).toBe('old');
    expect(getState().feedbackPosition).toBe(0);
  });

  it('keeps its filters while one looks elsewhere, and shows all when it is asked for again', async () => {
    const { getState } = await opened(feedbackHost(three));
    getState().narrowFeedback({ tester: 'ada' });
    getState().goTo({ status: 'open' });
    getState().goTo({ place: 'feedback' });
    expect(getState().feedbackView.tester).toBe('ada');
    getState().goTo({ place: 'feedback' });
    expect(getState().feedbackView.tester).toBeNull();
    await settle();
  });

  it('says what went wrong, and forgets it when it works again', async () => {
    let broken = true;
    const working = feedbackHost(three);
    const { getState } = await opened(
      feedbackHost(three, {
        'feedback.page': async (input) => (broken ? fail(BUSY) : working.bridge.call('feedback.page', input)),
      }),
    );
    expect(getState().feedbackFault?.message).toBe('The library is busy.');
    broken = false;
    await getState().refreshFeedback();
    expect(getState().feedbackFault).toBeNull();
    expect(getState().feedback?.total).toBe(3);
  });
});
