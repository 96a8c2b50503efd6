// What an epoch computes of every neuron.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs.

import { identity } from "../../../frame/hasher.ts";
import { event, section } from "../../../frame/section.ts";
import { map } from "../../../frame/storage.ts";
import { NetUid, NetUidStorageIndex } from "../../../primitives/ids.ts";
import { bool, tuple, u16, vec } from "../../../primitives/scale/index.ts";
import { Alpha } from "../../../primitives/units.ts";
import { SubtensorModule } from "../pallet.ts";

export const epoch = section(SubtensorModule, {
  storage: {
    StakeWeight: map([identity(NetUid)], vec(u16), {
      default: [],
      docs: "Stake of each slot as the last epoch weighed it.",
    }),
    Active: map([identity(NetUid)], vec(bool), { default: [] }),
    Consensus: map([identity(NetUid)], vec(u16), { default: [] }),
    Incentive: map([identity(NetUidStorageIndex)], vec(u16), { default: [] }),
    Dividends: map([identity(NetUid)], vec(u16), { default: [] }),
    Emission: map([identity(NetUid)], vec(Alpha), { default: [] }),
    ValidatorTrust: map([identity(NetUid)], vec(u16), { default: [] }),
    ValidatorPermit: map([identity(NetUid)], vec(bool), { default: [] }),
    Bonds: map([identity(NetUidStorageIndex), identity(u16)], vec(tuple(u16, u16)), {
      default: [],
      docs: "What validators hold in miners.",
    }),
  },
  events: {
    IncentiveAlphaEmittedToMiners: event(110, { netuid: NetUidStorageIndex, emissions: vec(Alpha) }),
  },
});
