// What a neuron commits to: bytes, a hash, an encrypted message, or a wish. Plain bytes carry their length in the variant's
// index. Mirrors pallets/commitments/src/types.rs.

import {
  boundedBytes,
  boundedVec,
  type Codec,
  codec,
  type FieldShape,
  fixedBytes,
  ScaleError,
  struct,
  u32,
  u64,
  type ValueOf,
  type VariantShape,
} from "../../primitives/scale/index.ts";
import { Tao } from "../../primitives/units.ts";

/** Most bytes of each kind. */
export const MAX_RAW_SIZE = 128;
export const MAX_BIG_RAW_SIZE = 512;
export const MAX_TIMELOCK_SIZE = 1024;
/** Fields of one commitment (MaxCommitFields). */
export const MAX_COMMIT_FIELDS = 3;

const HASHES = { BlakeTwo256: 130, Sha256: 131, Keccak256: 132, ShaThree256: 133 } as const;
type HashName = keyof typeof HASHES;
const hashName = (index: number): HashName | undefined =>
  (Object.keys(HASHES) as HashName[]).find((name) => HASHES[name] === index);
const isHash = (name: string): name is HashName => name in HASHES;

const Hash = fixedBytes(32);
const Timelock = struct("", { encrypted: boundedBytes(MAX_TIMELOCK_SIZE), reveal_round: u64 });
const BigRaw = boundedBytes(MAX_BIG_RAW_SIZE);

export type Data =
  | { readonly type: "None"; readonly value?: undefined }
  | { readonly type: "Raw"; readonly value: Uint8Array }
  | { readonly type: HashName; readonly value: Uint8Array }
  | { readonly type: "TimelockEncrypted"; readonly value: ValueOf<typeof Timelock> }
  | { readonly type: "ResetBondsFlag"; readonly value?: undefined }
  | { readonly type: "BigRaw"; readonly value: Uint8Array };

const unspelled = (of: FieldShape): FieldShape => ({ ...of, typeName: "" });
const variants = (): VariantShape[] => [
  { name: "None", index: 0, fields: [] },
  ...Array.from({ length: MAX_RAW_SIZE + 1 }, (_, length) => ({
    name: `Raw${length}`,
    index: length + 1,
    fields: [unspelled({ codec: fixedBytes(length) })],
  })),
  ...Object.entries(HASHES).map(([name, index]) => ({ name, index, fields: [unspelled({ codec: Hash })] })),
  {
    name: "TimelockEncrypted",
    index: 134,
    fields: [
      unspelled({ name: "encrypted", codec: boundedBytes(MAX_TIMELOCK_SIZE) }),
      unspelled({ name: "reveal_round", codec: u64 }),
    ],
  },
  { name: "ResetBondsFlag", index: 135, fields: [] },
  { name: "BigRaw", index: 136, fields: [unspelled({ codec: BigRaw })] },
];

export const Data: Codec<Data> = codec(
  "Data",
  { kind: "variant", path: ["pallet_commitments", "types", "Data"], params: {}, variants },
  1,
  (out, value) => {
    switch (value.type) {
      case "None":
        return out.u8(0);
      case "Raw":
        if (value.value.length > MAX_RAW_SIZE)
          throw new ScaleError(`${value.value.length} bytes where ${MAX_RAW_SIZE} fit`);
        out.u8(value.value.length + 1);
        return out.raw(value.value);
      case "TimelockEncrypted":
        out.u8(134);
        return Timelock.write(out, value.value);
      case "ResetBondsFlag":
        return out.u8(135);
      case "BigRaw":
        out.u8(136);
        return BigRaw.write(out, value.value);
      default:
        if (!isHash(value.type)) throw new ScaleError(`Data has no variant ${String(value.type)}`);
        out.u8(HASHES[value.type]);
        return Hash.write(out, value.value);
    }
  },
  (input): Data => {
    const index = input.u8();
    if (index === 0) return { type: "None" };
    if (index <= MAX_RAW_SIZE + 1) return { type: "Raw", value: input.raw(index - 1) };
    const hash = hashName(index);
    if (hash !== undefined) return { type: hash, value: Hash.read(input) };
    if (index === 134) return { type: "TimelockEncrypted", value: Timelock.read(input) };
    if (index === 135) return { type: "ResetBondsFlag" };
    if (index === 136) return { type: "BigRaw", value: BigRaw.read(input) };
    throw new ScaleError(`Data has no variant of index ${index}`);
  },
);

/** Bytes of a field as they count against what an account may commit. */
export function spaceOf(field: Data): bigint {
  if (field.type === "None" || field.type === "ResetBondsFlag") return 0n;
  return BigInt(field.type === "TimelockEncrypted" ? field.value.encrypted.length : field.value.length);
}

export const CommitmentInfo = struct(
  "pallet_commitments::types::CommitmentInfo",
  { fields: boundedVec(Data, MAX_COMMIT_FIELDS) },
  { FieldLimit: undefined },
);
export type CommitmentInfo = ValueOf<typeof CommitmentInfo>;

/** A commitment as it is stored. */
export const Registration = struct(
  "pallet_commitments::types::Registration",
  { deposit: Tao, block: u32, info: CommitmentInfo },
  { Balance: Tao, MaxFields: undefined, BlockNumber: u32 },
);
export type Registration = ValueOf<typeof Registration>;

/** The bytes that a neuron committed in an epoch. */
export const UsageTracker = struct("pallet_commitments::types::UsageTracker", { last_epoch: u64, used_space: u64 });
export type UsageTracker = ValueOf<typeof UsageTracker>;
