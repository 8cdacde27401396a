/**
 * Nobody loses the focus because something arrived: when the element that has it leaves the page because another crash is
 * shown, the focus goes to what stands in its place as soon as that is there: the first stop of the same role, in what is
 * left of the element's surroundings. What closes on purpose, like a sheet or a menu, gives the focus back by itself.
 */

/** Milliseconds in which a place is filled again. Later, nobody remembers where the focus was. */
const PATIENCE = 2000;

/** The element and all around it, nearest first. Empty in what lies outside of `root`. */
function chainOf(element: Element, root: Element): readonly Element[] {
  const chain: Element[] = [];
  for (let each: Element | null = element; each !== null && each !== root; each = each.parentElement) chain.push(each);
  return root.contains(element) ? chain : [];
}

/** Watches over the focus in an element for as long as the page lives. */
export function keepFocus(root: Element): void {
  let chain: readonly Element[] = [];
  let role: string | null = null;
  let lostAt: number | null = null;

  function restore(): void {
    if (document.activeElement !== document.body || lostAt === null) return;
    if (performance.now() - lostAt > PATIENCE) {
      chain = [];
      return;
    }
    const around = chain.find((each) => each.isConnected);
    const alike = around?.querySelector<HTMLElement>(`[role="${CSS.escape(role ?? '')}"][tabindex="0"]`);
    alike?.focus({ preventScroll: true });
  }

  document.addEventListener('focusin', ({ target }) => {
    chain = target instanceof Element ? chainOf(target, root) : [];
    role = chain[0]?.getAttribute('role') ?? null;
    lostAt = null;
  });
  new MutationObserver(() => {
    if (role === null || chain[0] === undefined || chain[0].isConnected) return;
    lostAt ??= performance.now();
    requestAnimationFrame(restore);
  }).observe(root, { childList: true, subtree: true });
}
