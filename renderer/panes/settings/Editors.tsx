/** In which editor the source of a frame opens, and where the sources lie that another computer built. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { EditorName } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { EDITOR_WORDS } from '../../words/export.ts';
import styles from './Editors.module.css';
import { Line, Part, Select } from './Parts.tsx';
import { PathMappings } from './PathMappings.tsx';

const TERMINAL = 'faultline settings editorCommand "…"';

/** The command can only be set with the user's word to the host itself: a program that is run is not a page's affair. */
function Command(): ReactNode {
  const kept = useApp((state) => state.settings.editorCommand);
  const desktop = useApp((state) => state.abilities?.host === 'desktop');
  const change = useApp((state) => state.changeSettings);
  const [draft, setDraft] = useState<string | null>(null);
  const command = draft ?? kept;

  async function use(): Promise<void> {
    if (await change({ editorCommand: command.trim() })) setDraft(null);
  }

  if (!desktop) {
    return (
      <Line
        label="Custom command"
        hint={
          <>
            A browser may not choose a program to run. Set it in a terminal:{' '}
            <code className={styles['code']}>{TERMINAL}</code>
          </>
        }
        tall
      >
        <code className={styles['kept']}>{kept === '' ? 'None' : kept}</code>
      </Line>
    );
  }
  return (
    <Line
      label="Custom command"
      hint="A program with its arguments; {file}, {line} and {column} are put in. No shell reads it."
      tall
    >
      <form
        className={styles['command']}
        onSubmit={(event) => {
          event.preventDefault();
          void use();
        }}
      >
        <input
          className={styles['field']}
          aria-label="Custom command"
          placeholder="/usr/local/bin/subl {file}:{line}"
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          value={command}
          onChange={({ target }) => setDraft(target.value)}
        />
        <Button type="submit" disabled={draft === null || command.trim() === kept}>
          Use…
        </Button>
      </form>
    </Line>
  );
}

export function Editors(): ReactNode {
  const settings = useApp((state) => state.settings);
  const change = useApp((state) => state.changeSettings);
  const available = useApp((state) => state.abilities?.editors ?? null);
  if (available === null || available.length === 0) {
    return (
      <Part>
        <Line
          label="No editor can be opened from here"
          hint="This host was started without a display. Where it has one, a double click on a frame opens its source."
        />
      </Part>
    );
  }
  const chosen: EditorName | undefined =
    settings.editor !== null && available.includes(settings.editor) ? settings.editor : available[0];
  return (
    <>
      <Part>
        <Line label="Open sources in" hint="With a double click on a frame, with Return or with O">
          <Select
            label="Open sources in"
            value={chosen ?? 'custom'}
            choices={available.map((name) => [name, EDITOR_WORDS[name]] as const)}
            onChange={(editor) => void change({ editor })}
          />
        </Line>
        {chosen === 'custom' && <Command />}
      </Part>
      <PathMappings />
    </>
  );
}
