// The pool of each subnet: TAO and alpha in reserve, alpha outstanding, price and flow.
// Mirrors pallets/subtensor/src/lib.rs.

import { identity } from "../../../frame/hasher.ts";
import { section } from "../../../frame/section.ts";
import { map, value } from "../../../frame/storage.ts";
import { I64F64Codec, I96F32Codec } from "../../../primitives/fixed/codecs.ts";
import { I96F32 } from "../../../primitives/fixed/formats.ts";
import { NetUid } from "../../../primitives/ids.ts";
import { i64, tuple, u64, u128 } from "../../../primitives/scale/index.ts";
import { Alpha, alpha, rao, Tao } from "../../../primitives/units.ts";
import { SubtensorModule } from "../pallet.ts";

export const pools = section(SubtensorModule, {
  storage: {
    TotalStake: value(Tao, { default: rao(0n), docs: "TAO in all pools." }),
    SubnetMovingPrice: map([identity(NetUid)], I96F32Codec, {
      default: I96F32.ZERO,
      docs: "Exponential moving average of the price.",
    }),
    SubnetVolume: map([identity(NetUid)], u128, { default: 0n, docs: "TAO bought and sold for, ever." }),
    SubnetTAO: map([identity(NetUid)], Tao, { default: rao(0n), docs: "TAO in reserve." }),
    SubnetAlphaIn: map([identity(NetUid)], Alpha, { default: alpha(0n), docs: "Alpha in reserve." }),
    SubnetAlphaOut: map([identity(NetUid)], Alpha, { default: alpha(0n), docs: "Alpha outside the reserve." }),
    SubnetProtocolAlpha: map([identity(NetUid)], Alpha, {
      default: alpha(0n),
      docs: "Alpha that the protocol has bought.",
    }),
    SubnetTaoFlow: map([identity(NetUid)], i64, {
      default: 0n,
      docs: "TAO that came in less TAO that went out, since the last block.",
    }),
    SubnetEmaTaoFlow: map([identity(NetUid)], tuple(u64, I64F64Codec), {
      docs: "Block and moving average of the flow.",
    }),
    SubnetProtocolFlow: map([identity(NetUid)], i64, { default: 0n }),
    SubnetEmaProtocolFlow: map([identity(NetUid)], tuple(u64, I64F64Codec)),
  },
});
