/** What others get to see, and what leaves this computer. */
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { Line, Part, Switch } from './Parts.tsx';

export function Privacy(): ReactNode {
  const settings = useApp((state) => state.settings);
  const change = useApp((state) => state.changeSettings);
  return (
    <>
      <Part>
        <Switch
          label="Redact what is copied and exported"
          hint="Hides user names in paths, names of computers and devices, device ids, e-mail and IP addresses. Frames and raw reports are copied as they are; exports can be set one by one."
          checked={settings.redact}
          onChange={(redact) => void change({ redact })}
        />
      </Part>
      <Part title="What leaves this computer">
        <Line
          label="Nothing but calls to Apple"
          hint="Reports, symbols, notes and decisions stay in the library on this computer. With an account of App Store Connect, Faultline asks Apple for feedback and crashes, and sends it nothing but those requests. There is no telemetry and no server."
        />
        <Line
          label="Keys stay in the keychain"
          hint="The private key of an account is written to no file, shown nowhere and part of no export or backup."
        />
      </Part>
    </>
  );
}
