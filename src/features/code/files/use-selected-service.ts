import { useMap, useSelection } from '../../../session/use-session.ts';

/** The service whose code is meant by what is selected on the chart: of a link, the one that calls. */
export function useSelectedService(): string | null {
  const selected = useSelection((selection) => selection.selected);
  const map = useMap();
  if (!selected || !map) return null;
  const isService = (name: string): boolean =>
    map.services.some((service) => service.name === name && !service.isModel);
  if (selected.kind === 'service') return isService(selected.name) ? selected.name : null;
  if (selected.kind === 'process') {
    return map.processes.find(({ name }) => name === selected.name)?.services.find(isService) ?? null;
  }
  const [caller = ''] = selected.name.split(' -> ');
  return selected.kind === 'link' && isService(caller) ? caller : null;
}
