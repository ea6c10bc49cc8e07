import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const packages = path.resolve(import.meta.dirname, '../../node_modules');

/** A package whose types are taken, and what of it may be imported: by specifier behind its name, the file that tells. */
export interface PackageTypes {
  readonly name: string;
  /** Where in node_modules they lie, if not in the package itself. */
  readonly folder?: string;
  readonly exports: Readonly<Record<string, string>>;
  /** Packages that only these types reach: what a service may not import must not resolve from its files. */
  readonly inner?: readonly PackageTypes[];
}

/** The declaration files of a package by the path they are to have, and a package.json that opens only these doors. */
export function packageFiles(types: PackageTypes, into = 'node_modules'): Record<string, string> {
  const root = path.join(packages, types.folder ?? types.name);
  const home = `${into}/${types.name}`;
  const files: Record<string, string> = {};
  const waiting = Object.values(types.exports).map((file) => path.join(root, file));
  const seen = new Set(waiting);
  for (const file of waiting) {
    const text = readFileSync(file, 'utf8');
    files[`${home}/${path.relative(root, file)}`] = text;
    for (const reached of relativeImports(text).map((specifier) => declarationOf(path.dirname(file), specifier))) {
      if (reached === null || seen.has(reached)) continue;
      seen.add(reached);
      waiting.push(reached);
    }
  }
  const { type } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly type?: string };
  files[`${home}/package.json`] = JSON.stringify({ name: types.name, type, ...doors(types) });
  for (const inner of types.inner ?? []) Object.assign(files, packageFiles(inner, `${home}/node_modules`));
  return files;
}

function doors({ exports }: PackageTypes): object {
  const entries = Object.entries(exports).map(([door, file]) => [door, { types: `./${file}` }]);
  return { types: `./${exports['.'] ?? ''}`, exports: Object.fromEntries(entries) };
}

function relativeImports(text: string): string[] {
  const found = [...text.matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'](\.[^"']+)["']/g)];
  const referenced = [...text.matchAll(/<reference\s+path\s*=\s*["']([^"']+)["']/g)];
  return [...found, ...referenced].map((match) => match[1]!);
}

/** As TypeScript looks for it: `./hono.js` stands for hono.d.ts, and a folder for its index. */
function declarationOf(folder: string, specifier: string): string | null {
  const target = path.resolve(folder, specifier);
  const [, bare, kind = ''] = /^(.*?)(?:\.([cm]?)[jt]s)?$/.exec(target)!;
  const candidates = [target, `${bare}.d.${kind}ts`, `${target}.d.ts`, `${target}/index.d.ts`];
  return candidates.find((file) => /\.d\.[cm]?ts$/.test(file) && existsSync(file)) ?? null;
}
