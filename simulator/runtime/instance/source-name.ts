/** Service code is evaluated under names like `flotilla:orders/services/orders.ts`; shelf libraries under others. */
export const serviceCodePrefix = 'flotilla:';

export function sourceName(service: string, path: string): string {
  return `${serviceCodePrefix}${service}/${path}`;
}
