import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { serviceLanguage } from './language.ts';
import { packageFiles } from './package-types.ts';
import type { PackageTypes } from './package-types.ts';

const declarations = path.join(import.meta.dirname, 'declarations');

const honoDoors = ['cookie', 'cors', 'factory', 'logger', 'request-id', 'timeout', 'validator'];

/** The shelf, as TypeScript sees it: the packages' own declarations. */
const shelf: readonly PackageTypes[] = [
  {
    name: 'hono',
    exports: {
      '.': 'dist/types/index.d.ts',
      './http-exception': 'dist/types/http-exception.d.ts',
      // Names of types alone, which are gone when the code runs.
      './utils/http-status': 'dist/types/utils/http-status.d.ts',
      ...Object.fromEntries(
        honoDoors.map((name) => [
          `./${name}`,
          `dist/types/${name === 'validator' ? name : ['cookie', 'factory'].includes(name) ? `helper/${name}` : `middleware/${name}`}/index.d.ts`,
        ]),
      ),
    },
  },
  { name: 'opossum', folder: '@types/opossum', exports: { '.': 'index.d.ts' } },
  { name: 'xstate', exports: { '.': 'dist/declarations/src/index.d.ts' } },
  { name: 'zod', exports: { '.': 'index.d.ts' } },
  { name: 'jose', exports: { '.': 'dist/types/index.d.ts' } },
  { name: 'kafkajs', exports: { '.': 'types/index.d.ts' } },
  {
    name: 'pg',
    folder: '@types/pg',
    exports: { '.': 'index.d.ts' },
    inner: [
      { name: 'pg-types', exports: { '.': 'index.d.ts' } },
      { name: 'pg-protocol', exports: { './dist/messages.js': 'dist/messages.d.ts' } },
    ],
  },
];

/** Everything that service code may name, with the language it is in, by path as a compiler lays it out below its root. */
export function editorTypes(): Record<string, string> {
  const files: Record<string, string> = { 'tsconfig.json': JSON.stringify({ compilerOptions: serviceLanguage }) };
  for (const name of readdirSync(declarations).sort()) {
    if (name !== 'express.d.ts') files[`declarations/${name}`] = readFileSync(path.join(declarations, name), 'utf8');
  }
  for (const types of shelf) Object.assign(files, packageFiles(types));
  files['node_modules/express/index.d.ts'] = readFileSync(path.join(declarations, 'express.d.ts'), 'utf8');
  files['node_modules/express/package.json'] = JSON.stringify({ name: 'express', types: './index.d.ts' });
  return files;
}
