/** A service that works from its first start, and uses whatever it is connected to later. */
export function newServiceCode(name: string): string {
  return `import { Hono } from 'hono';
import { Pool } from 'pg';

const app = new Hono();
const database = process.env.DATABASE_URL && new Pool({ connectionString: process.env.DATABASE_URL });

// Whoever this service is connected to has its address in a variable: ORDERS_URL=http://orders
const others = Object.entries(process.env).filter(([variable]) => variable.endsWith('_URL'));
const callees = others.map(([, address]) => address).filter((address) => address?.startsWith('http://'));

app.get('/', async (c) => {
  const now = database ? (await database.query('select now() as now')).rows[0].now : new Date();
  const answers = await Promise.all(callees.map((address) => fetch(\`\${address}/\`)));
  return c.json({ from: '${name}', now, answers: answers.map(({ status }) => status) });
});

export default app;
`;
}
