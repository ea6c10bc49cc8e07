import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ChildProcess } from 'node:child_process';

const { commandLine, ensureBuilt } = (await import(new URL('../../scripts/build.mjs', import.meta.url).href)) as {
  commandLine: object;
  ensureBuilt: (part: object) => Promise<{ ok: boolean; output: string }>;
};

export const repository = path.resolve(import.meta.dirname, '../..');
export const flotilla = path.join(repository, 'bin/flotilla.mjs');

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command line as users get it; built once, whoever asks first. */
export async function built(): Promise<void> {
  const { ok, output } = await ensureBuilt(commandLine);
  if (!ok) throw new Error(output);
}

export function run(args: readonly string[], folder = repository): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, timeout: 120_000 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err });
    });
  });
}

export const exec = (...args: readonly string[]): Promise<Ended> => run([flotilla, 'exec', ...args]);

export const figures = (...args: readonly string[]): Promise<Ended> => run([flotilla, 'figures', ...args]);
export const bench = (...args: readonly string[]): Promise<Ended> => run([flotilla, 'bench', ...args]);

/** A program of one file, in a folder of its own. */
export function written(name: string, text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'flotilla-program-')), name);
  writeFileSync(file, text);
  return file;
}

export interface Served {
  readonly url: string;
  /** Ctrl-C; what it printed. */
  stop(): Promise<Ended>;
}

export function serve(...args: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, [flotilla, 'serve', ...args, '--port', '0'], { cwd: repository });
  const ended = endOf(child);
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /answers at (\S+)/.exec(printed)?.[1];
      if (url === undefined) return;
      resolve({
        url,
        stop: () => {
          child.kill('SIGINT');
          return ended;
        },
      });
    });
    void ended.then(({ err }) => reject(new Error(err)));
  });
}

function endOf(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? -1, out, err })));
}
