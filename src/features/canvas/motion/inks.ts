const names = ['ink', 'ink-2', 'ink-3', 'surface', 'accent', 'bad', 'bad-soft'] as const;

export type Inks = Readonly<Record<(typeof names)[number] | 'family', string>>;

/** The colours of the theme as a canvas understands them: custom properties there are not resolved by themselves. */
export function readInks(beside: Element): Inks {
  const probe = document.createElement('span');
  probe.hidden = true;
  beside.append(probe);
  const entries = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  const family = getComputedStyle(document.documentElement).getPropertyValue('--sans');
  return { ...Object.fromEntries(entries), family } as Inks;
}
