import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A path of this repository, wherever the command was given. */
export function inRepository(...parts) {
  return join(root, ...parts);
}
