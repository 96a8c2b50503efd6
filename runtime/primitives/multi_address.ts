// How callers name an account: by id, by index, by raw bytes. Mirrors sp-runtime, multiaddress.rs.

import { AccountId } from "./ids.ts";
import { arm, bytes, type Codec, codec, fixedBytes, unit, type ValueOf, variant } from "./scale/index.ts";

/** Compact<()>: takes no bytes. */
const AccountIndex: Codec<null> = codec<null>(
  "Compact<()>",
  { kind: "compact", of: unit },
  0,
  () => {},
  () => null,
);

export const MultiAddress = variant(
  "sp_runtime::multiaddress::MultiAddress",
  {
    Id: arm(0, AccountId),
    Index: arm(1, AccountIndex),
    Raw: arm(2, bytes),
    Address32: arm(3, fixedBytes(32)),
    Address20: arm(4, fixedBytes(20)),
  },
  { AccountId, AccountIndex: unit },
);
export type MultiAddress = ValueOf<typeof MultiAddress>;

/** The address that is an account's id. */
export const address = (id: AccountId): MultiAddress => ({ type: "Id", value: id });
