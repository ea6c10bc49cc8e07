import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { inRepository } from './repository.mjs';
import { runCommand } from './run-command.mjs';

/** Brings a fresh clone to where everything else can run. Does nothing, and writes nothing, when it is there already. */
export async function setUp() {
  requireNode();
  if (packagesAreInstalled()) return;
  process.stderr.write('Installing the packages named in package-lock.json ...\n');
  const { ok, output } = await installPackages();
  if (!ok) throw new SetUpError(`${output}\nnpm ci failed: see above. Is the package registry within reach?`);
}

/** Something the person at the keyboard can mend: shown without a stack. */
export class SetUpError extends Error {}

function requireNode() {
  const wanted = readJson('package.json').engines.node.replace('>=', '');
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new SetUpError(
    `Flotilla needs Node ${wanted} or newer; this is Node ${process.versions.node}: https://nodejs.org`,
  );
}

/** Compares what npm wrote down after its last installation with the lock file: dates of files mean nothing in a clone. */
function packagesAreInstalled() {
  const installed = readJson('node_modules/.package-lock.json')?.packages;
  if (installed === undefined) return false;
  const { '': _root, ...locked } = readJson('package-lock.json').packages;
  const isHere = ([path, entry]) =>
    installed[path] === undefined
      ? entry.optional === true
      : isDeepStrictEqual([installed[path].version, installed[path].integrity], [entry.version, entry.integrity]);
  return Object.entries(locked).every(isHere);
}

function installPackages() {
  // The tools are development packages: they are needed whatever NODE_ENV says.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npmFile = process.env.npm_execpath;
  return npmFile?.endsWith('.js')
    ? runCommand(process.execPath, [npmFile, ...args])
    : runCommand('npm', args, { shell: process.platform === 'win32' });
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(inRepository(path), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
