// The calls about root claims. Mirrors pallets/subtensor/src/macros/dispatches.rs.

import { ensure } from "../../../frame/refusal.ts";
import type { Handles } from "../../../frame/section.ts";
import { I96F32 } from "../../../primitives/fixed/formats.ts";
import type { Ctx } from "../context.ts";
import { ensureSubnetOwnerOrRoot } from "../subnets/subnet.ts";
import { changeRootClaimType, maybeAddColdkeyIndex, rootClaim } from "./claim_root.ts";
import { rootNetwork } from "./contract.ts";

const { NumRootClaim, RootClaimableThreshold } = rootNetwork.storage;
const { errors } = rootNetwork;

/** Subnets that one call may claim on. */
const MAX_SUBNET_CLAIMS = 5;
/** Claims that a block may draw. */
const MAX_NUM_ROOT_CLAIMS = 50n;
/** Highest threshold, in alpha. */
const MAX_ROOT_CLAIM_THRESHOLD = 10_000_000n;

type Of<N extends string> = Handles<typeof rootNetwork, N, Ctx>;
const claim_root: Of<"claim_root"> = (ctx, coldkey, args) => {
  const netuids = [...args.subnets];
  ensure(netuids.length !== 0, errors.InvalidSubnetNumber);
  ensure(netuids.length <= MAX_SUBNET_CLAIMS, errors.InvalidSubnetNumber);
  maybeAddColdkeyIndex(ctx, coldkey);
  return { actualWeight: rootClaim(ctx, coldkey, netuids), pays: "Yes" };
};
const set_root_claim_type: Of<"set_root_claim_type"> = (ctx, coldkey, { new_root_claim_type: type }) => {
  if (type.type === "KeepSubnets") ensure([...type.value.subnets].length !== 0, errors.InvalidSubnetNumber);
  maybeAddColdkeyIndex(ctx, coldkey);
  changeRootClaimType(ctx, coldkey, type);
};
const sudo_set_num_root_claims: Of<"sudo_set_num_root_claims"> = (ctx, _, { new_value }) => {
  ensure(new_value <= MAX_NUM_ROOT_CLAIMS, errors.InvalidNumRootClaim);
  NumRootClaim.set(ctx, new_value);
};
/** By root or the subnet's owner. */
const sudo_set_root_claim_threshold: Of<"sudo_set_root_claim_threshold"> = (ctx, who, { netuid, new_value }) => {
  ensureSubnetOwnerOrRoot(ctx, who, netuid);
  ensure(new_value <= MAX_ROOT_CLAIM_THRESHOLD, errors.InvalidRootClaimThreshold);
  RootClaimableThreshold.set(ctx, netuid, I96F32.fromNum(new_value));
};

export const claimCalls = { claim_root, set_root_claim_type, sudo_set_num_root_claims, sudo_set_root_claim_threshold };
