import { isRelativePath, normalisedPath, relativePathExpected } from '../code/file-path.ts';
import { ServiceCode } from '../code/service-files.ts';
import type { ServiceFiles } from '../code/service-files.ts';
import type { SourceTree } from '../code/source-tree.ts';
import { quoted } from '../document/yaml-value.ts';
import type { Service } from '../fleet.ts';
import type { Problems } from '../fleet-error.ts';
import type { Drafts } from './drafts.ts';
import { Environments } from './environment.ts';
import type { ServiceDraft } from './service-section.ts';

/** Services with the text of their code and all their variables. */
export function builtServices(drafts: Drafts, tree: SourceTree, problems: Problems): Service[] {
  const code = new ServiceCode(tree, problems);
  const environments = new Environments(drafts, problems);
  return drafts.services.map((draft) => {
    const { name, cost, model } = draft;
    const { files, entry } = model === null ? filesOf(draft, code, problems) : { files: {}, entry: '' };
    return {
      name,
      files,
      entry,
      env: environments.of(draft),
      uses: Object.fromEntries(draft.uses.map((use) => [use.role, use.name.text])),
      cost,
      model: model && { ...model, calls: model.calls.map((step) => step.map((call) => call.text)) },
    };
  });
}

function filesOf(draft: ServiceDraft, code: ServiceCode, problems: Problems): ServiceFiles {
  const none = { files: {}, entry: '' };
  const { name, at, path } = draft;
  if (draft.code === null) {
    const files = code.filesOf(`services/${name}`);
    if (files !== null) return files;
    const expected = `the file services/${name}.ts or .js, code: with another path, or model: for a service without code`;
    problems.add(at, path, 'no code', expected);
    return none;
  }
  const written = draft.code.text;
  if (!isRelativePath(written)) {
    problems.add(draft.code.at, path, quoted(written), relativePathExpected);
    return none;
  }
  const files = code.filesOf(normalisedPath(written));
  if (files !== null) return files;
  const expected = 'the path of a .ts or .js file, or of a folder with index.ts or main.ts';
  problems.add(draft.code.at, path, `${quoted(written)}, where no code is`, expected);
  return none;
}
