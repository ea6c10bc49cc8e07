import { epochMs } from './epoch.ts';
import type { Fleet, Process, Service } from '../fleet.ts';
import type { Compile } from '../ready/compiled-service.ts';
import type { BodySpec, ProcessSpec, ProgramSpec, ServiceSpec } from '../../wire/instance-events.ts';
import type { NodeId } from '../../wire/packet.ts';

const baseBytes = 64 * 1_048_576;
const bytesPerRequest = 128 * 1024;

export interface TemplateParts {
  readonly seed: string;
  readonly compile: Compile;
  readonly programs: Readonly<Record<string, ProgramSpec>>;
}

/** What the replicas of a process are made of at one time. Two templates with one key make the same replicas. */
export class ProcessTemplate {
  readonly process: Process;
  readonly body: BodySpec;
  readonly #services: readonly Service[];
  readonly #parts: TemplateParts;
  #key: string | null = null;
  #specs: readonly ServiceSpec[] | null = null;

  constructor(process: Process, services: readonly Service[], parts: TemplateParts) {
    this.process = process;
    this.#services = services;
    this.#parts = parts;
    const { cores, concurrency, queue, memoryBytes } = process;
    this.body = { cores, concurrency, queue, memoryBytes, baseBytes, bytesPerRequest };
  }

  get version(): string {
    return this.process.version;
  }

  get services(): readonly string[] {
    return this.process.services;
  }

  get key(): string {
    const services = this.#services.map(({ name, files, entry, env, cost }) => ({ name, files, entry, env, cost }));
    return (this.#key ??= JSON.stringify([this.version, this.body, this.process.startup, services]));
  }

  specOf(replica: string, node: NodeId): ProcessSpec {
    const { name } = this.process;
    const { seed, programs } = this.#parts;
    this.#specs ??= this.#services.map((service) => {
      const { modules, shelf, broken } = this.#parts.compile(service);
      const { env, entry, cost } = service;
      return { name: service.name, env, modules, shelf, broken, entry, cost };
    });
    return {
      replica,
      process: name,
      node,
      seed,
      epochMs,
      ...(Object.hasOwn(programs, name) && { program: programs[name]! }),
      services: this.#specs,
      body: this.body,
    };
  }
}

/** The template of a process as its fleet has it. */
export function templateOf(fleet: Fleet, process: Process, parts: TemplateParts): ProcessTemplate {
  const services = process.services.map((name) => fleet.services.find((service) => service.name === name)!);
  return new ProcessTemplate(process, services, parts);
}

/** A process of models alone is a name for them and no more. */
export function runsCode({ services }: Fleet, process: Process): boolean {
  return !process.services.every((name) => services.some((service) => service.name === name && service.model !== null));
}
