export const formatted = (cents: number): string => (cents / 100).toFixed(2);
