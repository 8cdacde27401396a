/** Marks the document with the system's accent colour, from which `tokens.css` makes shades that can be read. */
import type { Bridge } from '../bridge.ts';

/** Follows what the host tells of it; a browser's page is told nothing and keeps the colours of its own. */
export function followAccent(bridge: Bridge): () => void {
  return bridge.on('window.accent', ({ colour }) => {
    const { style, dataset } = document.documentElement;
    style.setProperty('--system-accent', colour);
    dataset['accent'] = '';
  });
}
