/** Commands of the feedback view. Arrows to the sides and Space belong to whatever list has the focus. */
import { shownScreenshot } from '../state/feedback-detail.ts';
import type { State } from '../state/state.ts';
import type { Command } from './registry.ts';

const inFeedback = ({ view }: State): boolean => view.place === 'feedback';
const hasScreenshot = (state: State): boolean => inFeedback(state) && shownScreenshot(state) !== null;
const hasFeedback = (state: State): boolean => inFeedback(state) && state.feedbackDetail !== null;

/** Ids of what is exported together: the feedback on screen. */
function onScreen({ feedbackDetail }: State): readonly string[] {
  return feedbackDetail ? [feedbackDetail.row.id] : [];
}

export const FEEDBACK_COMMANDS: readonly Command[] = [
  {
    id: 'feedback.show',
    title: 'Show Feedback',
    group: 'Feedback',
    keys: [],
    enabled: () => true,
    run: (state) => state.goTo({ place: 'feedback' }),
  },
  {
    id: 'feedback.gallery',
    title: 'Gallery',
    group: 'Feedback',
    keys: ['g'],
    enabled: inFeedback,
    run: (state) => state.showGallery(!state.gallery),
  },
  {
    id: 'feedback.next-screenshot',
    title: 'Next Screenshot',
    group: 'Feedback',
    keys: [],
    inboxKeys: ['ArrowRight'],
    enabled: hasFeedback,
    run: (state) => void state.stepScreenshot(1),
  },
  {
    id: 'feedback.previous-screenshot',
    title: 'Previous Screenshot',
    group: 'Feedback',
    keys: [],
    inboxKeys: ['ArrowLeft'],
    enabled: hasFeedback,
    run: (state) => void state.stepScreenshot(-1),
  },
  {
    id: 'feedback.copy-screenshot',
    title: 'Copy Screenshot',
    group: 'Feedback',
    keys: [],
    enabled: hasScreenshot,
    run: (state) => void state.copyScreenshot(),
  },
  {
    id: 'feedback.reveal-screenshot',
    title: 'Reveal Screenshot',
    group: 'Feedback',
    keys: [],
    enabled: (state) => hasScreenshot(state) && state.abilities?.paths === true,
    run: (state) => {
      const screenshot = shownScreenshot(state);
      if (screenshot) void state.revealScreenshot(screenshot.id);
    },
  },
  {
    id: 'feedback.export',
    title: 'Export Feedback…',
    group: 'Feedback',
    keys: [],
    enabled: hasFeedback,
    run: (state) => void state.exportFeedback(onScreen(state)),
  },
  {
    id: 'feedback.export-view',
    title: 'Export All in This View…',
    group: 'Feedback',
    keys: [],
    enabled: (state) => inFeedback(state) && (state.feedback?.total ?? 0) > 0,
    run: (state) => void state.exportFeedbackView(),
  },
];
