// One kind of record in the database: a letter, how keys are written, how values are written. Reads are synchronous,
// writes go into the batch of a block.

/** What the repositories need of LevelDB. */
export interface Reads {
  getSync(key: Uint8Array): Uint8Array | undefined;
}
export interface Writes {
  put(key: Uint8Array, value: Uint8Array): unknown;
  del(key: Uint8Array): unknown;
}
export interface Form<T> {
  readonly encode: (value: T) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => T;
}
/** Bytes as they are. */
export const rawBytes: Form<Uint8Array> = { encode: (bytes) => bytes, decode: (bytes) => bytes };

/**
 * Keys are parts of larger buffers.
 * PERF: V8 keeps a small array inside its heap and has to move it out, into memory of its own, before native code may see it.
 */
const ROOM_BYTES = 1 << 16;
let room = new Uint8Array(0);
let used = 0;
function roomFor(length: number): Uint8Array {
  if (used + length > room.length) {
    room = new Uint8Array(Math.max(ROOM_BYTES, length));
    used = 0;
  }
  used += length;
  return room.subarray(used - length, used);
}

export class Repository<K, V> {
  readonly #db: Reads;
  readonly #letter: number;
  readonly #keyBytes: (key: K) => Uint8Array;
  readonly #form: Form<V>;

  constructor(db: Reads, letter: string, keyBytes: (key: K) => Uint8Array, form: Form<V>) {
    this.#db = db;
    this.#letter = letter.charCodeAt(0);
    this.#keyBytes = keyBytes;
    this.#form = form;
  }

  #key(key: K): Uint8Array {
    const bytes = this.#keyBytes(key);
    const whole = roomFor(bytes.length + 1);
    whole[0] = this.#letter;
    whole.set(bytes, 1);
    return whole;
  }
  get(key: K): V | undefined {
    const found = this.#db.getSync(this.#key(key));
    return found === undefined ? undefined : this.#form.decode(found);
  }
  has(key: K): boolean {
    return this.#db.getSync(this.#key(key)) !== undefined;
  }
  put(batch: Writes, key: K, value: V): void {
    batch.put(this.#key(key), this.#form.encode(value));
  }
  delete(batch: Writes, key: K): void {
    batch.del(this.#key(key));
  }
}
