/** Path mappings: rules that are added and removed, and a path to try them with. */
import { ArrowRight, CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PathMapping } from '../../../shared/contract.ts';
import type { TriedPath } from '../../state/settings.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Editors.module.css';
import { Part } from './Parts.tsx';

interface PathFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function PathField({ label, placeholder, value, onChange }: PathFieldProps): ReactNode {
  return (
    <input
      className={styles['field']}
      aria-label={label}
      placeholder={placeholder}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

function Rule({ rule }: { readonly rule: PathMapping }): ReactNode {
  const mappings = useApp((state) => state.settings.pathMappings);
  const change = useApp((state) => state.changeSettings);
  return (
    <li className={styles['rule']}>
      <span className={styles['path']} title={rule.from}>
        {rule.from}
      </span>
      <ArrowRight size={13} aria-label="lies at" />
      <span className={styles['path']} title={rule.to}>
        {rule.to}
      </span>
      <Button
        look="link"
        aria-label={`Remove the mapping of ${rule.from}`}
        onClick={() => void change({ pathMappings: mappings.filter((one) => one !== rule) })}
      >
        Remove
      </Button>
    </li>
  );
}

function Add(): ReactNode {
  const mappings = useApp((state) => state.settings.pathMappings);
  const change = useApp((state) => state.changeSettings);
  const unmapped = useApp((state) => state.unmapped);
  const [from, setFrom] = useState(unmapped ?? '');
  const [to, setTo] = useState('');
  const taken = mappings.some((rule) => rule.from === from.trim());

  async function add(): Promise<void> {
    if (!(await change({ pathMappings: [...mappings, { from: from.trim(), to: to.trim() }] }))) return;
    setFrom('');
    setTo('');
  }

  return (
    <form
      className={styles['add']}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <PathField label="Path in reports" placeholder="/Users/ci/build" value={from} onChange={setFrom} />
      <ArrowRight size={13} aria-hidden="true" />
      <PathField label="Path on this computer" placeholder="/Users/you/Harbor" value={to} onChange={setTo} />
      <Button type="submit" disabled={from.trim() === '' || to.trim() === '' || taken}>
        Add
      </Button>
    </form>
  );
}

function Tried({ tried }: { readonly tried: TriedPath }): ReactNode {
  const Sign = tried.exists ? CircleCheck : CircleAlert;
  const rule = tried.rule === null ? 'No mapping applies' : `By the mapping of ${tried.rule.from}`;
  return (
    <p className={tried.exists ? styles['found'] : styles['absent']}>
      <Sign size={14} aria-hidden="true" />
      <span>
        {tried.path}
        <br />
        {rule}. {tried.exists ? 'The file is there.' : 'There is no such file on this computer.'}
      </span>
    </p>
  );
}

function Try(): ReactNode {
  const tryPath = useApp((state) => state.tryPath);
  const [path, setPath] = useState('');
  const [tried, setTried] = useState<TriedPath | null>(null);
  return (
    <form
      className={styles['try']}
      onSubmit={(event) => {
        event.preventDefault();
        void tryPath(path.trim()).then(setTried);
      }}
    >
      <div className={styles['add']}>
        <PathField
          label="Path to try"
          placeholder="/Users/ci/build/Harbor/Map.swift"
          value={path}
          onChange={(value) => {
            setPath(value);
            setTried(null);
          }}
        />
        <Button type="submit" disabled={path.trim() === ''}>
          Test
        </Button>
      </div>
      <output className={styles['outcome']}>{tried !== null && <Tried tried={tried} />}</output>
    </form>
  );
}

export function PathMappings(): ReactNode {
  const mappings = useApp((state) => state.settings.pathMappings);
  return (
    <Part title="Path mappings">
      <div className={styles['box']}>
        <p className={styles['about']}>
          dSYMs name sources as the computer that built them did. What begins with the left path is looked for under the
          right one; of several mappings the longest wins.
        </p>
        {mappings.length > 0 && (
          <ul className={styles['rules']} aria-label="Path mappings">
            {mappings.map((rule) => (
              <Rule key={rule.from} rule={rule} />
            ))}
          </ul>
        )}
        <Add />
        <Try />
      </div>
    </Part>
  );
}
