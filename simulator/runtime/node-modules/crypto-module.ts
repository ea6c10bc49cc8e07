import { Buffer } from '../globals/bytes/buffer.ts';
import { bytesFromText, encodingNamed } from '../globals/bytes/encodings.ts';
import { equalBytes, type HashAlgorithm, hashAlgorithms, hashNamed, hmac } from '../globals/cryptography/digest.ts';
import { fillRandom } from '../globals/cryptography/seeded-bytes.ts';
import type { WebCrypto } from '../globals/cryptography/web-crypto.ts';
import { invalidArgument, nodeError, notSimulated } from '../globals/node-error.ts';
import type { ProcessWorld } from '../globals/process-world.ts';

function bytesFrom(data: unknown, encoding?: unknown): Uint8Array {
  if (typeof data === 'string') return bytesFromText(data, encodingNamed(encoding));
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  throw invalidArgument('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
}

/** What both kinds of digest share: bytes put in, one answer taken out. */
class Digester {
  readonly #finish: (message: Uint8Array) => Uint8Array;
  #pieces: Uint8Array[] | null = [];
  constructor(finish: (message: Uint8Array) => Uint8Array) {
    this.#finish = finish;
  }
  update(data: unknown, encoding?: unknown): this {
    if (this.#pieces === null) throw nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#pieces.push(bytesFrom(data, encoding).slice());
    return this;
  }
  digest(encoding?: string): Buffer | string {
    if (this.#pieces === null) throw nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    const result = Buffer.from(this.#finish(Buffer.concat(this.#pieces)));
    this.#pieces = null;
    return encoding === undefined || encoding === 'buffer' ? result : result.toString(encoding);
  }
}

function algorithmNamed(name: unknown): HashAlgorithm {
  const algorithm = hashNamed(name);
  if (algorithm !== null) return algorithm;
  const known = hashAlgorithms.map((each) => each.name).join(', ');
  throw nodeError(
    Error,
    'ERR_OSSL_EVP_UNSUPPORTED',
    `Digest method not supported: ${String(name)} (simulated are ${known})`,
  );
}

const refused = [
  'createCipheriv',
  'createDecipheriv',
  'createSign',
  'createVerify',
  'createPublicKey',
  'createPrivateKey',
  'generateKeyPair',
  'generateKeyPairSync',
  'pbkdf2',
  'pbkdf2Sync',
  'scrypt',
  'scryptSync',
  'publicEncrypt',
  'privateDecrypt',
  'sign',
  'verify',
] as const;

type Done<Value> = (error: Error | null, value: Value) => void;

export function createCryptoModule(world: ProcessWorld, webcrypto: WebCrypto): object {
  const stream = world.random('node:crypto');
  const randomBytes = (size: number, done?: Done<Buffer>): Buffer | undefined => {
    if (typeof size !== 'number') throw invalidArgument('size', 'of type number', size);
    const bytes = Buffer.alloc(size);
    fillRandom(stream, bytes);
    if (!done) return bytes;
    world.setTimer(0, () => done(null, bytes));
    return undefined;
  };
  const randomInt = (from: number, to?: number | Done<number>, done?: Done<number>): number | undefined => {
    const low = typeof to === 'number' ? from : 0;
    const high = typeof to === 'number' ? to : from;
    if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || high <= low) {
      const range = `It must be > ${low}. Received ${high}`;
      throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "max" is out of range. ${range}`);
    }
    const value = low + Math.floor(stream.next() * (high - low));
    const callback = typeof to === 'function' ? to : done;
    if (!callback) return value;
    world.setTimer(0, () => callback(null, value));
    return undefined;
  };
  const module: Record<string, unknown> = {
    webcrypto,
    subtle: webcrypto.subtle,
    randomUUID: webcrypto.randomUUID,
    getRandomValues: webcrypto.getRandomValues,
    randomBytes,
    randomInt,
    getHashes: () => hashAlgorithms.map(({ name }) => name),
    createHash: (name: unknown) => {
      const algorithm = algorithmNamed(name);
      return new Digester((message) => algorithm.digest(message));
    },
    createHmac: (name: unknown, key: unknown) => {
      const algorithm = algorithmNamed(name);
      const secret = bytesFrom(key).slice();
      return new Digester((message) => hmac(algorithm, secret, message));
    },
    timingSafeEqual: (left: unknown, right: unknown) => {
      const [one, other] = [bytesFrom(left), bytesFrom(right)];
      if (one.length !== other.length) {
        const message = 'Input buffers must have the same byte length';
        throw nodeError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', message);
      }
      return equalBytes(one, other);
    },
  };
  for (const name of refused) {
    module[name] = () => {
      throw notSimulated(`node:crypto ${name}`, 'hashes, HMAC and random values are there');
    };
  }
  return module;
}
