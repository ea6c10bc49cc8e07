import { defineFault } from '../fault.ts';

export const kill = defineFault({
  verb: 'kill',
  label: 'Kill',
  key: 'k',
  fitsOn: ['process', 'server'],
  describe: (target) => `${target.name} was killed`,
  apply: (_world, target, _sizes, why) => {
    if (target.kind === 'server') {
      target.server.kill(why);
      return () => target.server.restore();
    }
    if (target.kind !== 'process') return () => {};
    const killed = [...target.replicas];
    for (const replica of killed) replica.kill(why);
    return () => {
      for (const replica of killed) replica.start();
    };
  },
});
