export type Sales = { productId: string; orders: number; quantity: number; totalCents: number };
/** PostgreSQL counts in bigint, and pg hands a bigint over as text rather than round it. */
export type SalesRow = { productId: string; orders: string; quantity: string; totalCents: string };

export function salesReport(rows: SalesRow[]): { products: Sales[]; totalCents: number } {
  const products = rows.map(({ productId, orders, quantity, totalCents }) => ({
    productId,
    orders: Number(orders),
    quantity: Number(quantity),
    totalCents: Number(totalCents),
  }));
  return { products, totalCents: products.reduce((sum, product) => sum + product.totalCents, 0) };
}
