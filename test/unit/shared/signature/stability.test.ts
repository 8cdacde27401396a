/**
 * Ids outlive the code that made them: notes, decisions and links of a library hang on them. Whoever changes one of these
 * raises `SIGNATURE_VERSION`, so that libraries group again.
 */
import { describe, expect, it } from 'vitest';
import { sign, SIGNATURE_VERSION } from '../../../../shared/signature/fingerprint.ts';
import { crash, exception } from './reports.ts';
import type { Story } from './reports.ts';

const IDS: readonly (readonly [what: string, story: Story, id: string])[] = [
  [
    'functions of the app',
    { stack: 'Harbor  UserManager.currentUser.getter\nHarbor  Feed.load()' },
    'sig1-59xsrbjvc39p7an3s9dd62smtc',
  ],
  ['addresses', { stack: 'Harbor  + 0x4a1c8\nUIKitCore  -[UIView layoutSubviews]' }, 'sig1-1r2w3ke3yhcjx961bxc16as441'],
  [
    'functions of the system',
    { stack: 'UIKitCore  -[UIView layoutSubviews]\nCoreFoundation  __CFRunLoopRun' },
    'sig1-17shtg2hrvfjqkcyymjrjmcgrw',
  ],
  [
    'an end from outside',
    {
      stack: 'Harbor  Cache.read(key:)',
      exception: exception('EXC_CRASH', 'SIGKILL'),
      termination: { namespace: 'FRONTBOARD', code: 0x8badf00dn },
    },
    'sig1-3a40ce7ah3vt5at7fe3yz8g673',
  ],
  ['an end alone', { stack: '', exception: exception('EXC_CRASH', 'SIGABRT') }, 'sig1-178779e91zfaa5jmvqtq8x8q5c'],
];

describe('ids of crashes', () => {
  it.each(IDS)('by %s are what they were', (_, story, id) => {
    expect(SIGNATURE_VERSION).toBe(1);
    expect(sign(crash(story)).id).toBe(id);
  });
});
