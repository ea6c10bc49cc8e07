import type { Fleet } from '../../fleet/fleet.ts';
import type { DeployedFile } from '../../wire/view/question.ts';

/** Every file of a fleet's code, with the services that are made of it. */
export function deployedFiles(fleet: Fleet): DeployedFile[] {
  const services = new Map<string, Map<string, string[]>>();
  for (const service of fleet.services) {
    for (const [path, text] of Object.entries(service.files)) {
      const texts = services.get(path) ?? new Map<string, string[]>();
      texts.set(text, [...(texts.get(text) ?? []), service.name]);
      services.set(path, texts);
    }
  }
  const files = [...services].flatMap(([path, texts]) =>
    [...texts].map(([text, names]) => ({ path, text, services: names })),
  );
  return files.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}
