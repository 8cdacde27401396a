/** Entry of the window's page: one bridge, one store, one tree. */
import './styles/tokens.css';
import './styles/base.css';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from './bridge.ts';
import { Gate } from './panes/closed/Gate.tsx';
import { Window } from './panes/Window.tsx';
import { followAddress } from './state/address.ts';
import { startSettings } from './state/settings-window.ts';
import { createAppStore, start } from './state/store.ts';
import { StoreContext } from './state/use.ts';
import { followAccent } from './ui/accent.ts';
import { keepFocus } from './ui/keep-focus.ts';

const bridge = connect();
const store = createAppStore(bridge);
followAccent(bridge);
const SettingsWindow = lazy(async () => import('./panes/settings/SettingsWindow.tsx'));
/** The desktop's window for the settings says so in its address. */
const alone = new URLSearchParams(location.search).has('settings');

if (alone) startSettings(store, bridge);
else start(store, bridge, followAddress(store));

const root = document.querySelector('#root');
if (root) {
  keepFocus(root);
  createRoot(root).render(
    <StrictMode>
      <StoreContext value={store}>
        <Gate bridge={bridge}>
          {alone ? (
            <Suspense>
              <SettingsWindow />
            </Suspense>
          ) : (
            <Window bridge={bridge} />
          )}
        </Gate>
      </StoreContext>
    </StrictMode>,
  );
}
