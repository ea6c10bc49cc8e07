import { parseArgs } from 'node:util';
import { commandLine, ensureBuilt, isFresh, page } from './build.mjs';
import { inRepository } from './repository.mjs';
import { serve } from './serve.mjs';
import { SetUpError, setUp } from './set-up.mjs';

const firstPort = 4173;

async function start() {
  const options = readOptions();
  await setUp();
  for (const part of [page, commandLine]) {
    if (isFresh(part)) continue;
    console.log(`Building the ${part.name} ...`);
    const { ok, output } = await ensureBuilt(part);
    if (!ok) throw new SetUpError(`${output}\nThe ${part.name} could not be built: see above.`);
  }
  const server = await serve({ folder: inRepository(page.folder), ...options });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void server.close());
  console.log(`\nFlotilla is at ${server.url}\nCtrl-C ends it.`);
}

function readOptions() {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, host: { type: 'string' }, base: { type: 'string' } },
  });
  const port = Number(values.port ?? firstPort);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new SetUpError(`--port ${values.port}: a number from 0 to 65535 was expected`);
  }
  const base = `/${values.base ?? ''}/`.replace(/\/+/g, '/');
  return { host: values.host ?? '127.0.0.1', port, orNextPort: values.port === undefined, base };
}

start().catch((error) => {
  const isForPeople = error instanceof SetUpError || error.code === 'EADDRINUSE' || error.code?.startsWith('ERR_PARSE');
  console.error(isForPeople ? error.message : error);
  process.exitCode = 1;
});
