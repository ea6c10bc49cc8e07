import type { Place } from '../document/place.ts';
import { quoted } from '../document/yaml-value.ts';
import { didYouMean } from '../document/suggestion.ts';
import type { Process } from '../fleet.ts';
import type { Problems } from '../fleet-error.ts';
import { defaultProcess, limits } from './defaults.ts';
import type { Drafts } from './drafts.ts';
import type { ProcessDraft } from './process-section.ts';

/** Which process holds which service: as written first, then one process for each service that is left. */
export function placedProcesses(drafts: Drafts, problems: Problems): Process[] {
  const services = new Map(drafts.services.map((service) => [service.name, service.at]));
  const held = new Map<string, { process: string; at: Place }>();
  const processes: Process[] = [];
  for (const draft of drafts.processes) {
    const names = servicesOf(draft, services, held, problems);
    processes.push({ ...draft.process, services: names });
    const { name } = draft.process;
    if (services.has(name) && names.length > 0 && !names.includes(name)) {
      const expected = `another name for this process, or ${name} among its services`;
      problems.add(draft.at, draft.path, `the name of a service that it does not hold`, expected);
    }
  }
  for (const name of services.keys()) {
    if (!held.has(name)) processes.push({ ...defaultProcess, name, services: [name] });
  }
  checkReplicas(drafts, processes, problems);
  return processes;
}

function servicesOf(
  draft: ProcessDraft,
  services: ReadonlyMap<string, Place>,
  held: Map<string, { process: string; at: Place }>,
  problems: Problems,
): string[] {
  const { name } = draft.process;
  const names: string[] = [];
  for (const { text, at } of draft.services ?? [{ text: name, at: draft.at }]) {
    const before = held.get(text);
    if (!services.has(text)) {
      if (problems.full) continue;
      const hint = didYouMean(text, services.keys());
      if (draft.services !== null) problems.add(at, draft.path, quoted(text), `services of this fleet${hint}`);
      else problems.add(at, draft.path, 'no services', `services: [...], or the name of a service as its own${hint}`);
    } else if (before !== undefined) {
      const where = `${before.process} already holds it on line ${before.at.line}`;
      problems.add(at, draft.path, `${quoted(text)} a second time`, `each service in one process; ${where}`);
    } else {
      held.set(text, { process: name, at });
      names.push(text);
    }
  }
  return names;
}

function checkReplicas(drafts: Drafts, processes: readonly Process[], problems: Problems): void {
  let total = 0;
  for (const [index, process] of processes.entries()) {
    total += process.replicas;
    if (total <= limits.replicas) continue;
    const draft = drafts.processes[index];
    const at = draft?.at ?? drafts.services[0]?.at;
    const expected = `at most ${limits.replicas} replicas in the whole fleet`;
    if (at !== undefined) problems.add(at, draft?.path ?? 'services', 'more replicas', expected);
    return;
  }
}
