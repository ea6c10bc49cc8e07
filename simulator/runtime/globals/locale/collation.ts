interface CollationOptions {
  readonly numeric?: boolean;
  readonly sensitivity?: 'base' | 'accent' | 'case' | 'variant';
}

/** Signs in the order of the root collation; then digits, then letters. */
const signs = '\t\n\v\f\r _-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$';
const digitWeight = 1_000;
const letterWeight = 2_000;

function weightOf(character: string): number {
  const sign = signs.indexOf(character);
  if (sign >= 0) return sign;
  const code = character.codePointAt(0)!;
  if (code >= 0x30 && code <= 0x39) return digitWeight + code - 0x30;
  return letterWeight + code;
}

const marks = /[\u0300-\u036f]/g;

/**
 * `localeCompare` for en-US without the engine's tables: letters before accents before case, lower case first.
 * Latin text sorts as with ICU; other scripts sort by code point.
 */
export function compareText(left: string, right: string, options: CollationOptions = {}): -1 | 0 | 1 {
  const sensitivity = options.sensitivity ?? 'variant';
  const [leftParts, rightParts] = [left.normalize('NFD'), right.normalize('NFD')];
  const base = (text: string): string => text.replace(marks, '').toLowerCase();
  const primary = compareBase(base(leftParts), base(rightParts), options.numeric === true);
  if (primary !== 0 || sensitivity === 'base') return primary;
  if (sensitivity !== 'case') {
    const accents = (text: string): string => text.toLowerCase();
    const secondary = compareCodes(accents(leftParts), accents(rightParts));
    if (secondary !== 0 || sensitivity === 'accent') return secondary;
  }
  return compareCase(leftParts, rightParts);
}

function compareBase(left: string, right: string, numeric: boolean): -1 | 0 | 1 {
  const pattern = numeric ? /\d+|[^]/gu : /[^]/gu;
  const [leftPieces, rightPieces] = [left.match(pattern) ?? [], right.match(pattern) ?? []];
  for (let at = 0; at < leftPieces.length && at < rightPieces.length; at += 1) {
    const [one, other] = [leftPieces[at]!, rightPieces[at]!];
    if (one === other) continue;
    const bothNumbers = /^\d/.test(one) && /^\d/.test(other);
    const difference = bothNumbers ? Number(one) - Number(other) : weightOf(one) - weightOf(other);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return signOf(leftPieces.length - rightPieces.length);
}

function compareCodes(left: string, right: string): -1 | 0 | 1 {
  return left === right ? 0 : left < right ? -1 : 1;
}

function compareCase(left: string, right: string): -1 | 0 | 1 {
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    if (left[at] !== right[at]) return left[at] === left[at]!.toLowerCase() ? -1 : 1;
  }
  return signOf(left.length - right.length);
}

function signOf(difference: number): -1 | 0 | 1 {
  return difference === 0 ? 0 : difference < 0 ? -1 : 1;
}
