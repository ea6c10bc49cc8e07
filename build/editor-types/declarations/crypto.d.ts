type KeyUsage = 'sign' | 'verify';
type HashName = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
type BufferSource = ArrayBuffer | ArrayBufferView;
interface HmacAlgorithm {
  readonly name: 'HMAC';
  readonly hash: HashName | { readonly name: HashName };
  readonly length?: number;
}
interface JsonWebKey {
  kty?: string;
  k?: string;
  alg?: string;
  key_ops?: string[];
  ext?: boolean;
}
declare class CryptoKey {
  private constructor();
  readonly type: 'secret';
  readonly extractable: boolean;
  readonly algorithm: { readonly name: string };
  readonly usages: KeyUsage[];
}
interface SubtleCrypto {
  digest(algorithm: HashName | { readonly name: HashName }, data: BufferSource): Promise<ArrayBuffer>;
  importKey(
    format: 'raw',
    key: BufferSource,
    algorithm: HmacAlgorithm,
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<CryptoKey>;
  importKey(
    format: 'jwk',
    key: JsonWebKey,
    algorithm: HmacAlgorithm,
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<CryptoKey>;
  exportKey(format: 'raw', key: CryptoKey): Promise<ArrayBuffer>;
  exportKey(format: 'jwk', key: CryptoKey): Promise<JsonWebKey>;
  generateKey(algorithm: HmacAlgorithm, extractable: boolean, usages: KeyUsage[]): Promise<CryptoKey>;
  sign(algorithm: 'HMAC' | { readonly name: 'HMAC' }, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  verify(
    algorithm: 'HMAC' | { readonly name: 'HMAC' },
    key: CryptoKey,
    signature: BufferSource,
    data: BufferSource,
  ): Promise<boolean>;
}
interface Crypto {
  readonly subtle: SubtleCrypto;
  /** From the seed of the run: the same in every replay. */
  randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
  getRandomValues<View extends ArrayBufferView>(view: View): View;
}
declare var crypto: Crypto;

declare module 'node:crypto' {
  type BinaryLike = string | ArrayBuffer | ArrayBufferView;
  type DigestEncoding = 'hex' | 'base64' | 'base64url' | 'latin1' | 'binary';
  interface Hash {
    update(data: BinaryLike, encoding?: BufferEncoding): this;
    digest(): Buffer;
    digest(encoding: DigestEncoding): string;
  }
  type Hmac = Hash;
  export const webcrypto: Crypto;
  export const subtle: SubtleCrypto;
  export function randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
  export function getRandomValues<View extends ArrayBufferView>(view: View): View;
  export function randomBytes(size: number): Buffer;
  export function randomBytes(size: number, done: (error: Error | null, bytes: Buffer) => void): void;
  export function randomInt(max: number): number;
  export function randomInt(min: number, max: number): number;
  export function getHashes(): string[];
  export function createHash(name: string): Hash;
  export function createHmac(name: string, key: BinaryLike): Hmac;
  export function timingSafeEqual(left: BufferSource, right: BufferSource): boolean;
}
declare module 'crypto' {
  export * from 'node:crypto';
}
