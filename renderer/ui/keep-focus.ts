/**
 * Nobody loses the focus because something arrived: when the element that has it leaves the page (another crash is shown,
 * a row is gone), the focus goes to what now stands in its place, at worst to the pane around it. What closes on purpose,
 * like a sheet or a menu, gives it back by itself and comes first.
 */

/** The element and all around it, nearest first. Empty in what lies outside of `root`. */
function chainOf(element: Element, root: Element): readonly Element[] {
  const chain: Element[] = [];
  for (let each: Element | null = element; each !== null && each !== root; each = each.parentElement) chain.push(each);
  return root.contains(element) ? chain : [];
}

function firstFocusable(within: Element, role: string | null): HTMLElement | null {
  const alike = role === null ? null : within.querySelector<HTMLElement>(`[role="${CSS.escape(role)}"][tabindex="0"]`);
  return alike ?? within.querySelector<HTMLElement>('[tabindex="0"], button:not(:disabled)');
}

/** Watches over the focus in an element for as long as the page lives. */
export function keepFocus(root: Element): void {
  let chain: readonly Element[] = [];
  let due = false;

  function restore(): void {
    due = false;
    const [lost] = chain;
    if (lost === undefined || lost.isConnected || document.activeElement !== document.body) return;
    const around = chain.find((each) => each.isConnected);
    chain = [];
    if (around !== undefined) firstFocusable(around, lost.getAttribute('role'))?.focus({ preventScroll: true });
  }

  document.addEventListener('focusin', ({ target }) => {
    chain = target instanceof Element ? chainOf(target, root) : [];
  });
  new MutationObserver(() => {
    if (due || chain[0] === undefined || chain[0].isConnected) return;
    due = true;
    requestAnimationFrame(restore);
  }).observe(root, { childList: true, subtree: true });
}
