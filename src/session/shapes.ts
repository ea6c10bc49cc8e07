/** The same shop, deployed in two ways. */
export const shapes = {
  monolith: { label: 'Monolith', entry: 'lessons/shop/monolith.fleet.yaml' },
  services: { label: 'Microservices', entry: 'lessons/shop/services.fleet.yaml' },
} as const;

export type Shape = keyof typeof shapes;
