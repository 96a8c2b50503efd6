// What every block mints, how it is split, and what waits for the next epoch.
// Mirrors pallets/subtensor/src/lib.rs.

import { blake, identity } from "../../../frame/hasher.ts";
import { follow } from "../../../frame/profile.ts";
import { section } from "../../../frame/section.ts";
import { map, value } from "../../../frame/storage.ts";
import { U96F32Codec } from "../../../primitives/fixed/codecs.ts";
import { U96F32 } from "../../../primitives/fixed/formats.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { u64 } from "../../../primitives/scale/index.ts";
import { Alpha, alpha, rao, Tao } from "../../../primitives/units.ts";
import { constants } from "../constants/contract.ts";
import { SubtensorModule } from "../pallet.ts";

export const coinbase = section(SubtensorModule, {
  storage: {
    AlphaDividendsPerSubnet: map([identity(NetUid), blake(AccountId)], Alpha, { default: alpha(0n) }),
    RootAlphaDividendsPerSubnet: map([identity(NetUid), blake(AccountId)], Alpha, { default: alpha(0n) }),
    BlockEmission: value(u64, { default: 1_000_000_000n }),
    LastHotkeyEmissionOnNetuid: map([blake(AccountId), identity(NetUid)], Alpha, { default: alpha(0n) }),
    TotalIssuance: value(Tao, { default: follow(constants.InitialIssuance) }),
    RootProp: map([identity(NetUid)], U96F32Codec, { default: U96F32.ZERO }),
    SubnetAlphaInEmission: map([identity(NetUid)], Alpha, { default: alpha(0n) }),
    SubnetAlphaOutEmission: map([identity(NetUid)], Alpha, { default: alpha(0n) }),
    SubnetTaoInEmission: map([identity(NetUid)], Tao, { default: rao(0n) }),
    SubnetExcessTao: map([identity(NetUid)], Tao, { default: rao(0n) }),
    SubnetRootSellTao: map([identity(NetUid)], Tao, { default: rao(0n) }),
    TotalHotkeyAlphaLastEpoch: map([blake(AccountId), identity(NetUid)], Alpha, { default: alpha(0n) }),
    PendingServerEmission: map([identity(NetUid)], Alpha, { default: alpha(0n) }),
    PendingValidatorEmission: map([identity(NetUid)], Alpha, { default: alpha(0n) }),
    PendingRootAlphaDivs: map([identity(NetUid)], Alpha, { default: alpha(0n) }),
    PendingOwnerCut: map([identity(NetUid)], Alpha, { default: alpha(0n) }),
    MinerBurned: map([identity(NetUid)], U96F32Codec, { default: U96F32.ZERO }),
  },
});
