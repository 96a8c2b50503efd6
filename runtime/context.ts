// The runtime's context: the frame's, with the ports and rules of this chain. A pallet names the ports it may touch.

import type { FrameContext } from "./frame/context.ts";
import type { Accounts } from "./ports/accounts.ts";
import type { AlphaAssets } from "./ports/alpha_assets.ts";
import type { AlphaFees } from "./ports/alpha_fees.ts";
import type { Authorities, FinalizerChanges } from "./ports/authorities.ts";
import type { Authorship } from "./ports/authorship.ts";
import type { Beacon } from "./ports/beacon.ts";
import type { BlockWeightMeter } from "./ports/block_weight.ts";
import type { Clock, Slots } from "./ports/clock.ts";
import type { Commitments } from "./ports/commitments.ts";
import type { Committers } from "./ports/committers.ts";
import type { Crowdloans } from "./ports/crowdloans.ts";
import type { Currency } from "./ports/currency.ts";
import type { Digests } from "./ports/digests.ts";
import type { EvmChainIdentity } from "./ports/evm_chain_id.ts";
import type { Exchange } from "./ports/exchange.ts";
import type { Extrinsics } from "./ports/extrinsics.ts";
import type { Fees } from "./ports/fees.ts";
import type { Hotkeys } from "./ports/hotkeys.ts";
import type { Hyperparameters } from "./ports/hyperparameters.ts";
import type { Preimages } from "./ports/preimages.ts";
import type { Proxies } from "./ports/proxies.ts";
import type { ShieldAuthors, StoredCalls } from "./ports/shield.ts";
import type { SubnetReserves } from "./ports/subnet_reserves.ts";
import type { SudoKey } from "./ports/sudo_key.ts";
import type { Timelocks } from "./ports/timelocks.ts";
import type { Consensus } from "./rules/consensus.ts";

/** Everything that pallets ask of one another. One interface per file in ports/. */
export interface Ports {
  readonly accounts: Accounts;
  readonly subnetReserves: SubnetReserves;
  readonly exchange: Exchange;
  readonly alphaAssets: AlphaAssets;
  readonly alphaFees: AlphaFees;
  readonly authorities: Authorities;
  readonly authorship: Authorship;
  readonly beacon: Beacon;
  readonly blockWeight: BlockWeightMeter;
  readonly clock: Clock;
  readonly crowdloans: Crowdloans;
  readonly commitments: Commitments;
  readonly committers: Committers;
  readonly currency: Currency;
  readonly digests: Digests;
  readonly evmChainId: EvmChainIdentity;
  readonly extrinsics: Extrinsics;
  readonly fees: Fees;
  readonly finalizerChanges: FinalizerChanges;
  readonly hotkeys: Hotkeys;
  readonly hyperparameters: Hyperparameters;
  readonly preimages: Preimages;
  readonly proxies: Proxies;
  readonly shieldAuthors: ShieldAuthors;
  readonly slots: Slots;
  readonly storedCalls: StoredCalls;
  readonly sudoKey: SudoKey;
  readonly timelocks: Timelocks;
}
/** The swappable decisions. One type per file in rules/. */
export interface Rules {
  readonly consensus: Consensus;
}

export type Context<P extends keyof Ports = never> = FrameContext<Pick<Ports, P>, Rules>;
/** A provider of a port sees its own slice of the full context again. */
export const within = <P extends keyof Ports>(ctx: FrameContext): Context<P> => ctx as unknown as Context<P>;
