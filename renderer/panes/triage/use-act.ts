/** Closes the picker and carries out what was chosen in it. */
import type { Act } from '../../../shared/contract.ts';
import { useAppStore } from '../../state/use.ts';

export function useAct(): (act: Act) => void {
  const store = useAppStore();
  return (act) => {
    const state = store.getState();
    state.showPicker(null);
    void state.act(act);
  };
}
