// The first state of the economy: the root network, and subnet 1 with one neuron that belongs to nobody. Mirrors
// pallets/subtensor/src/macros/genesis.rs.

import {
  type AccountId,
  accountId,
  MAIN_MECHANISM,
  type NetUid,
  netUid,
  ROOT,
  ZERO_ACCOUNT,
} from "../../primitives/ids.ts";
import { safeFloatFromU64 } from "../../primitives/share_pool/safe_float.ts";
import { alpha, rao, type Tao } from "../../primitives/units.ts";
import { coinbase } from "./coinbase/contract.ts";
import { type Ctx, currentBlock } from "./context.ts";
import { epoch } from "./epoch/contract.ts";
import { keys } from "./keys/contract.ts";
import { mechanismStorageIndex } from "./mechanisms/storage_index.ts";
import { parameters } from "./parameters/contract.ts";
import { pools } from "./pools/contract.ts";
import { registration } from "./registration/contract.ts";
import { settings } from "./settings/contract.ts";
import { staking } from "./staking/contract.ts";
import { subnets } from "./subnets/contract.ts";
import { symbolForSubnet } from "./subnets/symbols.ts";
import { tempo } from "./tempo/contract.ts";
import { validatorWeights } from "./weights/contract.ts";

/** What a chain specification may say of the pallet. */
export interface SubtensorGenesis {
  readonly balancesIssuance?: Tao;
  readonly startCallDelay?: bigint;
}

const { storage: network } = subnets;
const { storage: parameter } = parameters;
const { storage: neurons } = registration;

/** //Alice and //Alice_hk: they own the root network of a fast chain. */
const ALICE = accountId("0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");
const ALICE_HOTKEY = accountId("0x506c5a28f51e841b4df26ace64a23d69057fefda24bc9a53cb74197f901e7128");

interface Limits {
  readonly uids: number;
  readonly validators: number;
}
function addNetwork(ctx: Ctx, netuid: NetUid, { uids, validators }: Limits): void {
  network.NetworksAdded.set(ctx, netuid, true);
  network.TotalNetworks.update(ctx, (old) => old + 1);
  neurons.SubnetworkN.set(ctx, netuid, 0);
  parameter.MaxAllowedUids.set(ctx, netuid, uids);
  parameter.MaxAllowedValidators.set(ctx, netuid, validators);
  parameter.MinAllowedWeights.set(ctx, netuid, 0);
  tempo.storage.Tempo.set(ctx, netuid, 100);
  parameter.NetworkRegistrationAllowed.set(ctx, netuid, true);
  network.TokenSymbol.set(ctx, netuid, symbolForSubnet(netuid));
}

function addRoot(ctx: Ctx): void {
  const { fast } = ctx.profile;
  addNetwork(ctx, ROOT, { uids: 64, validators: 64 });
  network.SubnetOwner.set(ctx, ROOT, fast ? ALICE : ZERO_ACCOUNT);
  network.SubnetOwnerHotkey.set(ctx, ROOT, fast ? ALICE_HOTKEY : ZERO_ACCOUNT);
  parameter.TargetRegistrationsPerInterval.set(ctx, ROOT, 1);
}

const POOL = 10_000_000_000n;
const STAKE = 1_000_000_000n;
/** A pool of ten of each token; nobody's account owns, mines and holds the one alpha outside it. */
function addFirstSubnet(ctx: Ctx): void {
  const netuid = netUid(1);
  const nobody = ZERO_ACCOUNT;
  addNetwork(ctx, netuid, { uids: 256, validators: 64 });
  network.SubnetMechanism.set(ctx, netuid, 1);
  network.SubnetOwner.set(ctx, netuid, nobody);
  network.SubnetLocked.set(ctx, netuid, rao(1n));
  network.LargestLocked.set(ctx, netuid, 1n);
  keys.storage.Owner.set(ctx, nobody, nobody);
  pools.storage.SubnetAlphaIn.set(ctx, netuid, alpha(POOL));
  pools.storage.SubnetTAO.set(ctx, netuid, rao(POOL));
  pools.storage.SubnetAlphaOut.set(ctx, netuid, alpha(STAKE));
  staking.storage.AlphaV2.set(ctx, nobody, nobody, netuid, safeFloatFromU64(STAKE));
  staking.storage.TotalHotkeyAlpha.set(ctx, nobody, netuid, alpha(STAKE));
  staking.storage.TotalHotkeySharesV2.set(ctx, nobody, netuid, safeFloatFromU64(STAKE));
  staking.storage.StakingHotkeys.set(ctx, nobody, [nobody]);
  addNeuron(ctx, netuid, nobody);
}
function addNeuron(ctx: Ctx, netuid: NetUid, hotkey: AccountId): void {
  const index = mechanismStorageIndex(netuid, MAIN_MECHANISM);
  const block = currentBlock(ctx);
  const { Active, Consensus, Dividends, Emission, Incentive, ValidatorPermit, ValidatorTrust } = epoch.storage;
  neurons.SubnetworkN.set(ctx, netuid, 1);
  Active.set(ctx, netuid, [true]);
  Emission.set(ctx, netuid, [alpha(0n)]);
  Incentive.set(ctx, index, [0]);
  for (const vector of [Consensus, Dividends, ValidatorTrust]) vector.set(ctx, netuid, [0]);
  validatorWeights.storage.LastUpdate.set(ctx, index, [block]);
  ValidatorPermit.set(ctx, netuid, [false]);
  neurons.Keys.set(ctx, netuid, 0, hotkey);
  neurons.Uids.set(ctx, netuid, hotkey, 0);
  neurons.BlockAtRegistration.set(ctx, netuid, 0, block);
  neurons.IsNetworkMember.set(ctx, hotkey, netuid, true);
}

export function buildSubtensorGenesis(
  ctx: Ctx,
  { balancesIssuance = rao(0n), startCallDelay }: SubtensorGenesis,
): void {
  coinbase.storage.TotalIssuance.set(ctx, balancesIssuance);
  if (startCallDelay !== undefined) settings.storage.StartCallDelay.set(ctx, startCallDelay);
  addRoot(ctx);
  addFirstSubnet(ctx);
}
