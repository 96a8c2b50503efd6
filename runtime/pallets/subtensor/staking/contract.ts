// Stake: how much alpha each coldkey holds with each hotkey on each subnet, kept as shares of a pool.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { blake, identity, twox } from "../../../frame/hasher.ts";
import { signed } from "../../../frame/origin.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map } from "../../../frame/storage.ts";
import { U64F64Codec } from "../../../primitives/fixed/codecs.ts";
import { U64F64 } from "../../../primitives/fixed/formats.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { bool, option, u64, vec } from "../../../primitives/scale/index.ts";
import { SafeFloatCodec } from "../../../primitives/share_pool/codec.ts";
import { SAFE_FLOAT_ZERO } from "../../../primitives/share_pool/safe_float.ts";
import { Alpha, alpha, Tao } from "../../../primitives/units.ts";
import { weights } from "../call_weights.ts";
import { SubtensorModule } from "../pallet.ts";

export const staking = section(SubtensorModule, {
  storage: {
    StakingHotkeys: map([blake(AccountId)], vec(AccountId), {
      default: [],
      docs: "Hotkeys that a coldkey has staked with.",
    }),
    AutoStakeDestination: map([blake(AccountId), identity(NetUid)], AccountId, {
      docs: "Where the incentive of a coldkey goes on a subnet.",
    }),
    AutoStakeDestinationColdkeys: map([blake(AccountId), identity(NetUid)], vec(AccountId), { default: [] }),
    TotalHotkeyAlpha: map([blake(AccountId), identity(NetUid)], Alpha, {
      default: alpha(0n),
      docs: "Alpha staked with a hotkey: the value of its share pool.",
    }),
    TotalHotkeyShares: map([blake(AccountId), identity(NetUid)], U64F64Codec, {
      default: U64F64.ZERO,
      docs: "Shares of the pool in the older form.",
    }),
    Alpha: map([blake(AccountId), blake(AccountId), identity(NetUid)], U64F64Codec, {
      default: U64F64.ZERO,
      docs: "A coldkey's shares in the older form, by hotkey, coldkey, subnet.",
    }),
    TotalHotkeySharesV2: map([blake(AccountId), identity(NetUid)], SafeFloatCodec, {
      default: SAFE_FLOAT_ZERO,
      docs: "Shares of the pool.",
    }),
    AlphaV2: map([blake(AccountId), blake(AccountId), identity(NetUid)], SafeFloatCodec, {
      default: SAFE_FLOAT_ZERO,
      docs: "A coldkey's shares, by hotkey, coldkey, subnet.",
    }),
    LastColdkeyHotkeyStakeBlock: map([twox(AccountId), twox(AccountId)], u64),
  },
  events: {
    StakeAdded: event(2, [AccountId, AccountId, Tao, Alpha, NetUid, u64]),
    StakeRemoved: event(3, [AccountId, AccountId, Tao, Alpha, NetUid, u64]),
    StakeMoved: event(4, [AccountId, AccountId, NetUid, AccountId, NetUid, Tao]),
    StakeTransferred: event(91, [AccountId, AccountId, AccountId, NetUid, NetUid, Tao]),
    StakeSwapped: event(92, [AccountId, AccountId, NetUid, NetUid, Tao]),
    AlphaRecycled: event(96, [AccountId, AccountId, Alpha, NetUid]),
    AlphaBurned: event(97, [AccountId, AccountId, Alpha, NetUid]),
    AutoStakeAdded: event(109, {
      netuid: NetUid,
      destination: AccountId,
      hotkey: AccountId,
      owner: AccountId,
      incentive: Alpha,
    }),
    AutoStakeDestinationSet: event(112, { coldkey: AccountId, netuid: NetUid, hotkey: AccountId }),
    AddStakeBurn: event(121, { netuid: NetUid, hotkey: AccountId, amount: Tao, alpha: Alpha }),
    TransactionFeePaidWithAlpha: event(123, { who: AccountId, netuid: NetUid, alpha_fee: Alpha, tao_amount: Tao }),
  },
  errors: {
    NotEnoughStake: error(
      8,
      "DEPRECATED: Stake amount to withdraw is zero.\nThe caller does not have enought stake to perform this action.",
    ),
    NotEnoughStakeToWithdraw: error(
      9,
      'The caller is requesting removing more stake than there exists in the staking account.\nSee: "[remove_stake()]".',
    ),
    NotEnoughBalanceToStake: error(
      12,
      'The caller is requesting adding more stake than there exists in the coldkey account.\nSee: "[add_stake()]"',
    ),
    BalanceWithdrawalError: error(
      13,
      "The caller is trying to add stake, but for some reason the requested amount could not be\nwithdrawn from the coldkey account.",
    ),
    ZeroBalanceAfterWithdrawn: error(
      14,
      "Unsuccessfully withdraw, balance could be zero (can not make account exist) after\nwithdrawal.",
    ),
    StakingRateLimitExceeded: error(36, "A transactor exceeded the rate limit for staking."),
    AmountTooLow: error(82, "Stake amount is too low."),
    InsufficientLiquidity: error(83, "Not enough liquidity."),
    SlippageTooHigh: error(84, "Slippage is too high for the transaction."),
    TransferDisallowed: error(85, "Subnet disallows transfer."),
    NotEnoughAlphaOutToRecycle: error(90, "Not enough AlphaOut on the subnet to recycle"),
    CannotBurnOrRecycleOnRootSubnet: error(91, "Cannot burn or recycle TAO from root subnet"),
    SameNetuid: error(96, "Invalid netuid duplication"),
    InsufficientBalance: error(97, "The caller does not have enough balance for the operation."),
    SameAutoStakeHotkeyAlreadySet: error(118, "Same auto stake hotkey already set"),
    AddStakeBurnRateLimitExceeded: error(129, '"Add stake and burn" exceeded the operation rate limit'),
  },
  calls: {
    add_stake: call(
      2,
      signed,
      { hotkey: AccountId, netuid: NetUid, amount_staked: Tao },
      { weight: weights.add_stake },
    ),
    remove_stake: call(
      3,
      signed,
      { hotkey: AccountId, netuid: NetUid, amount_unstaked: Alpha },
      { weight: weights.remove_stake },
    ),
    unstake_all: call(83, signed, { hotkey: AccountId }, { weight: weights.unstake_all }),
    unstake_all_alpha: call(84, signed, { hotkey: AccountId }, { weight: weights.unstake_all_alpha }),
    move_stake: call(
      85,
      signed,
      {
        origin_hotkey: AccountId,
        destination_hotkey: AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha_amount: Alpha,
      },
      { weight: weights.move_stake },
    ),
    transfer_stake: call(
      86,
      signed,
      {
        destination_coldkey: AccountId,
        hotkey: AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha_amount: Alpha,
      },
      { weight: weights.transfer_stake },
    ),
    swap_stake: call(
      87,
      signed,
      { hotkey: AccountId, origin_netuid: NetUid, destination_netuid: NetUid, alpha_amount: Alpha },
      { weight: weights.swap_stake },
    ),
    add_stake_limit: call(
      88,
      signed,
      { hotkey: AccountId, netuid: NetUid, amount_staked: Tao, limit_price: Tao, allow_partial: bool },
      { weight: weights.add_stake_limit },
    ),
    remove_stake_limit: call(
      89,
      signed,
      { hotkey: AccountId, netuid: NetUid, amount_unstaked: Alpha, limit_price: Tao, allow_partial: bool },
      { weight: weights.remove_stake_limit },
    ),
    swap_stake_limit: call(
      90,
      signed,
      {
        hotkey: AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha_amount: Alpha,
        limit_price: Tao,
        allow_partial: bool,
      },
      { weight: weights.swap_stake_limit },
    ),
    recycle_alpha: call(
      101,
      signed,
      { hotkey: AccountId, amount: Alpha, netuid: NetUid },
      { weight: weights.recycle_alpha },
    ),
    burn_alpha: call(102, signed, { hotkey: AccountId, amount: Alpha, netuid: NetUid }, { weight: weights.burn_alpha }),
    remove_stake_full_limit: call(
      103,
      signed,
      { hotkey: AccountId, netuid: NetUid, limit_price: option(Tao) },
      { weight: weights.remove_stake_full_limit },
    ),
    set_coldkey_auto_stake_hotkey: call(
      114,
      signed,
      { netuid: NetUid, hotkey: AccountId },
      { weight: weights.set_coldkey_auto_stake_hotkey },
    ),
    add_stake_burn: call(
      132,
      signed,
      { hotkey: AccountId, netuid: NetUid, amount: Tao, limit: option(Tao) },
      { weight: weights.add_stake_burn },
    ),
  },
});
