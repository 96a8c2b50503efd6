// The exchange between TAO and each subnet's alpha.
// Mirrors pallets/swap/src/pallet/mod.rs.

import { identity, twox } from "../../frame/hasher.ts";
import { anyOrigin, root } from "../../frame/origin.ts";
import { call, constant, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map } from "../../frame/storage.ts";
import { DEFAULT_QUOTE_WEIGHT } from "../../primitives/balancer/balancer.ts";
import { U64F64Codec } from "../../primitives/fixed/codecs.ts";
import { U64F64 } from "../../primitives/fixed/formats.ts";
import { AccountId, NetUid } from "../../primitives/ids.ts";
import { PalletId, palletId } from "../../primitives/pallet_id.ts";
import { bool, boundedBytes, i64, u16, u64 } from "../../primitives/scale/index.ts";
import { Alpha, alpha } from "../../primitives/units.ts";
import { Balancer } from "./balancer.ts";
import { NonZeroU64, PositionId, TickIndex } from "./positions.ts";
import { weights } from "./weights.ts";

export const Swap = palletIdentity("Swap", 28, "pallet_subtensor_swap::pallet");

export const swap = section(Swap, {
  constants: {
    ProtocolId: constant(PalletId, palletId("ten/swap")),
    MaxFeeRate: constant(u16, 10_000),
    MinimumLiquidity: constant(u64, 1000n),
    MinimumReserve: constant(NonZeroU64, 1_000_000n),
  },
  storage: {
    FeeRate: map([twox(NetUid)], u16, { default: 33 }),
    SwapBalancer: map([twox(NetUid)], Balancer, { default: { quote: DEFAULT_QUOTE_WEIGHT } }),
    PalSwapInitialized: map([twox(NetUid)], bool, { default: false }),
    HasMigrationRun: map([identity(boundedBytes(128))], bool, { default: false }),
    // Deviates: the reference has this item no more. Clients of older versions still ask for it by name to learn a price.
    AlphaSqrtPrice: map([twox(NetUid)], U64F64Codec, { default: U64F64.ZERO }),
    ScrapReservoirAlpha: map([twox(NetUid)], Alpha, { default: alpha(0n) }),
  },
  events: {
    FeeRateSet: event(0, { netuid: NetUid, rate: u16 }),
  },
  errors: {
    FeeRateTooHigh: error(0, "The fee rate is too high"),
    InsufficientInputAmount: error(1, "The provided amount is insufficient for the swap."),
    InsufficientLiquidity: error(2, "The provided liquidity is insufficient for the operation."),
    PriceLimitExceeded: error(3, "The operation would exceed the price limit."),
    InsufficientBalance: error(4, "The caller does not have enough balance for the operation."),
    InvalidTickRange: error(5, "The provided tick range is invalid."),
    InvalidLiquidityValue: error(6, "Provided liquidity parameter is invalid (likely too small)"),
    ReservesTooLow: error(7, "Reserves too low for operation."),
    MechanismDoesNotExist: error(8, "The subnet does not exist."),
    SubtokenDisabled: error(9, "The subnet does not have subtoken enabled"),
    ReservesOutOfBalance: error(10, "Swap reserves are too imbalanced"),
    SwapInputTooLarge: error(11, "Swap input is too large relative to input-side liquidity"),
    Deprecated: error(12, "The extrinsic is deprecated"),
  },
  calls: {
    set_fee_rate: call(0, root, { netuid: NetUid, rate: u16 }, { weight: weights.set_fee_rate }),
    add_liquidity: call(
      1,
      anyOrigin,
      { hotkey: AccountId, netuid: NetUid, tick_low: TickIndex, tick_high: TickIndex, liquidity: u64 },
      { weight: weights.add_liquidity },
    ),
    remove_liquidity: call(
      2,
      anyOrigin,
      { hotkey: AccountId, netuid: NetUid, position_id: PositionId },
      { weight: weights.remove_liquidity },
    ),
    modify_position: call(
      3,
      anyOrigin,
      { hotkey: AccountId, netuid: NetUid, position_id: PositionId, liquidity_delta: i64 },
      { weight: weights.modify_position, deprecated: "Deprecated, user liquidity is permanently disabled" },
    ),
    toggle_user_liquidity: call(
      4,
      anyOrigin,
      { netuid: NetUid, enable: bool },
      { weight: weights.toggle_user_liquidity },
    ),
    disable_lp: call(
      5,
      anyOrigin,
      {},
      { weight: weights.disable_lp, deprecated: "Deprecated, user liquidity is permanently disabled" },
    ),
  },
});
