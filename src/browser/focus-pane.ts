const paneOf = (name: string): string => `[data-pane="${name}"]`;

/** Panes that are shown, in the order of the page. */
export function panesInSight(): string[] {
  return [...document.querySelectorAll<HTMLElement>('[data-pane]')]
    .filter((pane) => pane.checkVisibility())
    .map((pane) => pane.dataset['pane']!);
}

export function focusedPane(): string | null {
  return document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane'] ?? null;
}

/** After the next paint, since the pane may only just have been asked for. */
export function focusPane(name: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(paneOf(name))?.focus());
}
