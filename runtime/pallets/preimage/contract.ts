// Preimage: bytes kept under their hash, by whoever pays the deposit or because the system asks for them. Mirrors
// pallet-preimage 41.

import { identity } from "../../frame/hasher.ts";
import { root, signed, signedOrRoot } from "../../frame/origin.ts";
import { call, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map } from "../../frame/storage.ts";
import { AccountId, H256 } from "../../primitives/ids.ts";
import {
  arm,
  boundedBytes,
  bytes,
  enumeration,
  option,
  tuple,
  u32,
  u64,
  type ValueOf,
  variant,
  vec,
  wrapper,
} from "../../primitives/scale/index.ts";
import { Tao } from "../../primitives/units.ts";
import { weights } from "./weights.ts";

export const Preimage = palletIdentity("Preimage", 14);

/** Bytes that a preimage may have. */
export const MAX_SIZE = 4 * 1024 * 1024;

/** The amount on hold for a preimage. */
const Ticket = wrapper("frame_support::traits::tokens::fungible::HoldConsideration", Tao, {
  A: undefined,
  F: undefined,
  R: undefined,
  D: undefined,
  Fp: undefined,
});
const Owned = tuple(AccountId, Ticket);
export const RequestStatus = variant(
  "pallet_preimage::RequestStatus",
  {
    Unrequested: arm(0, { ticket: Owned, len: u32 }),
    Requested: arm(1, { maybe_ticket: option(Owned), count: u32, maybe_len: option(u32) }),
  },
  { AccountId, Ticket },
);
export type RequestStatus = ValueOf<typeof RequestStatus>;
const OldOwned = tuple(AccountId, Tao);
const OldRequestStatus = variant(
  "pallet_preimage::OldRequestStatus",
  {
    Unrequested: arm(0, { deposit: OldOwned, len: u32 }),
    Requested: arm(1, { deposit: option(OldOwned), count: u32, len: option(u32) }),
  },
  { AccountId, Balance: u64 },
);
export const HoldReason = enumeration("pallet_preimage::pallet::HoldReason", ["Preimage"]);

export const preimage = section(Preimage, {
  storage: {
    StatusFor: map([identity(H256)], OldRequestStatus, {
      docs: "Statuses from before holds; brought up to date when touched.",
    }),
    RequestStatusFor: map([identity(H256)], RequestStatus, { docs: "Who noted a preimage, who wants it." }),
    PreimageFor: map([identity(tuple(H256, u32))], boundedBytes(MAX_SIZE), { docs: "The bytes, by hash and length." }),
  },
  events: {
    Noted: event(0, { hash: H256 }, "Bytes are kept."),
    Requested: event(1, { hash: H256 }, "Bytes are wanted."),
    Cleared: event(2, { hash: H256 }, "Bytes are no longer kept."),
  },
  errors: {
    TooBig: error(0, "Preimage is too large to store on-chain."),
    AlreadyNoted: error(1, "Preimage has already been noted on-chain."),
    NotAuthorized: error(2, "The user is not authorized to perform this action."),
    NotNoted: error(3, "The preimage cannot be removed since it has not yet been noted."),
    Requested: error(4, "A preimage may not be removed when there are outstanding requests."),
    NotRequested: error(5, "The preimage request cannot be removed since no outstanding requests exist."),
    TooMany: error(6, "More than `MAX_HASH_UPGRADE_BULK_COUNT` hashes were requested to be upgraded at once."),
    TooFew: error(7, "Too few hashes were requested to be upgraded (i.e. zero)."),
  },
  calls: {
    note_preimage: call(
      0,
      signedOrRoot,
      { bytes },
      { weight: weights.note_preimage, docs: "Keeps bytes; free of deposit when they are wanted." },
    ),
    unnote_preimage: call(
      1,
      signedOrRoot,
      { hash: H256 },
      { weight: weights.unnote_preimage, docs: "Clears bytes that nobody wants." },
    ),
    request_preimage: call(2, root, { hash: H256 }, { weight: weights.request_preimage, docs: "Wants bytes." }),
    unrequest_preimage: call(
      3,
      root,
      { hash: H256 },
      { weight: weights.unrequest_preimage, docs: "Wants bytes no longer." },
    ),
    ensure_updated: call(
      4,
      signed,
      { hashes: vec(H256) },
      {
        weight: weights.ensure_updated,
        docs: "Brings old statuses up to date; free if nine in ten needed it.",
      },
    ),
  },
});
