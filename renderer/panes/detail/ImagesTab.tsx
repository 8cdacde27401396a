/** The binary images of the report, the app's own first, with where their symbols stand. */
import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import type { ImageJson } from '../../../shared/render/json.ts';
import { bundleOf, describeSymbols } from '../../../shared/report/symbol-words.ts';
import { Acts } from '../symbols/Acts.tsx';
import { classes } from '../../ui/classes.ts';
import { counted } from '../../words/numbers.ts';
import { filterImages } from './filter-images.ts';
import styles from './ImagesTab.module.css';

function toneOf({ symbols }: ImageJson): string | undefined {
  if (symbols.kind === 'found') return styles['found'];
  return symbols.kind === 'missing' || symbols.kind === 'mismatch' || symbols.kind === 'unreadable'
    ? styles['missing']
    : styles['neutral'];
}

function ImageRow({ image }: { readonly image: ImageJson }): ReactNode {
  const { short, particulars, text } = describeSymbols(image);
  const path = 'path' in image.symbols ? bundleOf(image.symbols.path) : null;
  return (
    <tr className={classes(styles['image'], image.inApp && styles['inApp'])}>
      <th scope="row">
        <span className={styles['name']}>{image.name ?? '???'}</span>
        {image.version !== null && <span className={styles['version']}> {image.version}</span>}
        <span className={styles['path']} title={image.path ?? undefined}>
          {image.path}
        </span>
      </th>
      <td className={styles['symbols']} title={text}>
        <span className={toneOf(image)}>{short}</span>
        {particulars !== null && <span className={styles['particulars']}>{particulars}</span>}
        {path !== null && <span className={styles['path']}>{path}</span>}
        {image.inApp && (
          <span className={styles['acts']}>
            <Acts images={[image]} look="link" />
          </span>
        )}
      </td>
      <td className={styles['uuid']}>
        {image.uuid ?? 'no UUID'}
        <span className={styles['path']}>{[image.arch, image.base].filter((part) => part !== null).join(' · ')}</span>
      </td>
    </tr>
  );
}

export function ImagesTab({ images }: { readonly images: readonly ImageJson[] }): ReactNode {
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words);
  const shown = filterImages(images, wanted);
  return (
    <>
      <div className={styles['bar']}>
        <input
          type="search"
          className={styles['search']}
          placeholder="Name, UUID or path"
          aria-label="Search images"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <output className={styles['total']}>{counted(shown.length, 'image')}</output>
      </div>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Image</th>
            <th scope="col">Symbols</th>
            <th scope="col">UUID, architecture, address</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((image, index) => (
            // Images without a UUID can share everything else.
            // oxlint-disable-next-line react/no-array-index-key
            <ImageRow key={`${image.uuid ?? ''} ${image.base} ${index}`} image={image} />
          ))}
        </tbody>
      </table>
    </>
  );
}
