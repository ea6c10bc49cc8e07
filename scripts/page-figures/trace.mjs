/**
 * The longest task of the page's own thread, by the time that the processor gave to it: on a busy machine the clock also
 * counts what others did meanwhile.
 */
export async function traced(page, during) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', { categories: 'toplevel,devtools.timeline', transferMode: 'ReportEvents' });
  await during();
  const whole = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await whole;
  await session.detach();
  const ours = events.find(
    ({ name, args }) => name === 'FunctionCall' && /\/assets\/index-/.test(args?.data?.url ?? ''),
  );
  const tasks = events.filter(
    ({ name, pid, tid, tdur }) => name.endsWith('RunTask') && tdur > 0 && pid === ours?.pid && tid === ours?.tid,
  );
  if (tasks.length === 0) throw new Error('the trace tells of no task of the page');
  return Math.max(...tasks.map(({ tdur }) => tdur)) / 1000;
}
