// The pallet put together: every section with the functions behind its calls. A section whose calls are not built yet
// stands here with none, and its calls refuse.

import { pallet } from "../../frame/pallet.ts";
import { implementSome } from "../../frame/section.ts";
import { coinbase } from "./coinbase/contract.ts";
import { subtensorConstants } from "./constants/contract.ts";
import { delegationCalls } from "./delegation/calls.ts";
import {
  sudoSetMaxChildkeyTake,
  sudoSetMinChildkeyTake,
  sudoSetTxChildkeyTakeRateLimit,
} from "./delegation/childkey_take.ts";
import { delegation } from "./delegation/contract.ts";
import { epoch } from "./epoch/contract.ts";
import { onInitialize } from "./flows/block_step.ts";
import { coldkeySwapCalls } from "./flows/key_swaps/coldkey_swap_calls.ts";
import { keySwaps } from "./flows/key_swaps/contract.ts";
import { hotkeySwapCalls } from "./flows/key_swaps/swap_hotkey.ts";
import { subnetLifecycle } from "./flows/subnet_lifecycle/contract.ts";
import { dissolveNetworkCall, rootDissolveNetwork } from "./flows/subnet_lifecycle/dissolve_network.ts";
import { registerLeasedNetwork } from "./flows/subnet_lifecycle/register_leased_network.ts";
import { registerNetworkCall, registerNetworkWithIdentity } from "./flows/subnet_lifecycle/register_network.ts";
import { buildSubtensorGenesis } from "./genesis.ts";
import { identities } from "./identity/contract.ts";
import { setIdentity, setSubnetIdentity } from "./identity/identity.ts";
import { keys } from "./keys/contract.ts";
import { associateEvmKey } from "./keys/evm.ts";
import { tryAssociateHotkey } from "./keys/try_associate_hotkey.ts";
import { leases } from "./leases/contract.ts";
import { terminateLease } from "./leases/leasing.ts";
import { limits } from "./limits/contract.ts";
import { lockCalls } from "./locks/calls.ts";
import { locks } from "./locks/contract.ts";
import { mechanisms } from "./mechanisms/contract.ts";
import { SubtensorModule } from "./pallet.ts";
import { parameters } from "./parameters/contract.ts";
import { pools } from "./pools/contract.ts";
import { registration } from "./registration/contract.ts";
import { burnedRegister, registerCall, registerLimitCall } from "./registration/registration.ts";
import { faucet } from "./registration/work.ts";
import { retired } from "./retired/contract.ts";
import { claimCalls } from "./root/calls.ts";
import { rootNetwork } from "./root/contract.ts";
import { rootRegister } from "./root/root.ts";
import { serving } from "./serving/contract.ts";
import { serveAxon, serveAxonTls, servePrometheus } from "./serving/serving.ts";
import { settings } from "./settings/contract.ts";
import { stakingCalls } from "./staking/calls.ts";
import { subnets } from "./subnets/contract.ts";
import { startCall } from "./subnets/subnet.ts";
import { updateSymbol } from "./subnets/symbols.ts";
import { tempo } from "./tempo/contract.ts";
import { setActivityCutoffFactor, setTempo, triggerEpoch } from "./tempo/tempo_control.ts";
import { votingPower } from "./voting_power/contract.ts";
import { votingPowerCalls } from "./voting_power/tracking.ts";
import { weightCalls } from "./weights/calls.ts";
import { validatorWeights } from "./weights/contract.ts";

export const subtensorPallet = pallet(SubtensorModule, {
  storageVersion: 7,
  hooks: { onInitialize },
  genesis: (ctx, config) => buildSubtensorGenesis(ctx, config.subtensor ?? {}),
  sections: [
    implementSome(subtensorConstants, {}),
    implementSome(parameters, {}),
    implementSome(settings, {
      sudo_set_min_childkey_take: sudoSetMinChildkeyTake,
      sudo_set_max_childkey_take: sudoSetMaxChildkeyTake,
    }),
    implementSome(limits, { sudo_set_tx_childkey_take_rate_limit: sudoSetTxChildkeyTakeRateLimit }),
    implementSome(keys, { associate_evm_key: associateEvmKey, try_associate_hotkey: tryAssociateHotkey }),
    implementSome(subnets, { start_call: startCall, update_symbol: updateSymbol }),
    implementSome(leases, { register_leased_network: registerLeasedNetwork, terminate_lease: terminateLease }),
    implementSome(registration, {
      burned_register: burnedRegister,
      faucet,
      register: registerCall,
      register_limit: registerLimitCall,
    }),
    implementSome(serving, { serve_axon: serveAxon, serve_axon_tls: serveAxonTls, serve_prometheus: servePrometheus }),
    stakingCalls,
    implementSome(delegation, delegationCalls),
    implementSome(locks, lockCalls),
    implementSome(rootNetwork, { ...claimCalls, root_register: rootRegister }),
    implementSome(validatorWeights, weightCalls),
    implementSome(epoch, {}),
    implementSome(votingPower, votingPowerCalls),
    implementSome(mechanisms, {}),
    implementSome(pools, {}),
    implementSome(coinbase, {}),
    implementSome(tempo, {
      set_tempo: setTempo,
      set_activity_cutoff_factor: setActivityCutoffFactor,
      trigger_epoch: triggerEpoch,
    }),
    implementSome(identities, { set_identity: setIdentity, set_subnet_identity: setSubnetIdentity }),
    implementSome(keySwaps, { ...coldkeySwapCalls, ...hotkeySwapCalls }),
    implementSome(subnetLifecycle, {
      register_network: registerNetworkCall,
      register_network_with_identity: registerNetworkWithIdentity,
      dissolve_network: dissolveNetworkCall,
      root_dissolve_network: rootDissolveNetwork,
    }),
    implementSome(retired, {}),
  ],
});
