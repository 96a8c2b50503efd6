// How coldkeys and subnets present themselves.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs, dispatches.rs.

import { blake } from "../../../frame/hasher.ts";
import { signed } from "../../../frame/origin.ts";
import { call, error, event, section } from "../../../frame/section.ts";
import { map } from "../../../frame/storage.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { bytes } from "../../../primitives/scale/index.ts";
import { weights } from "../call_weights.ts";
import { SubtensorModule } from "../pallet.ts";
import { ChainIdentityV2 } from "./chain_identity.ts";
import { SubnetIdentityV3 } from "./subnet_identity.ts";

export const identities = section(SubtensorModule, {
  storage: {
    IdentitiesV2: map([blake(AccountId)], ChainIdentityV2),
    SubnetIdentitiesV3: map([blake(NetUid)], SubnetIdentityV3),
  },
  events: {
    ChainIdentitySet: event(77, [AccountId]),
    SubnetIdentitySet: event(78, [NetUid]),
    SubnetIdentityRemoved: event(79, [NetUid]),
  },
  errors: {
    InvalidIdentity: error(73, "Invalid identity."),
  },
  calls: {
    set_identity: call(
      68,
      signed,
      {
        name: bytes,
        url: bytes,
        github_repo: bytes,
        image: bytes,
        discord: bytes,
        description: bytes,
        additional: bytes,
      },
      { weight: weights.set_identity },
    ),
    set_subnet_identity: call(
      78,
      signed,
      {
        netuid: NetUid,
        subnet_name: bytes,
        github_repo: bytes,
        subnet_contact: bytes,
        subnet_url: bytes,
        discord: bytes,
        description: bytes,
        logo_url: bytes,
        additional: bytes,
      },
      { weight: weights.set_subnet_identity },
    ),
  },
});
