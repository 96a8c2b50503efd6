// The Ethereum virtual machine. Not built: its calls refuse.
// Mirrors frontier's pallet-evm (lib.rs).

import { blake } from "../../frame/hasher.ts";
import { anyOrigin, root } from "../../frame/origin.ts";
import { call, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { Log } from "../../primitives/ethereum/block.ts";
import { AuthorizationList } from "../../primitives/ethereum/transaction.ts";
import { H160, H256, ZERO_HASH } from "../../primitives/ids.ts";
import { bool, bytes, option, tuple, u64, vec } from "../../primitives/scale/index.ts";
import { U256 } from "../../primitives/u256.ts";
import { Tao } from "../../primitives/units.ts";
import { CodeMetadata } from "./code_metadata.ts";
import { weights } from "./weights.ts";

export const Evm = palletIdentity("EVM", 22);

export const evm = section(Evm, {
  storage: {
    AccountCodes: map([blake(H160)], bytes, { default: new Uint8Array(0) }),
    AccountCodesMetadata: map([blake(H160)], CodeMetadata),
    AccountStorages: map([blake(H160), blake(H256)], H256, { default: ZERO_HASH }),
    WhitelistedCreators: value(vec(H160), { default: [] }),
    DisableWhitelistCheck: value(bool, { default: false }),
  },
  events: {
    Log: event(0, { log: Log }),
    Created: event(1, { address: H160 }),
    CreatedFailed: event(2, { address: H160 }),
    Executed: event(3, { address: H160 }),
    ExecutedFailed: event(4, { address: H160 }),
  },
  errors: {
    BalanceLow: error(0, "Not enough balance to perform action"),
    FeeOverflow: error(1, "Calculating total fee overflowed"),
    PaymentOverflow: error(2, "Calculating total payment overflowed"),
    WithdrawFailed: error(3, "Withdraw fee failed"),
    GasPriceTooLow: error(4, "Gas price is too low."),
    InvalidNonce: error(5, "Nonce is invalid"),
    GasLimitTooLow: error(6, "Gas limit is too low."),
    GasLimitTooHigh: error(7, "Gas limit is too high."),
    InvalidChainId: error(8, "The chain id is invalid."),
    InvalidSignature: error(9, "the signature is invalid."),
    Reentrancy: error(10, "EVM reentrancy"),
    TransactionMustComeFromEOA: error(11, "EIP-3607,"),
    Undefined: error(12, "Undefined error."),
    NotAllowed: error(13, "Origin is not allowed to perform the operation."),
    CreateOriginNotAllowed: error(14, "Address not allowed to deploy contracts either via CREATE or CALL(CREATE)."),
  },
  calls: {
    withdraw: call(0, anyOrigin, { address: H160, value: Tao }, { weight: weights.withdraw }),
    call: call(
      1,
      anyOrigin,
      {
        source: H160,
        target: H160,
        input: bytes,
        value: U256,
        gas_limit: u64,
        max_fee_per_gas: U256,
        max_priority_fee_per_gas: option(U256),
        nonce: option(U256),
        access_list: vec(tuple(H160, vec(H256))),
        authorization_list: AuthorizationList,
      },
      { weight: weights.call },
    ),
    create: call(
      2,
      anyOrigin,
      {
        source: H160,
        init: bytes,
        value: U256,
        gas_limit: u64,
        max_fee_per_gas: U256,
        max_priority_fee_per_gas: option(U256),
        nonce: option(U256),
        access_list: vec(tuple(H160, vec(H256))),
        authorization_list: AuthorizationList,
      },
      { weight: weights.create },
    ),
    create2: call(
      3,
      anyOrigin,
      {
        source: H160,
        init: bytes,
        salt: H256,
        value: U256,
        gas_limit: u64,
        max_fee_per_gas: U256,
        max_priority_fee_per_gas: option(U256),
        nonce: option(U256),
        access_list: vec(tuple(H160, vec(H256))),
        authorization_list: AuthorizationList,
      },
      { weight: weights.create2 },
    ),
    set_whitelist: call(4, root, { new: vec(H160) }, { weight: weights.set_whitelist }),
    disable_whitelist: call(5, root, { disabled: bool }, { weight: weights.disable_whitelist }),
  },
});
