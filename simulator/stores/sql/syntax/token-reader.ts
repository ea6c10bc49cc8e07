import { notSupported, syntaxError } from '../sql-failure.ts';
import type { Token } from './tokenizer.ts';

/** Words that cannot stand as a bare name of a column or table, as in PostgreSQL's list of reserved words. */
const reserved = new Set(
  (
    'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create ' +
    'current_date current_time current_timestamp current_user default deferrable desc distinct do else end except ' +
    'false fetch for foreign from grant group having in initially intersect into lateral leading limit localtime ' +
    'localtimestamp not null offset on only or order placing primary references returning select session_user some ' +
    'symmetric table then to trailing true union unique user using variadic when where window with ' +
    'cross full inner is isnull join left like natural notnull outer right similar ilike'
  ).split(' '),
);

/** Walks along the tokens of one statement; every refusal names the token in PostgreSQL's words. */
export class TokenReader {
  readonly source: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: string, tokens: readonly Token[]) {
    this.source = source;
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#at += 1;
    return token;
  }

  atEnd(): boolean {
    return this.peek().kind === 'end' || this.isOperator(';');
  }

  isWord(...words: readonly string[]): boolean {
    return words.every((word, ahead) => this.peek(ahead).kind === 'word' && this.peek(ahead).text === word);
  }

  isOperator(operator: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'operator' && token.text === operator;
  }

  /** Takes all of the words, or none. */
  acceptWords(...words: readonly string[]): boolean {
    if (!this.isWord(...words)) return false;
    this.#at += words.length;
    return true;
  }

  acceptOperator(operator: string): boolean {
    if (!this.isOperator(operator)) return false;
    this.#at += 1;
    return true;
  }

  expectWords(...words: readonly string[]): void {
    for (const word of words) if (!this.acceptWords(word)) throw this.unexpected();
  }

  expectOperator(operator: string): void {
    if (!this.acceptOperator(operator)) throw this.unexpected();
  }

  unexpected(): Error {
    const token = this.peek();
    return syntaxError(token.kind === 'end' ? null : token.raw, token.offset);
  }

  isName(ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'quoted' || (token.kind === 'word' && !reserved.has(token.text));
  }

  name(): string {
    if (!this.isName()) throw this.unexpected();
    return this.next().text;
  }

  /** After `as`, and after a dot, any word is a name. */
  label(): string {
    const token = this.peek();
    if (token.kind !== 'word' && token.kind !== 'quoted') throw this.unexpected();
    return this.next().text;
  }

  /** A table, view or index; `public.` may stand before it. */
  relationName(): string {
    const first = this.name();
    if (!this.acceptOperator('.')) return first;
    if (first !== 'public') throw notSupported(`the schema "${first}" (only public is there)`);
    return this.label();
  }

  names(): string[] {
    return this.commaSeparated(() => this.name());
  }

  nameList(): string[] {
    return this.parenthesized(() => this.names());
  }

  commaSeparated<Item>(item: () => Item): Item[] {
    const items = [item()];
    while (this.acceptOperator(',')) items.push(item());
    return items;
  }

  parenthesized<Item>(item: () => Item): Item {
    this.expectOperator('(');
    const inside = item();
    this.expectOperator(')');
    return inside;
  }

  integer(): number {
    const negative = this.acceptOperator('-');
    const token = this.peek();
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw this.unexpected();
    this.next();
    return negative ? -Number(token.text) : Number(token.text);
  }

  string(): string {
    if (this.peek().kind !== 'string') throw this.unexpected();
    return this.next().text;
  }
}
