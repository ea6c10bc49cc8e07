import { compileText, type Compiled } from './compile-module.ts';

/** The text of a library bundled as CommonJS, for the same loader. Its loops are trusted and not counted. */
export function lowerLibrary(text: string): Compiled {
  return compileText(text, { language: 'js', format: 'cjs', ticks: false });
}
