/** The same shop, deployed in two ways. */
export const shapes = {
  monolith: { label: 'Monolith', entry: 'lessons/shop/monolith.fleet.yaml' },
  services: { label: 'Microservices', entry: 'lessons/shop/services.fleet.yaml' },
} as const;

export type Shape = keyof typeof shapes;

export function isShape(text: string): text is Shape {
  return Object.hasOwn(shapes, text);
}

/** What a run begins with. */
export interface RunSeed {
  readonly shape: Shape;
  readonly seed: string;
  /** No client comes by itself, and time stands still until somebody moves it. */
  readonly isQuiet: boolean;
}

export function isSameRun(one: RunSeed, other: RunSeed): boolean {
  return one.shape === other.shape && one.seed === other.seed && one.isQuiet === other.isQuiet;
}
