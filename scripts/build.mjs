import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inRepository } from './repository.mjs';
import { runTool } from './run-command.mjs';

export const page = { name: 'page', folder: 'dist', proof: 'index.html', config: 'vite.config.ts' };
export const commandLine = {
  name: 'command line',
  folder: 'dist-node',
  proof: 'cli.js',
  config: 'vite.node.config.ts',
};

const sources = [
  'build',
  'index.html',
  'lessons',
  'package-lock.json',
  'package.json',
  'public',
  'sandbox.html',
  'simulator',
  'src',
  'tsconfig.base.json',
  'vite.config.ts',
  'vite.node.config.ts',
];
const stampName = '.built-from';

/**
 * Builds a part unless it stands there already, made from these very sources.
 * The stamp lies inside the built folder: whatever else builds or deletes that folder takes the stamp with it.
 */
export async function ensureBuilt(part) {
  const stamp = hashOfSources();
  return isBuiltFrom(part, stamp) ? { ok: true, output: '' } : build(part, stamp);
}

export function isFresh(part) {
  return isBuiltFrom(part, hashOfSources());
}

function isBuiltFrom({ folder, proof }, stamp) {
  const stampPath = inRepository(folder, stampName);
  return existsSync(inRepository(folder, proof)) && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp;
}

/** The new build takes the old one's place only when it is whole: a failed build, or two at a time, break nothing. */
async function build(part, stamp) {
  const fresh = inRepository('.cache', `${part.folder}-${randomUUID()}`);
  try {
    // Whoever asks may be a test: what is built is what is shipped all the same.
    const env = { NODE_ENV: 'production' };
    const outcome = await runTool('vite/bin/vite.js', ['build', '--config', part.config, '--outDir', fresh], { env });
    if (!outcome.ok) return outcome;
    if (!existsSync(join(fresh, part.proof))) return { ok: false, output: `${part.config} made no ${part.proof}\n` };
    writeFileSync(join(fresh, stampName), stamp);
    if (!isBuiltFrom(part, stamp)) replaceFolder(inRepository(part.folder), fresh);
    return outcome;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function replaceFolder(folder, fresh) {
  const stale = `${fresh}-stale`;
  if (existsSync(folder)) renameSync(folder, stale);
  renameSync(fresh, folder);
  rmSync(stale, { recursive: true, force: true });
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesUnder)) hash.update(`${path}\0`).update(readFileSync(inRepository(path)));
  return hash.digest('hex');
}

function filesUnder(source) {
  const path = inRepository(source);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [source];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts') && entry.name !== 'README.md')
    .map((entry) => relative(inRepository(), join(entry.parentPath, entry.name)))
    .sort();
}
