/** What an act asks before it is carried out. Loaded when the window is idle; each picker states the exact number first. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Act } from '../../../shared/contract.ts';
import { commandOf, titleOf } from '../../commands/registry.ts';
import { targetCount, targetKind } from '../../state/triage-target.ts';
import type { Picker as Kind } from '../../state/triage.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { Chooser } from '../../ui/Chooser.tsx';
import type { Choice } from '../../ui/Chooser.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { reportsWord } from '../../words/kinds.ts';
import { targetWords } from '../../words/triage.ts';
import { Compare } from './Compare.tsx';
import { Labels } from './Labels.tsx';
import { Merge } from './Merge.tsx';
import { Priorities } from './Priorities.tsx';
import { Split } from './Split.tsx';
import { untilChoices } from './until-choices.ts';
import { useAct } from './use-act.ts';

interface ActChoice extends Choice {
  readonly act: Act;
}

/** A picker with one list: what was typed makes the choices, a choice is the act. */
function One({
  label,
  placeholder,
  empty,
  choices,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly empty: string;
  readonly choices: (words: string) => readonly ActChoice[];
}): ReactNode {
  const [words, setWords] = useState('');
  const act = useAct();
  return (
    <Chooser
      label={label}
      placeholder={placeholder}
      words={words}
      onWords={setWords}
      choices={choices(words)}
      empty={empty}
      onChoose={(choice) => act(choice.act)}
    />
  );
}

function includes(text: string, words: string): boolean {
  return text.toLowerCase().includes(words.trim().toLowerCase());
}

function Builds(): ReactNode {
  const builds = useApp(({ triageWords }) => triageWords?.builds ?? []);
  function choices(words: string): readonly ActChoice[] {
    const named = words.trim();
    const next = 'The next build';
    const known = builds.filter((build) => includes(build, words));
    return [
      ...(includes(next, words)
        ? [{ key: 'next', label: next, detail: 'newer than all that are known', act: resolve(null) }]
        : []),
      ...known.map((build) => ({ key: `build ${build}`, label: build, act: resolve(build) })),
      ...(named === '' || known.includes(named)
        ? []
        : [{ key: 'typed', label: `Build “${named}”`, act: resolve(named.slice(0, 100)) }]),
    ];
  }
  return <One label="Fixed in build" placeholder="Which build has the fix?" empty="No build" choices={choices} />;
}

function resolve(build: string | null): Act {
  return { kind: 'resolve', build };
}

function Until({ forEver }: { readonly forEver: boolean }): ReactNode {
  const now = useApp((state) => state.now);
  const kind = useApp(targetKind);
  const choices = (words: string): readonly ActChoice[] =>
    untilChoices(words, { now, forEver, kind }).map(({ key, label, detail, until }) => ({
      key,
      label,
      detail,
      act: { kind: 'ignore', until },
    }));
  return (
    <One
      label={forEver ? 'Ignore until' : 'Snooze until'}
      placeholder={`A number of ${reportsWord(kind)} or days, or a date`}
      empty="Type a number, or a date such as 24 Dec."
      choices={choices}
    />
  );
}

function People(): ReactNode {
  const people = useApp(({ triageWords }) => triageWords?.assignees ?? []);
  function choices(words: string): readonly ActChoice[] {
    const named = words.trim();
    const known = people.filter((person) => includes(person, words));
    return [
      ...known.map((person): ActChoice => ({
        key: `to ${person}`,
        label: person,
        act: { kind: 'assign', to: person },
      })),
      ...(named === '' || known.includes(named)
        ? []
        : [{ key: 'typed', label: `Assign to “${named}”`, act: assign(named.slice(0, 200)) }]),
      ...(includes('Nobody', words) ? [{ key: 'nobody', label: 'Nobody', act: assign(null) }] : []),
    ];
  }
  return <One label="Assign to" placeholder="Who looks at it?" empty="Type a name." choices={choices} />;
}

function assign(to: string | null): Act {
  return { kind: 'assign', to };
}

const COMMAND_OF: Readonly<Record<Kind, string>> = {
  'done-in': 'report.done-in',
  ignore: 'report.ignore',
  snooze: 'report.snooze',
  merge: 'report.merge',
  label: 'report.label',
  assign: 'report.assign',
  priority: 'report.priority',
  split: 'report.split',
  compare: 'report.compare',
};

function Body({ kind }: { readonly kind: Kind }): ReactNode {
  switch (kind) {
    case 'done-in':
      return <Builds />;
    case 'ignore':
      return <Until forEver />;
    case 'snooze':
      return <Until forEver={false} />;
    case 'assign':
      return <People />;
    case 'label':
      return <Labels />;
    case 'priority':
      return <Priorities />;
    case 'merge':
      return <Merge />;
    case 'split':
      return <Split />;
    case 'compare':
      return <Compare />;
  }
}

export default function Picker({ kind }: { readonly kind: Kind }): ReactNode {
  const store = useAppStore();
  const showPicker = useApp((state) => state.showPicker);
  // As things stand when it opens: that is what the user was told.
  const [title] = useState(() => {
    const command = commandOf(COMMAND_OF[kind]);
    return command ? titleOf(command, store.getState()).replace('…', '') : '';
  });
  const count = useApp(targetCount);
  const ofKind = useApp(targetKind);
  const single = useApp(({ detail }) => detail?.row.title ?? '');
  const large = kind === 'compare' || kind === 'merge' || kind === 'split';
  return (
    <Sheet
      title={title}
      text={
        kind === 'compare' ? undefined : count === 1 ? single : `All ${targetWords(count, ofKind)} that are selected`
      }
      look={large ? 'large' : 'small'}
      onClose={() => showPicker(null)}
    >
      <Body kind={kind} />
    </Sheet>
  );
}
