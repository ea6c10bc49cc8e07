import type { FleetEdit } from '../../../wire/view/fleet-edit.ts';
import { single, take } from './take.ts';
import { withoutLink } from './links.ts';
import { Unwilling } from './editing.ts';
import type { Editing } from './editing.ts';
import type { LineSource, TruthClaim } from '../../fleet.ts';

type Removal = Extract<FleetEdit, { readonly kind: 'remove' }>;

/** What is taken away takes along what makes no sense without it: its links, its traffic, and what others said of it. */
export function removed({ what, name }: Removal, editing: Editing): void {
  const { fleet } = editing;
  if (what === 'service') return removeService(name, editing);
  if (what === 'flow') {
    removeTruths(name, editing);
    return take(['traffic', name], editing);
  }
  if (what === 'topic') {
    removeTruths(name, editing);
    const broker = fleet.brokers.find(({ topics }) => topics.some((topic) => topic.name === name));
    return take(['brokers', broker?.name ?? '', 'topics', name], editing);
  }
  take([`${what}s`, name], editing);
  for (const service of fleet.services)
    for (const [role, used] of Object.entries(service.uses))
      if (used === name) take(['services', service.name, 'uses', role], editing);
  removeLinks(name, editing);
  removeTruths(name, editing);
  removeFromScript(name, editing);
}

function removeService(name: string, editing: Editing): void {
  const { fleet, document } = editing;
  if (fleet.services.length === 1) throw new Unwilling('a fleet has at least one service');
  take(['services', name], editing);
  for (const process of fleet.processes) {
    if (!process.services.includes(name)) continue;
    const left = process.services.filter((each) => each !== name);
    if (left.length > 0) document.set(['processes', process.name, 'services'], left);
    else if (document.has(['processes', process.name]) || editing.inherits(['processes', process.name]))
      take(['processes', process.name], editing);
  }
  for (const service of fleet.services) {
    const calls = service.model?.calls ?? [];
    if (service.name === name || !calls.flat().includes(name)) continue;
    const left = calls.map((group) => group.filter((each) => each !== name)).filter((group) => group.length > 0);
    document.set(['services', service.name, 'model', 'calls'], left.map(single));
  }
  for (const flow of fleet.traffic) {
    if (!flow.steps.some(({ to }) => to === name)) continue;
    removeTruths(flow.name, editing);
    take(['traffic', flow.name], editing);
  }
  removeLinks(name, editing);
  removeFromScript(name, editing);
}

function removeLinks(name: string, editing: Editing): void {
  for (const { from, to } of editing.fleet.links) if (from === name || to === name) withoutLink(from, to, editing);
}

/** Actions are a list, which is the file's own or wholly inherited. */
function removeFromScript(name: string, { document, fleet }: Editing): void {
  const isAbout = (target: string): boolean => target.split(/\s*->\s*|#|\//).includes(name);
  if (!fleet.script.some(({ target }) => isAbout(target))) return;
  const script = document.get(['script']);
  if (!Array.isArray(script)) throw new Unwilling(`the script of an extended file does something to ${name}`);
  const left = script.filter(
    (action: unknown) => !Object.values(action as object).some((value) => isAbout(String(value))),
  );
  document.set(['script'], left);
}

/** Nobody is left to ask whether it holds. */
function removeTruths(name: string, editing: Editing): void {
  for (const truth of editing.fleet.truths)
    if (sourcesOf(truth.claim).some((source) => nameIn(source) === name)) take(['truths', truth.name], editing);
}

function sourcesOf(claim: TruthClaim): LineSource[] {
  return claim.kind === 'never' ? [claim.lines] : [claim.lines, claim.among];
}

function nameIn(source: LineSource): string {
  if (source.kind === 'rows') return source.store;
  return source.kind === 'records' ? source.topic : source.flow;
}
