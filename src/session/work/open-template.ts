import { EngineProblem } from '../engine/engine-problem.ts';
import type { FleetSource } from './fleet-source.ts';
import { isTemplate, templates } from './templates.ts';

/** The texts of one of our fleets, by the name that an address gives it. */
export async function openTemplate(id: string): Promise<FleetSource> {
  if (!isTemplate(id)) throw new EngineProblem(`There is no fleet called ${id} here.`, 'Choose another one.');
  const { label, entry, files } = templates[id];
  return { id, title: label, entry, files: await files().catch(pageIsOld), by: 'flotilla', template: id };
}

/** The page names its parts by their content: after an update of the site those of before are gone. */
function pageIsOld(): never {
  throw new EngineProblem(
    'A part of this page could not be loaded.',
    'Check the connection and try again. If the page was just updated, reload it.',
  );
}
