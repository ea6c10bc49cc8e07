const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** A key as commands name it: `Mod+K` is Ctrl, or Cmd where there is one; a character stands for itself. */
export function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string | null {
  if (altKey || (isMac ? ctrlKey : metaKey)) return null;
  const name = key === ' ' ? 'Space' : key;
  if (isMac ? metaKey : ctrlKey) return `Mod+${name.length === 1 ? name.toUpperCase() : name}`;
  return name.length > 1 && shiftKey ? `Shift+${name}` : name;
}

/** As it is printed on the keys. */
export function chordText(chord: string): string {
  return chord
    .replace('Mod+', isMac ? '⌘ ' : 'Ctrl ')
    .replace('Shift+', 'Shift ')
    .replace(/^[a-z]$/, (letter) => letter.toUpperCase());
}

/** A character typed into a field belongs to the field, and Space to the button that has the focus. */
function belongsToFocus(chord: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element) || /F\d+$/.test(chord)) return false;
  if (target.closest('dialog')) return true;
  // Undoing what was typed is the field's own; everything else with Ctrl or Cmd is ours wherever the focus is.
  if (target.closest('input, textarea, select, [contenteditable]')) return !/^Mod\+(?!Z)/.test(chord);
  return chord === 'Space' && target.closest('button, a[href], summary, [role="button"], [role="tab"]') !== null;
}

export function onKeys(pressed: (chord: string, event: KeyboardEvent) => void): () => void {
  const listen = (event: KeyboardEvent): void => {
    const chord = chordOf(event);
    if (chord !== null && !event.defaultPrevented && !belongsToFocus(chord, event.target)) pressed(chord, event);
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}
