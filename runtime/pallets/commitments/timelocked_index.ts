// Which neurons have committed something that opens later: pairs of subnet and account, in ascending order.
// Mirrors pallets/commitments/src/lib.rs (TimelockedIndex).

import { AccountId, NetUid } from "../../primitives/ids.ts";
import { type Codec, codec, tuple, vec } from "../../primitives/scale/index.ts";

export type TimelockedPair = readonly [netuid: NetUid, who: AccountId];
const Pair = tuple(NetUid, AccountId);
const Pairs = vec(Pair);

const ascending = ([n, a]: TimelockedPair, [m, b]: TimelockedPair): number => n - m || (a < b ? -1 : a > b ? 1 : 0);
const ordered = (pairs: readonly TimelockedPair[]): readonly TimelockedPair[] =>
  [...pairs].sort(ascending).filter((one, at, all) => at === 0 || ascending(one, all[at - 1]!) !== 0);

/** BTreeSet<(NetUid, AccountId)>. */
export const TimelockedIndex: Codec<readonly TimelockedPair[]> = codec(
  "BTreeSet<(NetUid, AccountId)>",
  { kind: "composite", path: ["BTreeSet"], params: { T: Pair }, fields: [{ codec: Pairs }] },
  1,
  (out, value) => Pairs.write(out, ordered(value)),
  (input) => ordered(Pairs.read(input)),
);
