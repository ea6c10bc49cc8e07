import { compileService } from '../../fleet/world/compiled-service.ts';
import type { Fleet } from '../../fleet/fleet.ts';

/** The texts of what the fleet's code imports, and of what those share, each asked for once. */
export async function neededShelf(
  fleet: Fleet,
  provide: (name: string) => Promise<string>,
): Promise<Record<string, string>> {
  const names = new Set(
    fleet.services.filter((service) => service.model === null).flatMap((service) => compileService(service).shelf),
  );
  const texts = await Promise.all([...names].map(async (name) => [name, await provide(name)] as const));
  return Object.fromEntries(texts);
}
