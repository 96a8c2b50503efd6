// The price of gas.
// Mirrors frontier's pallet-base-fee (lib.rs).

import { root } from "../../frame/origin.ts";
import { call, event, palletIdentity, section } from "../../frame/section.ts";
import { value } from "../../frame/storage.ts";
import { Permill } from "../../primitives/perthing.ts";
import { PermillCodec } from "../../primitives/perthing_codecs.ts";
import { U256 } from "../../primitives/u256.ts";
import { weights } from "./weights.ts";

export const BaseFee = palletIdentity("BaseFee", 25, { crate: "pallet_base_fee", plainEvent: true });

/** The price that a chain begins with; half of it is the least. */
export const DEFAULT_BASE_FEE_PER_GAS = 20_000_000_000n;
/** How far a full or an empty block moves the price: an eighth. */
export const DEFAULT_ELASTICITY = Permill.fromParts(125_000);

export const baseFee = section(BaseFee, {
  storage: {
    BaseFeePerGas: value(U256, { default: DEFAULT_BASE_FEE_PER_GAS }),
    Elasticity: value(PermillCodec, { default: DEFAULT_ELASTICITY }),
  },
  events: {
    NewBaseFeePerGas: event(0, { fee: U256 }),
    BaseFeeOverflow: event(1),
    NewElasticity: event(2, { elasticity: PermillCodec }),
  },
  calls: {
    set_base_fee_per_gas: call(0, root, { fee: U256 }, { weight: weights.set_base_fee_per_gas }),
    set_elasticity: call(1, root, { elasticity: PermillCodec }, { weight: weights.set_elasticity }),
  },
});
