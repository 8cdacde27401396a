/** Where reports come from by themselves: the Organizer, this Mac, devices, folders. What is off here is not read. */
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ReportMode, ReportPlace, Settings } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import folders from '../../ui/Folders.module.css';
import { sourceStatus, sourceWords } from '../../words/sources.ts';
import { Line, Part, Segments, Switch } from './Parts.tsx';
import styles from './Sources.module.css';

const MODES = [
  ['off', 'Off'],
  ['known', 'Known apps'],
  ['all', 'All apps'],
] as const satisfies readonly (readonly [ReportMode, string])[];

/** How places of a kind stand, with the act that mends what is wrong. */
function Status({ places }: { readonly places: readonly ReportPlace[] }): ReactNode {
  const allowAccess = useApp((state) => state.allowAccess);
  return (
    <>
      {places.map((place) => (
        <span key={place.path} className={classes(styles['status'], place.fault !== null && styles['fault'])}>
          {sourceStatus(place)}
          {place.fault?.remedy?.kind === 'allow-access' && (
            <Button look="link" onClick={() => void allowAccess()}>
              Open System Settings
            </Button>
          )}
        </span>
      ))}
    </>
  );
}

/** Bundle ids, apart by commas or blanks. */
function Apps(): ReactNode {
  const apps = useApp((state) => state.settings.reportApps);
  const change = useApp((state) => state.changeSettings);
  const [draft, setDraft] = useState<string | null>(null);

  async function commit(): Promise<void> {
    if (draft === null) return;
    const reportApps = [...new Set(draft.split(/[\s,]+/).filter((app) => app !== ''))];
    if (await change({ reportApps })) setDraft(null);
  }

  return (
    <Line label="Also known" hint="Bundle ids of your apps, beside those of which there are reports" tall>
      <input
        className={folders['field']}
        aria-label="Bundle ids of your apps"
        placeholder="com.example.*"
        value={draft ?? apps.join(', ')}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        onChange={({ target }) => setDraft(target.value)}
        onBlur={() => void commit()}
        onKeyDown={({ key }) => {
          if (key === 'Enter') void commit();
        }}
      />
    </Line>
  );
}

function Folder({ place }: { readonly place: ReportPlace }): ReactNode {
  const removeSource = useApp((state) => state.removeSource);
  return (
    <li className={classes(folders['folder'], styles['folder'])}>
      <span className={folders['what']}>
        {sourceWords(place.kind)}
        <span className={folders['path']}>{place.path}</span>
      </span>
      <Status places={[place]} />
      <Button look="link" aria-label={`Remove ${place.path}`} onClick={() => void removeSource(place.path)}>
        Remove
      </Button>
    </li>
  );
}

/** Adds a folder by its path; the desktop's dialog fills it in. */
function Add(): ReactNode {
  const addSource = useApp((state) => state.addSource);
  const chooseSource = useApp((state) => state.chooseSource);
  const fault = useApp((state) => state.sourcesFault);
  const [path, setPath] = useState('');
  const [inbox, setInbox] = useState(false);

  async function add(): Promise<void> {
    if (await addSource(path.trim(), inbox)) setPath('');
  }

  return (
    <form
      className={classes(folders['add'], styles['add'])}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <input
        className={folders['field']}
        aria-label="Path of a folder with reports"
        placeholder="/Volumes/Team/Crashes"
        value={path}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        aria-invalid={fault !== null}
        aria-describedby="sources-fault"
        onChange={({ target }) => setPath(target.value)}
      />
      <Button type="submit" disabled={path.trim() === ''}>
        Add
      </Button>
      <Button onClick={() => void chooseSource(inbox)}>Choose…</Button>
      <label className={styles['inbox']}>
        <input type="checkbox" checked={inbox} onChange={({ target }) => setInbox(target.checked)} />
        As an inbox: keep also what cannot be read
      </label>
      <output id="sources-fault" className={folders['refusal']}>
        {fault?.message}
      </output>
    </form>
  );
}

export function Sources(): ReactNode {
  const settings = useApp((state) => state.settings);
  const change = useApp((state) => state.changeSettings);
  const places = useApp((state) => state.sources) ?? [];
  const namesPaths = useApp((state) => state.abilities?.paths === true);
  const isLooking = useApp((state) => state.sourcesLooking);
  const refreshSources = useApp((state) => state.refreshSources);
  const lookAtSources = useApp((state) => state.lookAtSources);
  const { organizer, macReports, deviceReports } = settings;
  useEffect(() => void refreshSources(), [refreshSources]);
  const turn = async (part: Partial<Settings>): Promise<void> => {
    if (await change(part)) await refreshSources();
  };
  const of = (...kinds: readonly ReportPlace['kind'][]): readonly ReportPlace[] =>
    places.filter(({ kind }) => kinds.includes(kind));
  const [xcode, mac, devices, folders] = [of('organizer'), of('mac'), of('device'), of('folder', 'inbox')];
  return (
    <>
      {xcode.length > 0 && (
        <Part title="Xcode">
          <Switch
            label="Crashes in Xcode’s Organizer"
            hint="App Store crashes of your apps that Xcode fetched, with Apple’s counts of devices. Apple gives them nowhere else."
            checked={organizer}
            onChange={(checked) => void turn({ organizer: checked })}
          />
          {organizer && <Line label={<Status places={xcode} />} />}
        </Part>
      )}
      {mac.length + devices.length > 0 && (
        <Part title="This Mac and devices">
          <Line label="This Mac and its simulators" hint={<Status places={mac} />}>
            <Segments
              label="Reports of this Mac"
              value={macReports}
              choices={MODES}
              onChange={(mode) => void turn({ macReports: mode })}
            />
          </Line>
          <Line label="Connected devices" hint={<Status places={devices} />}>
            <Segments
              label="Reports of devices"
              value={deviceReports}
              choices={MODES}
              onChange={(mode) => void turn({ deviceReports: mode })}
            />
          </Line>
          <Apps />
        </Part>
      )}
      <Part title="Folders">
        <Line
          label="Reports in these folders come by themselves"
          hint="Now and when they come. Nothing is moved or deleted, and what is deleted there stays in the library."
        />
        {folders.length > 0 && (
          <ul aria-label="Folders">
            {folders.map((place) => (
              <Folder key={place.path} place={place} />
            ))}
          </ul>
        )}
        {namesPaths ? (
          <Add />
        ) : (
          <Line label="A browser names no folders" hint="Add one in a terminal: faultline sources add <folder>" />
        )}
      </Part>
      <p className={styles['acts']}>
        <Button disabled={isLooking} onClick={() => void lookAtSources()}>
          {isLooking ? 'Looking…' : 'Look Now'}
        </Button>
      </p>
    </>
  );
}
