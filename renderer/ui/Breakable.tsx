/** A symbol's name that may break where its parts meet, instead of in the middle of a word. */
import { Fragment } from 'react';
import type { ReactNode } from 'react';

export function Breakable({ text }: { readonly text: string }): ReactNode {
  return text.split(/(?<=[.:(,<_])(?=[^.:(,<_])/).map((part, index) => (
    // Parts repeat, and only the whole text ever changes.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
