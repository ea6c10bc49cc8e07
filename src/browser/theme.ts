export type Theme = 'light' | 'dark' | 'system';

/** Known to public/theme.js as well, which reads it before the first paint. */
const key = 'flotilla.theme';

const listeners = new Set<() => void>();

export function chosenTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export function onThemeChosen(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

export function chooseTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // Storage is forbidden: the choice holds until the page is closed.
  }
  for (const listen of listeners) listen();
}
