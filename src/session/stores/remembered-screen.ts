import { remember, remembered } from '../../browser/storage.ts';
import { screenAtFirst } from './screen-store.ts';
import type { Screen, ScreenStore } from './screen-store.ts';

const key = 'flotilla.screen';
const kept = [
  'lessonWidth',
  'inspectorWidth',
  'evidenceHeight',
  'lessonOpen',
  'inspectorOpen',
  'evidenceOpen',
  'evidenceTab',
  'singleKeys',
] as const satisfies readonly (keyof Screen)[];

/** What was stored by who knows which version: taken only where it is of the right kind. */
export function readScreen(stored: unknown): Partial<Screen> {
  if (typeof stored !== 'object' || stored === null) return {};
  const values = stored as Partial<Record<string, unknown>>;
  return Object.fromEntries(
    kept.filter((name) => typeof values[name] === typeof screenAtFirst[name]).map((name) => [name, values[name]]),
  );
}

export function rememberedScreen(): Partial<Screen> {
  return readScreen(remembered(key));
}

export function rememberScreen(screen: ScreenStore): void {
  screen.subscribe((now, before) => {
    if (kept.some((name) => now[name] !== before[name]))
      remember(key, Object.fromEntries(kept.map((name) => [name, now[name]])));
  });
}
