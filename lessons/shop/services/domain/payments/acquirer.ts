import { verdictOn, type Bill, type Verdict } from './rules.ts';

const latencyMs = Number(process.env.ACQUIRER_MS ?? 20);

/** The bank's side, which is nobody's service here. It knows a bill by its order id and takes the money for it once. */
export async function askAcquirer(bill: Bill): Promise<Verdict> {
  await new Promise((resolve) => setTimeout(resolve, latencyMs));
  return verdictOn(bill.amountCents);
}
