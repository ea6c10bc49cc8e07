/** A hono app with these routes. */
export function hono(routes: string, before = ''): string {
  return `import { Hono } from 'hono'\n${before}\nconst app = new Hono()\n${routes}\nexport default app`;
}

/**
 * Passes each request on to `callee` and tells what came of it, whatever that was.
 * Header `wait` limits how long it waits.
 */
export const passingOn = hono(`
app.all('/:path', async (c) => {
  const startMs = performance.now()
  const wait = c.req.header('wait')
  const signal = wait ? AbortSignal.timeout(Number(wait)) : undefined
  const told = (result) => c.json({ ...result, tookMs: performance.now() - startMs })
  try {
    const answer = await fetch('http://callee/' + c.req.param('path'), { method: c.req.method, signal })
    return told({ status: answer.status, text: await answer.text() })
  } catch (error) {
    return told({ error: error.name + ': ' + error.message, code: error.cause?.code })
  }
})`);

/** Answers at once, and counts what it did. */
export const counting = hono(
  `
app.all('/count', (c) => c.text(String(count)))
app.all('/:path', (c) => { count++; return c.text('done') })`,
  'let count = 0',
);

export const pair = `
services: { caller: {}, callee: {} }
links: { default: { latency: 1ms } }
`;

export const pairFiles = { 'services/caller.ts': passingOn, 'services/callee.ts': counting };
