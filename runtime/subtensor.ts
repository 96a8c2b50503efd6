// The runtime of the chain, put together: pallets with their indices, ports with their providers, rules, extensions and
// runtime APIs. Mirrors construct_runtime! of runtime/src/lib.rs.

import { accountNonceApi } from "./apis/accounts.ts";
import { babeApi } from "./apis/babe.ts";
import { auraApi, grandpaApi, sessionKeys } from "./apis/consensus.ts";
import { contractsApi } from "./apis/contracts.ts";
import { blockBuilder, core, genesisBuilder, metadataApi, taggedTransactionQueue } from "./apis/core.ts";
import { delegateInfoApi } from "./apis/delegate_info.ts";
import { convertTransactionApi, ethereumApi } from "./apis/ethereum.ts";
import { neuronInfoApi } from "./apis/neuron_info.ts";
import { offchainWorkerApi } from "./apis/offchain_worker.ts";
import { transactionPaymentApi } from "./apis/payment.ts";
import { proxyFilterApi } from "./apis/proxy_filters.ts";
import { shieldApi } from "./apis/shield.ts";
import { stakeInfoApi } from "./apis/stake_info.ts";
import { subnetInfoApi } from "./apis/subnet_info.ts";
import { subnetRegistrationApi } from "./apis/subnet_registration.ts";
import { swapApi } from "./apis/swap.ts";
import { associatedTypes } from "./associated_types.ts";
import type { Ports, Rules } from "./context.ts";
import type { Chain } from "./executive/chain.ts";
import { pipeline, TxExtension } from "./extensions/index.ts";
import { type Call, defineOuterType } from "./frame/call.ts";
import {
  eventRecordsCodec,
  originCallerCodec,
  reasonCodec,
  runtimeCallCodec,
  runtimeEventCodec,
} from "./frame/outer.ts";
import type { Pallet } from "./frame/pallet.ts";
import { FAST, type Profile, STANDARD } from "./frame/profile.ts";
import type { Runtime } from "./frame/runtime.ts";
import type { At } from "./frame/state.ts";
import { adminUtilsPallet } from "./pallets/admin_utils/index.ts";
import { alphaAssets } from "./pallets/alpha_assets/books.ts";
import { alphaAssetsPallet } from "./pallets/alpha_assets/index.ts";
import { auraPallet, authorities, authorship, shieldAuthors, slots } from "./pallets/aura/index.ts";
import { balancesPallet, currency } from "./pallets/balances/index.ts";
import { baseFeePallet } from "./pallets/base_fee/index.ts";
import { commitmentsPallet } from "./pallets/commitments/index.ts";
import { commitments } from "./pallets/commitments/purge.ts";
import { contractsPallet } from "./pallets/contracts/index.ts";
import { crowdloans } from "./pallets/crowdloan/crowdloans.ts";
import { crowdloanPallet } from "./pallets/crowdloan/index.ts";
import { drandPallet } from "./pallets/drand/index.ts";
import { beacon } from "./pallets/drand/pulses.ts";
import { timelocks } from "./pallets/drand/timelocks.ts";
import { ethereumPallet } from "./pallets/ethereum/index.ts";
import { evmPallet } from "./pallets/evm/index.ts";
import { evmChainId, evmChainIdPallet } from "./pallets/evm_chain_id/index.ts";
import { finalizerChanges, grandpaPallet } from "./pallets/grandpa/index.ts";
import { limitOrdersPallet } from "./pallets/limit_orders/index.ts";
import { multisigPallet } from "./pallets/multisig/index.ts";
import { preimagePallet, preimages } from "./pallets/preimage/index.ts";
import { proxies, proxyPallet } from "./pallets/proxy/index.ts";
import { randomnessPallet } from "./pallets/randomness/index.ts";
import { passesSafeMode, safeModePallet } from "./pallets/safe_mode/index.ts";
import { schedulerPallet } from "./pallets/scheduler/index.ts";
import { shieldPallet, storedCalls } from "./pallets/shield/index.ts";
import { yuma } from "./pallets/subtensor/epoch/yuma.ts";
import { committers } from "./pallets/subtensor/flows/committers.ts";
import { hyperparameters } from "./pallets/subtensor/flows/hyperparameters.ts";
import { guardWeight } from "./pallets/subtensor/guard_weights.ts";
import { guards } from "./pallets/subtensor/guards/index.ts";
import { subtensorPallet } from "./pallets/subtensor/index.ts";
import { subnetReserves } from "./pallets/subtensor/pools/reserves.ts";
import { alphaFees } from "./pallets/subtensor/staking/alpha_fees.ts";
import { hotkeys } from "./pallets/subtensor/staking/hotkeys.ts";
import { sudoKey, sudoPallet } from "./pallets/sudo/index.ts";
import { exchange, swapPallet } from "./pallets/swap/index.ts";
import { accounts } from "./pallets/system/accounts.ts";
import { blockWeight } from "./pallets/system/block_weight.ts";
import { system } from "./pallets/system/contract.ts";
import { digests } from "./pallets/system/digests.ts";
import { extrinsics } from "./pallets/system/extrinsics.ts";
import { systemPallet } from "./pallets/system/index.ts";
import { VERSION } from "./pallets/system/version.ts";
import { clock, timestampPallet } from "./pallets/timestamp/index.ts";
import { fees, transactionPaymentCallApi, transactionPaymentPallet } from "./pallets/transaction_payment/index.ts";
import { utilityPallet } from "./pallets/utility/index.ts";
import { type Verify, verify } from "./primitives/crypto/verify.ts";

/** In index order; hooks run in this order. */
const pallets: readonly Pallet[] = [
  systemPallet,
  randomnessPallet,
  timestampPallet,
  auraPallet,
  grandpaPallet,
  balancesPallet,
  transactionPaymentPallet,
  subtensorPallet,
  utilityPallet,
  sudoPallet,
  multisigPallet,
  preimagePallet,
  schedulerPallet,
  proxyPallet,
  commitmentsPallet,
  adminUtilsPallet,
  safeModePallet,
  ethereumPallet,
  evmPallet,
  evmChainIdPallet,
  baseFeePallet,
  drandPallet,
  crowdloanPallet,
  swapPallet,
  contractsPallet,
  shieldPallet,
  alphaAssetsPallet,
  limitOrdersPallet,
];

const ports: Ports = {
  accounts,
  alphaAssets,
  alphaFees,
  authorities,
  authorship,
  beacon,
  blockWeight,
  clock,
  crowdloans,
  commitments,
  committers,
  currency,
  digests,
  exchange,
  evmChainId,
  extrinsics,
  fees,
  finalizerChanges,
  hotkeys,
  hyperparameters,
  preimages,
  proxies,
  shieldAuthors,
  slots,
  storedCalls,
  subnetReserves,
  sudoKey,
  timelocks,
};
const rules: Rules = { consensus: yuma };

const BATCHES = ["batch", "batch_all", "force_batch"];
const isBatch = (call: Call): boolean => call.pallet === "Utility" && BATCHES.includes(call.name);
/** A batch within a batch is refused. */
const nestsNoBatches = (call: Call): boolean => !isBatch(call) || !(call.args.calls as readonly Call[]).some(isBatch);

const RuntimeCall = runtimeCallCodec(pallets);
defineOuterType("RuntimeCall", RuntimeCall);
defineOuterType("RuntimeEvent", runtimeEventCodec(pallets));
defineOuterType("EventRecords", eventRecordsCodec(pallets));
defineOuterType("OriginCaller", originCallerCodec(pallets));
defineOuterType("RuntimeHoldReason", reasonCodec("RuntimeHoldReason", pallets));
defineOuterType("RuntimeFreezeReason", reasonCodec("RuntimeFreezeReason", pallets));

export const runtime: Runtime = {
  version: VERSION,
  pallets,
  extensions: pipeline,
  extra: TxExtension,
  associatedTypes,
  apis: [
    core,
    metadataApi,
    blockBuilder,
    genesisBuilder,
    taggedTransactionQueue,
    offchainWorkerApi,
    auraApi,
    sessionKeys,
    grandpaApi,
    accountNonceApi,
    transactionPaymentApi,
    transactionPaymentCallApi,
    ethereumApi,
    convertTransactionApi,
    contractsApi,
    delegateInfoApi,
    neuronInfoApi,
    subnetInfoApi,
    stakeInfoApi,
    subnetRegistrationApi,
    proxyFilterApi,
    babeApi,
    swapApi,
    shieldApi,
  ],
  baseCallFilter: (ctx: At, call) => passesSafeMode(ctx, call) && nestsNoBatches(call),
  guards,
  guardWeight,
  callFiltered: system.errors.CallFiltered,
  ports,
  rules,
  RuntimeCall,
};

/** The reference chain under a profile. `verify` may be replaced by a faster door with the same verdicts. */
export const subtensor = (profile: Profile = STANDARD, check: Verify = verify): Chain => ({
  runtime,
  profile,
  verify: check,
});
export { FAST, STANDARD };
