import type { Fault } from './fault.ts';

/** A fault that the process's own body knows: it is told to start it, and told to stop it. */
export function onProcess(verb: string): Fault['apply'] {
  return (world, target, sizes) => {
    if (target.kind !== 'process') return () => {};
    const id = world.nextId();
    target.control(verb, id, sizes);
    return () => target.control(verb, id, null);
  };
}

/** A fault that a store or broker knows; on a topic it is told which. */
export function onServer(verb: string): Fault['apply'] {
  return (_world, target, sizes) => {
    if (target.kind === 'server') return target.server.fault(verb, sizes);
    if (target.kind === 'topic') return target.server.fault(verb, { ...sizes, topic: target.name });
    return () => {};
  };
}

export function onProcessOrServer(verb: string): Fault['apply'] {
  return (world, target, sizes, why) => {
    const apply = target.kind === 'process' ? onProcess(verb) : onServer(verb);
    return apply(world, target, sizes, why);
  };
}
