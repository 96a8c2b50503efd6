// What the exchange asks of subnets and their reserves. Provided by SubtensorModule. Mirrors common/src/lib.rs (SubnetInfo,
// TokenReserve).

import type { At } from "../frame/state.ts";
import type { NetUid } from "../primitives/ids.ts";
import type { Alpha, Tao } from "../primitives/units.ts";

export interface SubnetReserves {
  /** Subnets that have a pool, the root network not among them. */
  pools(at: At): readonly NetUid[];
  exists(at: At, netuid: NetUid): boolean;
  /** 1: the subnet has a pool; 0: its alpha is worth a TAO. */
  mechanism(at: At, netuid: NetUid): number;
  tao(at: At, netuid: NetUid): Tao;
  alpha(at: At, netuid: NetUid): Alpha;
  decreaseTao(at: At, netuid: NetUid, by: Tao): void;
  decreaseAlpha(at: At, netuid: NetUid, by: Alpha): void;
}
