/** What mends the symbols of images, as buttons: those that this host can do. */
import type { ReactNode } from 'react';
import type { ImageJson } from '../../../shared/render/json.ts';
import { describeSymbols } from '../../../shared/report/symbol-words.ts';
import type { SymbolAct } from '../../../shared/report/symbol-words.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import type { ButtonProps } from '../../ui/Button.tsx';
import { actWords, possibleActs } from '../../words/symbols.ts';

export interface ActsProps {
  readonly images: readonly ImageJson[];
  readonly look: NonNullable<ButtonProps['look']>;
}

/** Acts of all images, each once. */
function actsOf(images: readonly ImageJson[]): readonly SymbolAct[] {
  return [...new Set(images.flatMap((image) => describeSymbols(image).acts))];
}

export function Acts({ images, look }: ActsProps): ReactNode {
  const store = useAppStore();
  const abilities = useApp((state) => state.abilities);
  const searching = useApp((state) => state.searching);

  function run(act: SymbolAct): void {
    const state = store.getState();
    const [first] = images;
    switch (act) {
      case 'choose-dsym':
        return void state.importChosen('folder');
      case 'add-folder':
        return state.showPlaces(true);
      case 'search-spotlight':
        return void state.searchSymbols(images.flatMap(({ uuid }) => uuid ?? []));
      case 'reveal':
        if (first && 'path' in first.symbols) void state.revealSymbols(first.symbols.path);
    }
  }

  // One file can be revealed at a time.
  const acts = possibleActs(actsOf(images), abilities).filter((act) => act !== 'reveal' || images.length === 1);
  return acts.map((act) => (
    <Button key={act} look={look} disabled={act === 'search-spotlight' && searching} onClick={() => run(act)}>
      {actWords(act)}
    </Button>
  ));
}
