import { readFileSync, writeFileSync } from 'node:fs';
import { inRepository } from './repository.mjs';

/**
 * `npm install` leaves the native parts of other platforms out of the lock file when its registry does not carry them,
 * and then `npm ci` refuses that very file. This writes the missing entries; run it after adding a package.
 * It says no more about them than their name tells: npm fetches and checks them where the platform fits.
 */
const path = inRepository('package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const missing = Object.values(lock.packages)
  .flatMap((entry) =>
    Object.entries(entry.optionalDependencies ?? {}).map(([name, version]) => ({ name, version, entry })),
  )
  .filter(({ name }) => lock.packages[`node_modules/${name}`] === undefined);

for (const { name, version, entry } of missing) {
  const platform = /(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(name);
  if (platform === null) throw new Error(`${name}: the platform cannot be told from the name`);
  const [, system, processor, abi = ''] = platform;
  lock.packages[`node_modules/${name}`] = {
    version,
    cpu: [processor],
    ...(entry.dev && { dev: true }),
    ...(system === 'linux' && { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] }),
    optional: true,
    os: [system],
  };
}

if (missing.length > 0) {
  lock.packages = Object.fromEntries(
    Object.keys(lock.packages)
      .sort()
      .map((key) => [key, lock.packages[key]]),
  );
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`${missing.length} entries added to package-lock.json`);
