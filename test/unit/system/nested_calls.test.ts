// Calls within calls: how deep they may be to enter the pool, and what they cost to look at. Mirrors runtime/src/lib.rs
// (validate_transaction: decode_all_with_depth_limit(8, …)).
import { describe, expect, it } from "vitest";
import { buildGenesis, local } from "../../../genesis/presets.ts";
import { dispatchInfoOf } from "../../../runtime/executive/chain.ts";
import { bareExtrinsic } from "../../../runtime/executive/extrinsic.ts";
import type { Call } from "../../../runtime/frame/call.ts";
import { Invalidity, subtensor, validateTransaction } from "../../../runtime/index.ts";

const chain = subtensor();
const { state, hash } = buildGenesis(chain, local().genesis);

const remark: Call = { pallet: "System", name: "remark", args: { remark: Uint8Array.of(1) } };
const batch = (...calls: Call[]): Call => ({ pallet: "Utility", name: "batch", args: { calls } });
const sudo = (call: Call): Call => ({ pallet: "Sudo", name: "sudo", args: { call } });
/** A list that is no list of plain integers, so that it is a level of its own. */
const kill: Call = { pallet: "System", name: "kill_storage", args: { keys: [Uint8Array.of(1)] } };
const within = (levels: number, wrap: (call: Call) => Call, innermost = remark): Call => {
  let call = innermost;
  for (let level = 0; level < levels; level++) call = wrap(call);
  return call;
};
/** Why the pool would refuse a bare transaction with this call: any of them is refused, but first for its depth. */
function refusal(call: Call): unknown {
  try {
    validateTransaction(chain, state, "External", bareExtrinsic(chain, call), hash);
  } catch (error) {
    if (error instanceof Invalidity) return error.error;
    throw error;
  }
  return undefined;
}

describe("a call that holds calls", () => {
  const tooDeep = { type: "Invalid", value: { type: "Call" } };

  it.each([
    ["lists", batch],
    ["boxes", sudo],
  ])("enters the pool eight levels deep and no deeper: %s", (_, wrap) => {
    expect(refusal(within(8, wrap))).not.toEqual(tooDeep);
    expect(refusal(within(9, wrap))).toEqual(tooDeep);
    expect(refusal(within(7, wrap, kill))).not.toEqual(tooDeep);
    expect(refusal(within(8, wrap, kill))).toEqual(tooDeep);
  });

  it("is weighed once, however deep and however often it is asked for", () => {
    const deep = within(250, batch);
    const info = dispatchInfoOf(chain.runtime, deep);
    expect(info.pays).toBe("Yes");
    expect(info.class).toBe("Normal");
    expect(chain.runtime.RuntimeCall.decode(chain.runtime.RuntimeCall.encode(deep))).toEqual(deep);
    // Two that hold the same call: as heavy as if each had one of its own.
    const own = () => within(3, sudo, { ...remark });
    const shared = own();
    expect(dispatchInfoOf(chain.runtime, batch(shared, shared))).toEqual(
      dispatchInfoOf(chain.runtime, batch(own(), own())),
    );
  });
});
