/** The command palette: everything that can be done now, what was done lately first, and ways to signatures, apps and builds. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppSummary } from '../../../shared/contract.ts';
import type { ReportKind } from '../../../shared/report/report.ts';
import { rank } from '../../commands/palette.ts';
import { COMMANDS, titleOf } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';
import { surroundings } from '../../commands/surroundings.ts';
import type { State } from '../../state/state.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { scopeOf, versionName } from '../../state/view.ts';
import { Chooser } from '../../ui/Chooser.tsx';
import type { Choice } from '../../ui/Chooser.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { countedGroups, countedReports, reportsTitle } from '../../words/kinds.ts';
import { useAnswer } from '../triage/use-answer.ts';

interface Entry extends Choice {
  readonly id: string;
  readonly title: string;
  readonly run: (state: State) => void;
}

/** Signatures among the results. */
const SIGNATURES = 8;
const PLACES = 6;
/** Milliseconds of rest before signatures are looked for. */
const REST = 120;

function entry(id: string, title: string, more: Omit<Choice, 'key' | 'label'>, run: Entry['run']): Entry {
  return { ...more, id, title, key: id, label: title, run };
}

/** What is decided about reports comes before what is done once a month. */
const ORDERED: readonly Command[] = [
  ...COMMANDS.filter(({ group }) => group === 'Report'),
  ...COMMANDS.filter(({ group }) => group !== 'Report'),
];

/** What can be done as things stand. */
function commandEntries(state: State): readonly Entry[] {
  return ORDERED.filter(({ id, enabled }) => id !== 'help.palette' && enabled(state, surroundings)).map((command) =>
    entry(command.id, titleOf(command, state), { keys: command.keys[0] ?? command.inboxKeys?.[0] }, (state) =>
      command.run(state, surroundings),
    ),
  );
}

/** An app, as a way to its reports. */
function appEntry(app: AppSummary, kind: ReportKind | null): Entry {
  const detail = countedGroups(app.count, kind, 'open ');
  return entry(`app ${app.name}`, app.name, { detail }, (state) => state.goTo(scopeOf(app)));
}

function versionEntries(app: AppSummary, kind: ReportKind | null): readonly Entry[] {
  return app.versions.map((version) => {
    const title = `${app.name} ${versionName(version)}`;
    const detail = countedGroups(version.count, kind);
    return entry(`version ${title}`, title, { detail }, (state) => state.goTo(scopeOf(app, version)));
  });
}

function placeEntries({ library }: State): readonly Entry[] {
  const { apps = [], kind = null } = library ?? {};
  return [...apps.map((app) => appEntry(app, kind)), ...apps.flatMap((app) => versionEntries(app, kind))];
}

function grouped(group: string, entries: readonly Entry[]): readonly Entry[] {
  return entries.map((one) => ({ ...one, group }));
}

export default function Palette(): ReactNode {
  const store = useAppStore();
  const recents = useApp((state) => state.recents);
  const findSignatures = useApp((state) => state.findSignatures);
  const [words, setWords] = useState('');
  // As things stand when it opens: nothing in it changes them.
  const [state] = useState(() => store.getState());
  const typed = words.trim();
  const found = useAnswer(typed, async () => (typed === '' ? [] : findSignatures(typed, SIGNATURES)), REST);

  const commands = rank(commandEntries(state), words, recents);
  const lately = typed === '' ? commands.filter(({ id }) => recents.includes(id)) : [];
  const signatures = (typed === '' ? [] : (found ?? [])).map(({ id, kind, title, app, count }) =>
    entry(
      `signature ${id}`,
      title,
      { detail: `${app} · ${countedReports(count, kind)}` },
      (state) => void state.reveal(id),
    ),
  );
  const choices = [
    ...grouped('Recent', lately),
    ...grouped('Commands', commands.slice(lately.length)),
    ...(typed === '' ? [] : grouped('Apps and Versions', rank(placeEntries(state), words, []).slice(0, PLACES))),
    ...grouped(reportsTitle(state.library?.kind ?? null), signatures),
  ];

  function close(): void {
    store.getState().showPalette(false);
  }

  function choose({ id, run }: Entry): void {
    close();
    if (COMMANDS.some((command) => command.id === id)) store.getState().remember(id);
    // Once the palette is gone the focus is where it was, which is what commands go by.
    requestAnimationFrame(() => run(store.getState()));
  }

  return (
    <Sheet title="Commands" look="bare" onClose={close}>
      <Chooser
        label="Commands, reports, apps and versions"
        placeholder="What do you want to do?"
        words={words}
        onWords={setWords}
        choices={choices}
        empty="Nothing matches."
        onChoose={choose}
      />
    </Sheet>
  );
}
