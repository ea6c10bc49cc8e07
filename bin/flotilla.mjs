#!/usr/bin/env node
import { commandLine, ensureBuilt, isFresh } from '../scripts/build.mjs';
import { inRepository } from '../scripts/repository.mjs';
import { SetUpError, setUp } from '../scripts/set-up.mjs';
import { pathToFileURL } from 'node:url';

// `flotilla run ... | head` closes our output early: that is no failure of ours.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

async function run() {
  if (!isFresh(commandLine)) {
    process.stderr.write('Building the command line from its sources ...\n');
    await setUp();
    const { ok, output } = await ensureBuilt(commandLine);
    if (!ok) throw new SetUpError(`${output}\nThe command line could not be built: see above.`);
  }
  const { main } = await import(pathToFileURL(inRepository(commandLine.folder, commandLine.proof)).href);
  process.exitCode = await main(process.argv.slice(2));
}

run().catch((error) => {
  console.error(error instanceof SetUpError ? error.message : error);
  process.exitCode = 1;
});
