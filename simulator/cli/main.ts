import { execCommand } from './exec-command.ts';
import { benchCommand } from './bench/bench-command.ts';
import { compareCommand } from './runs/compare-command.ts';
import { checkCommand } from './lesson/check-command.ts';
import { newCommand } from './lesson/new-command.ts';
import { exploreCommand } from './explore/explore-command.ts';
import { figuresCommand } from './figures-command.ts';
import { replayCommand } from './runs/replay-command.ts';
import { runCommand } from './runs/run-command.ts';
import { serveCommand } from './serve-command.ts';
import { BrokenFleet } from '../fleet/world/server-makers.ts';
import { UsageError } from './options.ts';

const commands: Readonly<
  Record<string, { readonly help: string; readonly run: (args: readonly string[]) => Promise<number> }>
> = {
  run: { help: 'run FLEET     run a fleet file for some virtual time and say what came of it', run: runCommand },
  replay: {
    help: 'replay RUN    run a recorded run again, and say whether it was the same to the bit',
    run: replayCommand,
  },
  explore: {
    help: 'explore FLEET run it in many ways, and find the smallest in which a truth of the business fails',
    run: exploreCommand,
  },
  compare: {
    help: 'compare A B   run two fleets under the same clients and faults, and hold them against each other',
    run: compareCommand,
  },
  check: { help: 'check [LESSON ...]   prove that lessons teach what they say', run: checkCommand },
  new: { help: 'new lesson NAME      write a lesson to begin with', run: newCommand },
  bench: { help: 'bench         measure the engine on this machine', run: benchCommand },
  figures: { help: 'figures       measure the page on this machine, against its limits', run: figuresCommand },
  exec: { help: 'exec FILE     run one module, or a file of tests, in virtual time', run: execCommand },
  serve: { help: 'serve FLEET   let real HTTP requests into a running fleet', run: serveCommand },
};

const usage = `flotilla: a microservices fleet you can hold in your hands

${Object.values(commands)
  .map((command) => `  flotilla ${command.help}`)
  .join('\n')}

flotilla COMMAND --help tells a command's options.`;

/** Exit codes: 0 done, 1 done and it failed, 2 bad input. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(usage);
    return name === undefined ? 2 : 0;
  }
  const command = commands[name];
  if (!command) {
    console.error(`flotilla: unknown command ${name}\n\n${usage}`);
    return 2;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof BrokenFleet)) throw error;
    console.error(`flotilla ${name}: ${error.message}`);
    return 2;
  }
}
