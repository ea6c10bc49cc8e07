const byExtension: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  txt: 'text/plain',
  text: 'text/plain',
  css: 'text/css',
  csv: 'text/csv',
  js: 'text/javascript',
  mjs: 'text/javascript',
  json: 'application/json',
  xml: 'application/xml',
  urlencoded: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
  bin: 'application/octet-stream',
  pdf: 'application/pdf',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  ico: 'image/x-icon',
};

/** `json`, `.json` or `application/json` alike. */
export function mediaTypeOf(name: string): string {
  if (name.includes('/')) return name;
  return byExtension[name.replace(/^.*\./, '').toLowerCase()] ?? 'application/octet-stream';
}

export function withCharset(type: string): string {
  if (/;\s*charset=/i.test(type)) return type;
  return /^(text\/|application\/(json|javascript|xml)\b)|\+(json|xml)\b/i.test(type) ? `${type}; charset=utf-8` : type;
}

/** The type of the wanted list that a message's content type fits, in the words of the list. */
export function typeAmong(contentType: string | undefined, wanted: readonly string[]): string | false {
  if (contentType === undefined) return false;
  const actual = contentType.split(';')[0]!.trim().toLowerCase();
  for (const name of wanted) {
    const type = name.startsWith('+') ? `*/*${name}` : mediaTypeOf(name).toLowerCase();
    if (fits(actual, type)) return name.includes('*') || name.startsWith('+') ? actual : name;
  }
  return false;
}

function fits(actual: string, wanted: string): boolean {
  const [kind = '', subtype = ''] = actual.split('/');
  const [wantedKind = '', wantedSubtype = ''] = wanted.split('/');
  if (wantedKind !== '*' && wantedKind !== kind) return false;
  if (wantedSubtype.startsWith('*+')) return subtype.endsWith(wantedSubtype.slice(1));
  return wantedSubtype === '*' || wantedSubtype === subtype;
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

/** The offered type that an Accept header likes best; the first one where there is no header. */
export function preferredType(accept: string | undefined, offered: readonly string[]): string | false {
  if (accept === undefined) return offered[0] ?? false;
  const ranges = accept.split(',').map((part): Range => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { type: type.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
  });
  let best: { name: string; quality: number; exactness: number } | null = null;
  for (const name of offered) {
    const liking = likingOf(mediaTypeOf(name).toLowerCase(), ranges);
    const better =
      best === null ||
      liking.quality > best.quality ||
      (liking.quality === best.quality && liking.exactness > best.exactness);
    if (liking.quality > 0 && better) best = { name, ...liking };
  }
  return best?.name ?? false;
}

/** By the most exact range that fits. */
function likingOf(type: string, ranges: readonly Range[]): { quality: number; exactness: number } {
  let liking = { quality: 0, exactness: -1 };
  for (const range of ranges) {
    if (!fits(type, range.type)) continue;
    const exactness = range.type === '*/*' ? 0 : range.type.endsWith('/*') ? 1 : 2;
    if (exactness > liking.exactness) liking = { quality: range.quality, exactness };
  }
  return liking;
}
