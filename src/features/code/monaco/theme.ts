import { onThemeChosen } from '../../../browser/theme.ts';
import { monaco } from './monaco.ts';

const name = 'flotilla';
const inks = [
  'surface',
  'surface-2',
  'surface-3',
  'line',
  'line-2',
  'ink',
  'ink-2',
  'ink-3',
  'accent',
  'accent-soft',
  'good',
  'warn',
  'bad',
  'bad-soft',
  'good-soft',
] as const;
type Ink = (typeof inks)[number];

/** Monaco wants numbers where the page has custom properties. */
function hexes(): Record<Ink, string> {
  const probe = document.createElement('span');
  // Where colours are forced all of them would be one, and Monaco cannot do with less than two.
  probe.style.setProperty('forced-color-adjust', 'none');
  document.body.append(probe);
  const found = inks.map((ink) => {
    probe.style.color = `var(--${ink})`;
    const [red = 0, green = 0, blue = 0] = getComputedStyle(probe).color.match(/\d+/g)?.map(Number) ?? [];
    return [ink, `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`] as const;
  });
  probe.remove();
  return Object.fromEntries(found) as Record<Ink, string>;
}

function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}

function apply(): void {
  const ink = hexes();
  const rule = (
    token: string,
    colour: Ink,
    fontStyle = '',
  ): { token: string; foreground: string; fontStyle: string } => ({
    token,
    foreground: ink[colour].slice(1),
    fontStyle,
  });
  monaco.editor.defineTheme(name, {
    base: isDark() ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      rule('', 'ink'),
      rule('keyword', 'accent'),
      rule('string', 'good'),
      rule('regexp', 'good'),
      rule('number', 'warn'),
      rule('comment', 'ink-3', 'italic'),
      rule('type', 'ink-2', 'bold'),
      rule('delimiter', 'ink-2'),
      rule('predefined', 'ink-2'),
    ],
    colors: coloursOf(ink),
  });
  monaco.editor.setTheme(name);
}

function coloursOf(ink: Record<Ink, string>): Record<string, string> {
  return {
    'editor.background': ink.surface,
    'editor.foreground': ink.ink,
    'editor.lineHighlightBackground': ink['surface-2'],
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': ink['accent-soft'],
    'editor.inactiveSelectionBackground': ink['surface-3'],
    'editor.wordHighlightBackground': ink['surface-3'],
    'editor.wordHighlightStrongBackground': ink['surface-3'],
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, ink['ink-2']]),
    ),
    'editorBracketHighlight.unexpectedBracket.foreground': ink.bad,
    'editorBracketMatch.background': ink['surface-3'],
    'editorBracketMatch.border': ink['line-2'],
    'editorLineNumber.foreground': ink['ink-3'],
    'editorLineNumber.dimmedForeground': ink['ink-3'],
    'editorLineNumber.activeForeground': ink.ink,
    'editorCursor.foreground': ink.accent,
    'editorIndentGuide.background1': ink.line,
    'editorError.foreground': ink.bad,
    'editorWarning.foreground': ink.warn,
    'editorWidget.background': ink['surface-2'],
    'editorWidget.foreground': ink.ink,
    'editorWidget.border': ink['line-2'],
    'editorHoverWidget.background': ink['surface-2'],
    'editorHoverWidget.border': ink['line-2'],
    'editorSuggestWidget.background': ink['surface-2'],
    'editorSuggestWidget.border': ink['line-2'],
    'editorSuggestWidget.foreground': ink.ink,
    'editorSuggestWidget.selectedBackground': ink['surface-3'],
    'editorSuggestWidget.selectedForeground': ink.ink,
    'editorSuggestWidget.highlightForeground': ink.accent,
    'editorSuggestWidget.focusHighlightForeground': ink.accent,
    'list.hoverBackground': ink['surface-3'],
    'list.highlightForeground': ink.accent,
    'input.background': ink.surface,
    'input.foreground': ink.ink,
    'input.border': ink['line-2'],
    focusBorder: ink.accent,
    // As strong as the text on it allows, of which comments are the palest: 4.5:1 in both schemes.
    'diffEditor.insertedTextBackground': `${ink.good}18`,
    'diffEditor.removedTextBackground': `${ink.bad}18`,
    'diffEditor.insertedLineBackground': `${ink.good}10`,
    'diffEditor.removedLineBackground': `${ink.bad}10`,
    'scrollbar.shadow': '#00000000',
    'widget.shadow': '#00000000',
    'scrollbarSlider.background': `${ink['line-2']}60`,
    'scrollbarSlider.hoverBackground': `${ink['line-2']}90`,
    'scrollbarSlider.activeBackground': `${ink['line-2']}c0`,
    'menu.background': ink['surface-2'],
    'menu.foreground': ink.ink,
    'menu.selectionBackground': ink['surface-3'],
    'menu.selectionForeground': ink.ink,
    'menu.border': ink['line-2'],
  };
}

let isFollowing = false;

/** Day and night chart, as the page is; and again whenever that changes. */
export function followTheme(): void {
  apply();
  if (isFollowing) return;
  isFollowing = true;
  onThemeChosen(apply);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
}
