/** Paths with `/`, as they stand in fleet files; `..` may lead out of the folder it began in. */
export function normalisedPath(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
    else if (part !== '..' || !path.startsWith('/')) kept.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + kept.join('/');
}

export function joinedPath(folder: string, path: string): string {
  return normalisedPath(folder === '' ? path : `${folder}/${path}`);
}

/** `lessons/shop` of `lessons/shop/fleet.yaml`; empty for a bare file name. */
export function folderOf(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut < 0 ? '' : cut === 0 ? '/' : path.slice(0, cut);
}

export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export const relativePathExpected = 'a path with / relative to the fleet file';

/** What a fleet file may name: nothing absolute, no other separators, nothing but a file. */
export function isRelativePath(path: string): boolean {
  return path !== '' && path.length <= 500 && !/^[/~]|^[A-Za-z][A-Za-z0-9+.-]*:|\\|[\u0000-\u001f]/.test(path);
}
