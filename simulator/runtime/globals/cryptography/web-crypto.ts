import { notSimulated } from '../node-error.ts';
import type { Jobs, ProcessWorld } from '../process-world.ts';
import { DOMException } from '../web/dom-exception.ts';
import { decodeBase64, encodeBase64 } from '../web/base64.ts';
import { equalBytes, type HashAlgorithm, hashNamed, hmac } from './digest.ts';
import { fillRandom, randomUuid } from './seeded-bytes.ts';

const material: unique symbol = Symbol('key material');
const quotaBytes = 65_536;
const onlyHmac = 'the simulated crypto.subtle knows digest (SHA-1, SHA-256, SHA-384, SHA-512) and HMAC keys';

interface HmacParameters {
  readonly name?: unknown;
  readonly hash?: unknown;
  readonly length?: number;
}

export class CryptoKey {
  readonly type = 'secret';
  readonly extractable: boolean;
  readonly algorithm: { readonly name: 'HMAC'; readonly hash: { readonly name: string }; readonly length: number };
  readonly usages: readonly string[];
  readonly [material]: { readonly bytes: Uint8Array<ArrayBuffer>; readonly hash: HashAlgorithm };
  constructor(bytes?: unknown, hash?: unknown, extractable = false, usages: readonly string[] = []) {
    if (!(bytes instanceof Uint8Array)) throw new TypeError('Illegal constructor');
    const algorithm = hash as HashAlgorithm;
    this[material] = { bytes: bytes.slice(), hash: algorithm };
    this.extractable = extractable;
    this.usages = usages;
    const name = `SHA-${algorithm.name.slice(3)}`;
    this.algorithm = { name: 'HMAC', hash: { name }, length: bytes.length * 8 };
  }
  get [Symbol.toStringTag](): string {
    return 'CryptoKey';
  }
}

function keyBytes(key: CryptoKey): Uint8Array<ArrayBuffer> {
  return key[material].bytes.slice();
}

function bytesFrom(source: unknown): Uint8Array<ArrayBuffer> {
  if (source instanceof ArrayBuffer) return new Uint8Array(source.slice(0));
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice();
  throw new TypeError('The data must be an ArrayBuffer or a view of one.');
}

function nameOf(algorithm: unknown): string {
  const name: unknown =
    typeof algorithm === 'object' && algorithm !== null ? (algorithm as HmacParameters).name : algorithm;
  return String(name).toUpperCase();
}

function hashOf(algorithm: unknown): HashAlgorithm {
  const hash = hashNamed(nameOf(algorithm));
  if (hash === null || hash.name === 'md5') throw new DOMException('Unrecognized algorithm name', 'NotSupportedError');
  return hash;
}

function requireHmac(algorithm: unknown): void {
  if (nameOf(algorithm) !== 'HMAC') throw notSimulated(`crypto.subtle with ${nameOf(algorithm)}`, onlyHmac);
}

function requireUsage(key: CryptoKey, usage: string): void {
  if (!key.usages.includes(usage)) {
    throw new DOMException(`Unable to use this key to ${usage}`, 'InvalidAccessError');
  }
}

/** Every answer settles through the instance's own promises, in the same turn. */
class SubtleCrypto {
  readonly #jobs: Jobs;
  readonly #random: (bytes: Uint8Array) => void;
  constructor(jobs: Jobs, random: (bytes: Uint8Array) => void) {
    this.#jobs = jobs;
    this.#random = random;
  }
  #settle<Result>(run: () => Result): Promise<Result> {
    return new this.#jobs.Promise((resolve) => resolve(run()));
  }
  digest(algorithm: unknown, data: unknown): Promise<ArrayBuffer> {
    return this.#settle(() => hashOf(algorithm).digest(bytesFrom(data)).buffer);
  }
  importKey(
    format: string,
    data: unknown,
    algorithm: HmacParameters,
    extractable: boolean,
    usages: string[],
  ): Promise<CryptoKey> {
    return this.#settle(() => {
      requireHmac(algorithm);
      const hash = hashOf(algorithm.hash);
      if (format === 'raw') return new CryptoKey(bytesFrom(data), hash, extractable, [...usages]);
      const { kty, k } = (format === 'jwk' ? data : {}) as { kty?: unknown; k?: unknown };
      if (kty !== 'oct' || typeof k !== 'string') throw notSimulated(`A key in format ${format}`, onlyHmac);
      return new CryptoKey(decodeBase64(k), hash, extractable, [...usages]);
    });
  }
  exportKey(format: string, key: CryptoKey): Promise<ArrayBuffer | object> {
    return this.#settle(() => {
      if (!key.extractable) throw new DOMException('key is not extractable', 'InvalidAccessError');
      if (format === 'raw') return keyBytes(key).buffer;
      const alg = `HS${key[material].hash.name.slice(3)}`;
      return { kty: 'oct', k: encodeBase64(keyBytes(key), 'url'), alg, key_ops: [...key.usages], ext: true };
    });
  }
  generateKey(algorithm: HmacParameters, extractable: boolean, usages: string[]): Promise<CryptoKey> {
    return this.#settle(() => {
      requireHmac(algorithm);
      const hash = hashOf(algorithm.hash);
      const bytes = new Uint8Array((algorithm.length ?? hash.blockBytes * 8) / 8);
      this.#random(bytes);
      return new CryptoKey(bytes, hash, extractable, [...usages]);
    });
  }
  sign(algorithm: unknown, key: CryptoKey, data: unknown): Promise<ArrayBuffer> {
    return this.#settle(() => {
      requireHmac(algorithm);
      requireUsage(key, 'sign');
      return hmac(key[material].hash, key[material].bytes, bytesFrom(data)).buffer;
    });
  }
  verify(algorithm: unknown, key: CryptoKey, signature: unknown, data: unknown): Promise<boolean> {
    return this.#settle(() => {
      requireHmac(algorithm);
      requireUsage(key, 'verify');
      return equalBytes(hmac(key[material].hash, key[material].bytes, bytesFrom(data)), bytesFrom(signature));
    });
  }
  #refuse(what: string): Promise<never> {
    return this.#jobs.Promise.reject(notSimulated(`crypto.subtle.${what}`, onlyHmac));
  }
  encrypt(): Promise<never> {
    return this.#refuse('encrypt');
  }
  decrypt(): Promise<never> {
    return this.#refuse('decrypt');
  }
  deriveBits(): Promise<never> {
    return this.#refuse('deriveBits');
  }
  deriveKey(): Promise<never> {
    return this.#refuse('deriveKey');
  }
  wrapKey(): Promise<never> {
    return this.#refuse('wrapKey');
  }
  unwrapKey(): Promise<never> {
    return this.#refuse('unwrapKey');
  }
}

export interface WebCrypto {
  readonly subtle: SubtleCrypto;
  getRandomValues<View extends ArrayBufferView>(view: View): View;
  randomUUID(): string;
}

export function createWebCrypto(world: ProcessWorld): WebCrypto {
  const stream = world.random('crypto');
  const fill = (bytes: Uint8Array): void => fillRandom(stream, bytes);
  return {
    subtle: new SubtleCrypto(world.jobs, fill),
    getRandomValues: (view) => {
      if (view.byteLength > quotaBytes) {
        const message = `The requested length exceeds ${quotaBytes} bytes`;
        throw new DOMException(message, 'QuotaExceededError');
      }
      fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
      return view;
    },
    randomUUID: () => randomUuid(stream),
  };
}
