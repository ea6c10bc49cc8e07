import { processOf, planned, refused, withProcess } from './change.ts';
import { mistakeInWords, mistakesIn, redeployed } from './redeployed.ts';
import type { Files } from './redeployed.ts';
import type { Change, Deployed, Planned, Sizes } from './change.ts';
import type { Fleet, Process, Service } from '../fleet.ts';
import type { Wanted } from './wanted.ts';

interface Place {
  readonly process: Process;
  /** Those of its services that are meant. */
  readonly services: readonly Service[];
  /** The only replica that is meant. */
  readonly replica: string | null;
}

export const deploy: Change = {
  verb: 'deploy',
  plan: (deployed, target, sizes) => {
    const { fleet } = deployed.wanted;
    const place = placeOf(deployed, target);
    if (!place) return refused(`no process, service or replica with code is called ${target}`);
    const files = filesOf(sizes);
    if (!files) return refused('expected the new text of at least one file, by its path');
    const made = place.services.map((service) => redeployed(fleet, service, files));
    const touched = made.filter(({ service }) => Object.keys(files).some((path) => Object.hasOwn(service.files, path)));
    const reached = new Set(touched.flatMap(({ service }) => Object.keys(service.files)));
    const mistakes = touched.flatMap((each) => [...each.mistakes, ...mistakesIn(each.service, deployed.compile)]);
    if (mistakes.length > 0) return refused(mistakes.map(mistakeInWords).join('\n'), mistakes);
    const stranger = Object.keys(files).find((path) => !reached.has(path));
    if (stranger !== undefined) return refused(notReached(fleet, place, target, stranger));
    const names = new Set(touched.map(({ service }) => service.name));
    return shipped(place, names, files, versionOf(deployed, place.process.name, sizes));
  },
};

function shipped({ process, replica }: Place, names: ReadonlySet<string>, files: Files, version: string): Planned {
  const renewed = (fleet: Fleet): Service[] =>
    fleet.services.map((service) => (names.has(service.name) ? redeployed(fleet, service, files).service : service));
  if (replica === null) {
    return planned(`${version} of ${process.name} was deployed`, ({ fleet, canaries }) => ({
      fleet: withProcess({ ...fleet, services: renewed(fleet) }, process.name, (own) => ({ ...own, version })),
      canaries: canaries.filter((canary) => canary.process !== process.name),
    }));
  }
  const services = (fleet: Fleet): Service[] => {
    const own = fleet.processes.find(({ name }) => name === process.name)?.services ?? [];
    const all = renewed(fleet);
    return own.map((name) => all.find((service) => service.name === name)!);
  };
  return planned(`${version} of ${process.name} was deployed in place of ${replica}`, (wanted): Wanted => {
    return {
      ...wanted,
      canaries: [...wanted.canaries, { process: process.name, instead: replica, version, services }],
    };
  });
}

function placeOf({ wanted, replicasOf }: Deployed, target: string): Place | null {
  const { fleet } = wanted;
  const [name = '', number] = target.split('#');
  const process = processOf(fleet, name);
  if (!process) return null;
  const isReplica = number !== undefined;
  if (isReplica && !replicasOf(process.name).includes(target)) return null;
  const isWhole = isReplica || process.name === name;
  const services = fleet.services.filter(
    (service) => service.model === null && (isWhole ? process.services.includes(service.name) : service.name === name),
  );
  return services.length === 0 ? null : { process, services, replica: isReplica ? target : null };
}

function filesOf(sizes: Sizes): Files | null {
  const files = sizes['files'];
  if (typeof files !== 'object' || files === null || Array.isArray(files)) return null;
  const texts = Object.entries(files);
  return texts.length > 0 && texts.every(([, text]) => typeof text === 'string') ? (files as Files) : null;
}

function notReached(fleet: Fleet, { process }: Place, target: string, path: string): string {
  const owners = fleet.services.filter(({ files }) => Object.hasOwn(files, path)).map(({ name }) => name);
  const elsewhere = owners.length === 0 ? '' : `; it is a file of ${owners.join(', ')}`;
  const whose = target === process.name ? target : `${target} in ${process.name}`;
  return `${path}: found a file that ${whose} does not import, expected one of its files or a new one that they import${elsewhere}`;
}

/** As given; else the next number after all that this process ever had. */
function versionOf({ versionsOf }: Deployed, process: string, sizes: Sizes): string {
  const given = sizes['version'];
  if (typeof given === 'string' && given !== '') return given;
  const numbers = versionsOf(process).map((version) => Number(/^v(\d{1,9})$/.exec(version)?.[1] ?? 1));
  return `v${Math.max(1, ...numbers) + 1}`;
}
