/** Finds the other signature: the one to merge into, or to compare with. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SignatureRow } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { Chooser } from '../../ui/Chooser.tsx';
import type { Choice } from '../../ui/Chooser.tsx';
import { countedReports } from '../../words/kinds.ts';
import { useAnswer } from './use-answer.ts';

interface RowChoice extends Choice {
  readonly row: SignatureRow;
}

const MOST = 30;
/** Milliseconds of rest before the words are looked for. */
const REST = 120;

export interface OtherProps {
  readonly label: string;
  /** What cannot be chosen. */
  readonly without: ReadonlySet<string>;
  readonly onChoose: (row: SignatureRow) => void;
}

export function Other({ label, without, onChoose }: OtherProps): ReactNode {
  const findSignatures = useApp((state) => state.findSignatures);
  const [words, setWords] = useState('');
  const found = useAnswer(words, async () => findSignatures(words, MOST), words === '' ? 0 : REST);
  const choices: readonly RowChoice[] = (found ?? [])
    .filter(({ id }) => !without.has(id))
    .map((row) => ({
      key: row.id,
      row,
      label: row.title,
      detail: `${row.app} · ${countedReports(row.count, row.kind)}`,
    }));
  return (
    <Chooser
      label={label}
      placeholder="Search all reports"
      words={words}
      onWords={setWords}
      choices={choices}
      empty={found === null ? '' : 'Nothing matches.'}
      onChoose={({ row }) => onChoose(row)}
    />
  );
}
