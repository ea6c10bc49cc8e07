import type { ServiceTypes } from '../../../session/code/service-types.ts';
import { monaco, typescript } from './monaco.ts';

let isSet = false;

/** Files of a fleet lie at the root, beside the packages that they may import. */
export function uriOf(path: string): monaco.Uri {
  return monaco.Uri.file(`/${path}`);
}

export function pathOf(uri: monaco.Uri): string {
  return uri.path.slice(1);
}

/** Every change of these starts TypeScript's worker anew: they are set once, before there is any text. */
export function setLanguage({ files, compilerOptions }: ServiceTypes): void {
  if (isSet) return;
  isSet = true;
  const {
    target: _target,
    module: _module,
    moduleResolution: _resolution,
    moduleDetection: _detection,
    lib,
    ...others
  } = compilerOptions;
  const { typescriptDefaults } = typescript;
  typescriptDefaults.setCompilerOptions({
    ...others,
    // By number; the type of the last two stops short of what the compiler knows.
    target: 9 as typescript.ScriptTarget,
    module: typescript.ModuleKind.ESNext,
    moduleResolution: 100 as typescript.ModuleResolutionKind,
    moduleDetection: 3,
    lib: lib.map((name) => `lib.${name.toLowerCase()}.d.ts`),
    allowNonTsExtensions: true,
  });
  // Checked by us: in words for people who cannot install anything, and in files that nobody has opened.
  typescriptDefaults.setDiagnosticsOptions({ noSemanticValidation: true, noSyntaxValidation: true });
  typescriptDefaults.setEagerModelSync(true);
  typescriptDefaults.setExtraLibs(
    Object.entries(files).map(([path, content]) => ({ content, filePath: `file:///${path}` })),
  );
}
