import { spawn } from 'node:child_process';
import { inRepository } from './repository.mjs';

/**
 * Runs a program to its end in the repository's root, without an input.
 * Its output is passed through as it comes when `show` is set, and kept otherwise.
 * A program that cannot be started at all counts as one that failed.
 */
export function runCommand(program, args, { show = false, env = {}, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: inRepository(),
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      shell,
    });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    const output = () => Buffer.concat(chunks).toString();
    child.on('error', (error) => resolve({ ok: false, output: `${output()}${program}: ${error.message}\n` }));
    child.on('close', (code, signal) =>
      resolve({ ok: code === 0, output: signal === null ? output() : `${output()}${program}: ended by ${signal}\n` }),
    );
  });
}

/** Runs a tool that is one of our packages, by its file and not by its name: no shell, the same on every system. */
export function runTool(path, args, options) {
  return runCommand(process.execPath, [inRepository('node_modules', path), ...args], options);
}
