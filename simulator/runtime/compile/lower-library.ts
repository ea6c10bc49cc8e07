import { compileText, type Compiled } from './compile-module.ts';

/** The text of a library bundled as CommonJS, for the same loader. It is trusted: its loops are not counted. */
export function lowerLibrary(text: string): Compiled {
  return compileText(text, { language: 'js', format: 'cjs', isService: false });
}
