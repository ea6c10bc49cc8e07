import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ownFolder = path.dirname(fileURLToPath(import.meta.url));
const frame = /\(?(?:file:\/\/)?(\/[^():]+|[A-Za-z]:[^():]+):(\d+):\d+\)?$/;

/** `tests/pool.test.mjs:12` of the innermost frame that is neither Node's, nor ours, nor of a library on the shelf. */
export function callerLine(): string | null {
  for (const line of new Error().stack?.split('\n').slice(1) ?? []) {
    const [, file, number] = frame.exec(line.trim()) ?? [];
    if (file === undefined || file.startsWith(ownFolder) || file.includes('/node_modules/')) continue;
    return `${path.relative(process.cwd(), file)}:${number}`;
  }
  return null;
}
