/** Which images of the app keep frames nameless, and what is needed for each. */
import type { ReactNode } from 'react';
import type { ImageJson } from '../../../shared/render/json.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { symbolDetail, symbolWords } from '../../words/status.ts';
import styles from './CrashTab.module.css';

function needs(image: ImageJson): string {
  return (
    symbolDetail(image) ??
    `Needs the dSYM with UUID ${image.uuid ?? 'unknown'}${image.arch === null ? '' : ` (${image.arch})`}`
  );
}

export function Waiting({ images }: { readonly images: readonly ImageJson[] }): ReactNode {
  const importChosen = useApp((state) => state.importChosen);
  return (
    <div className={styles['waiting']}>
      <ul>
        {images.map((image) => (
          <li key={`${image.uuid ?? ''} ${image.base}`}>
            <strong>
              {image.name ?? 'Unknown image'}: {symbolWords(image.symbols)}
            </strong>
            <span className={styles['needs']}>{needs(image)}</span>
          </li>
        ))}
      </ul>
      <Button onClick={() => void importChosen('folder')}>Choose dSYM…</Button>
    </div>
  );
}
