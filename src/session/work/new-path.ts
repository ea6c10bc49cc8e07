const isWithin = (path: string): boolean =>
  !path.startsWith('/') && path.split('/').every((step) => /^[\w.-]+$/.test(step) && !/^\.+$/.test(step));

/** Why there can be no new file of code at this path; null where there can. */
export function whyNotNew(path: string, isTaken: (path: string) => boolean): string | null {
  if (!/[^/.]\.(?:[cm]?[jt]s|json)$/.test(path)) return 'Its name ends with .ts, .js or .json.';
  if (!isWithin(path)) return 'Letters, digits, dots and dashes make a path, below the folder of the fleet.';
  return isTaken(path) ? 'There is such a file already.' : null;
}
