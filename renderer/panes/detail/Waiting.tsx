/** Which images of the app keep frames nameless, what is needed for each, and what mends it. */
import type { ReactNode } from 'react';
import type { ImageJson } from '../../../shared/render/json.ts';
import { describeSymbols } from '../../../shared/report/symbol-words.ts';
import { Acts } from '../symbols/Acts.tsx';
import styles from './CrashTab.module.css';

export function Waiting({ images }: { readonly images: readonly ImageJson[] }): ReactNode {
  return (
    <div className={styles['waiting']}>
      <ul>
        {images.map((image) => {
          const { short, text } = describeSymbols(image);
          return (
            <li key={`${image.uuid ?? ''} ${image.base}`}>
              <strong>
                {image.name ?? 'Unknown image'}: {short}
              </strong>
              <span className={styles['needs']}>{text}</span>
            </li>
          );
        })}
      </ul>
      <div className={styles['acts']}>
        <Acts images={images} look="push" />
      </div>
    </div>
  );
}
