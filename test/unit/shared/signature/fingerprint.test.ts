import { describe, expect, it } from 'vitest';
import { flatten } from '../../../../shared/report/frames.ts';
import { sign } from '../../../../shared/signature/fingerprint.ts';
import { crash, exception } from './reports.ts';

const STACK = `
  Harbor  UserManager.currentUser.getter
  Harbor  ProfileModel.refresh() [inlined]
  Harbor  ProfileViewController.viewDidLoad()
  UIKitCore  -[UIViewController loadViewIfRequired]
  Harbor  main`;

describe('sign', () => {
  it('gives an id that the contract accepts', () => {
    expect(sign(crash()).id).toMatch(/^sig1-[0-9a-z]{26}$/);
  });

  it('names the blamed frame, the kind of end and the reason for the group', () => {
    const signature = sign(crash({ stack: STACK }));
    expect(signature).toMatchObject({
      title: 'UserManager.currentUser.getter',
      subtitle: 'EXC_BAD_ACCESS · null pointer + 0x10',
      symbols: 'complete',
      blamed: { stack: { kind: 'thread', index: 0 }, frame: 0 },
      explanation: {
        rule: 'frames',
        stack: 'Thread 0, crashed',
        sentence: 'Grouped by the first two frames of Harbor in the crashed thread',
        skipped: [],
      },
    });
    expect(signature.explanation.frames.map(({ normalised }) => normalised)).toEqual([
      'UserManager.currentUser.getter',
      'ProfileModel.refresh()',
    ]);
  });

  it('points to the blamed line among the lines that people read', () => {
    const report = crash({ stack: `libsystem_c.dylib  abort\nHarbor  Feed.row(at:) [inlined]\nHarbor  Feed.load()` });
    const { frame } = sign(report).blamed;
    expect(flatten(report.threads[0]?.frames ?? [])[frame ?? -1]?.symbol).toBe('Feed.row(at:)');
  });

  it('puts a launch watchdog into its title, as the code and the time into its subtitle', () => {
    const signature = sign(
      crash({
        stack: 'Harbor  SyncEngine.bootstrap()\nHarbor  main',
        exception: exception('EXC_CRASH', 'SIGKILL'),
        termination: {
          namespace: 'FRONTBOARD',
          code: 0x8badf00dn,
          details: [
            'process-launch watchdog transgression: application<example.harbor>:412 exhausted real (wall clock) time allowance of 19.97 seconds',
          ],
        },
      }),
    );
    expect(signature.title).toBe('Launch watchdog: SyncEngine.bootstrap()');
    expect(signature.subtitle).toBe('0x8BADF00D · took longer than 20 s to launch');
  });

  it('does not care which system component spoke for the watchdog', () => {
    const by = (namespace: string): string =>
      sign(crash({ exception: exception('EXC_CRASH', 'SIGKILL'), termination: { namespace, code: 0x8badf00dn } })).id;
    expect(by('SPRINGBOARD')).toBe(by('FRONTBOARD'));
  });

  it('does not care whether the exception or only its signal is known', () => {
    const known = sign(crash({ stack: STACK }));
    const signalOnly = sign(crash({ stack: STACK, exception: exception('SIGSEGV', 'SIGSEGV') }));
    expect(signalOnly.id).toBe(known.id);
  });

  it.each([
    ['an exception', { exception: exception('EXC_BREAKPOINT', 'SIGTRAP') }],
    ['a function', { stack: STACK.replace('currentUser.getter', 'currentUser.setter') }],
    ['a caller', { stack: STACK.replace('refresh', 'reload') }],
    ['an image', { stack: STACK.replace('Harbor  UserManager', 'HarborKit  UserManager') }],
    ['an app', { report: { app: { name: 'Harbor', bundleId: 'example.harbour', version: null, build: null } } }],
  ])('tells %s from another', (_, change) => {
    expect(sign(crash({ stack: STACK, ...change })).id).not.toBe(sign(crash({ stack: STACK })).id);
  });

  it('groups what could not start by the library that is missing', () => {
    const missing = (library: string) =>
      sign(
        crash({
          stack: 'dyld  __abort_with_payload\ndyld  dyld4::halt(char const*)\ndyld  start',
          exception: exception('EXC_CRASH', 'SIGABRT'),
          termination: {
            namespace: 'DYLD',
            code: 1n,
            reasons: [`Library not loaded: @rpath/${library}.framework/${library}`],
          },
        }),
      );
    expect(missing('Charts')).toMatchObject({
      title: 'Missing library Charts',
      subtitle: 'DYLD · missing library Charts',
      explanation: { rule: 'termination' },
      blamed: { frame: null },
    });
    expect(missing('Charts').id).not.toBe(missing('Maps').id);
  });

  it('has a group for reports without any stack', () => {
    const signature = sign(crash({ stack: '' }));
    expect(signature.explanation).toMatchObject({ rule: 'termination', stack: 'None', frames: [] });
    expect(signature.title).toBe('Followed a null pointer');
  });
});

describe('a report that waits for symbols', () => {
  const unnamed = STACK.replace('UserManager.currentUser.getter', '+ 0x4a1c8');

  it('is grouped by UUID and offset, and says so', () => {
    const signature = sign(crash({ stack: unnamed }));
    expect(signature).toMatchObject({
      title: 'Harbor + 0x4a1c8',
      subtitle: 'EXC_BAD_ACCESS · no dSYM for build 412',
      symbols: 'waiting',
      explanation: {
        rule: 'addresses',
        sentence:
          'Grouped by image UUID and offset of the first two frames of Harbor in the crashed thread, until a dSYM gives them names',
      },
    });
  });

  it('names the framework whose dSYM is missing', () => {
    const signature = sign(crash({ stack: unnamed.replace('Harbor  +', 'HarborKit  +') }));
    expect(signature.subtitle).toBe('EXC_BAD_ACCESS · no dSYM for HarborKit');
  });

  it('says when the dSYM that is there does not match', () => {
    const signature = sign(crash({ stack: unnamed, run: { unnamed: 'uuid-mismatch' } }));
    expect(signature.subtitle).toBe('EXC_BAD_ACCESS · no matching dSYM for build 412');
  });

  it('waits for nothing when the dSYM knows no function there', () => {
    const signature = sign(crash({ stack: unnamed, run: { unnamed: 'no-symbol' } }));
    expect(signature).toMatchObject({ symbols: 'complete', explanation: { rule: 'addresses' } });
    expect(signature.subtitle).toBe('EXC_BAD_ACCESS · null pointer + 0x10');
  });

  it('is partly symbolicated when only frames that decide nothing have no name', () => {
    expect(sign(crash({ stack: `${STACK}\nHarbor  + 0x99` })).symbols).toBe('partial');
    expect(sign(crash({ stack: STACK, others: ['Harbor  + 0x99'] })).symbols).toBe('partial');
  });

  it('moves to the group of its names when symbols come', () => {
    expect(sign(crash({ stack: unnamed })).id).not.toBe(sign(crash({ stack: STACK })).id);
  });
});

describe('the sentence', () => {
  it('names the stack of the exception', () => {
    const report = crash({ lastException: 'CoreFoundation  __exceptionPreprocess\nHarbor  -[Feed rowAt:]' });
    expect(sign(report).explanation.sentence).toBe(
      'Grouped by the first frame of Harbor in the last exception backtrace',
    );
  });

  it('speaks of the app when frames of several images decide', () => {
    const report = crash({ stack: 'HarborKit  Store.load()\nHarbor  Feed.load()' });
    expect(sign(report).explanation.sentence).toBe('Grouped by the first two frames of the app in the crashed thread');
  });

  it('says when the app has no say', () => {
    const report = crash({ stack: 'UIKitCore  -[UIView layoutSubviews]\nHarbor  main' });
    expect(sign(report).explanation.sentence).toBe(
      'Grouped by the first frame that means anything in the crashed thread: no frame of Harbor decides',
    );
  });

  it('says that a recursion was found', () => {
    const report = crash({ stack: 'Harbor  Node.depth()\n'.repeat(400) });
    expect(sign(report).explanation.sentence).toBe('Grouped by the recursion of Harbor in the crashed thread');
  });
});
