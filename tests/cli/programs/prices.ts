import { formatted } from './lib/money.ts';

interface Price {
  readonly product: string;
  readonly cents: number;
}

const begun = Date.now();
const answer = await fetch('http://gateway/price/tea');
const price = (await answer.json()) as Price;
process.stdout.write(`${price.product} costs ${formatted(price.cents)}\n`);
await new Promise((resolve) => setTimeout(resolve, 3_600_000));
process.stdout.write(`after ${Math.round((Date.now() - begun) / 60_000)} minutes\n`);
process.stderr.write(`${process.argv.slice(2).join(' ')} ${process.env.CURRENCY}\n`);
process.exitCode = 3;
