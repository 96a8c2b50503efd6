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
    BlockEmission: value(u64, { default: 1_000_000_000n, docs: "TAO minted by a block." }),
    LastHotkeyEmissionOnNetuid: map([blake(AccountId), identity(NetUid)], Alpha, { default: alpha(0n) }),
    TotalIssuance: value(Tao, { default: follow(constants.InitialIssuance) }),
    RootProp: map([identity(NetUid)], U96F32Codec, {
      default: U96F32.ZERO,
      docs: "Part of the dividends that belongs to root.",
    }),
    SubnetAlphaInEmission: map([identity(NetUid)], Alpha, {
      default: alpha(0n),
      docs: "Alpha put into the reserve by the last block.",
    }),
    SubnetAlphaOutEmission: map([identity(NetUid)], Alpha, {
      default: alpha(0n),
      docs: "Alpha emitted to participants by the last block.",
    }),
    SubnetTaoInEmission: map([identity(NetUid)], Tao, {
      default: rao(0n),
      docs: "TAO put into the reserve by the last block.",
    }),
    SubnetExcessTao: map([identity(NetUid)], Tao, {
      default: rao(0n),
      docs: "TAO of the last block that the reserve did not take and that bought alpha instead.",
    }),
    SubnetRootSellTao: map([identity(NetUid)], Tao, { default: rao(0n) }),
    TotalHotkeyAlphaLastEpoch: map([blake(AccountId), identity(NetUid)], Alpha, {
      default: alpha(0n),
      docs: "Alpha staked with a hotkey when its last epoch ran.",
    }),
    PendingServerEmission: map([identity(NetUid)], Alpha, {
      default: alpha(0n),
      docs: "For miners, until the next epoch.",
    }),
    PendingValidatorEmission: map([identity(NetUid)], Alpha, {
      default: alpha(0n),
      docs: "For validators, until the next epoch.",
    }),
    PendingRootAlphaDivs: map([identity(NetUid)], Alpha, {
      default: alpha(0n),
      docs: "For root, until the next epoch.",
    }),
    PendingOwnerCut: map([identity(NetUid)], Alpha, {
      default: alpha(0n),
      docs: "For the owner, until the next epoch.",
    }),
    MinerBurned: map([identity(NetUid)], U96F32Codec, {
      default: U96F32.ZERO,
      docs: "Part of the incentive that went to the owner and was burned or recycled.",
    }),
  },
});
