// RandomnessCollectiveFlip: the hashes of the last 81 parents. Mirrors pallet_insecure_randomness_collective_flip 29.

import type { Context } from "../../context.ts";
import { pallet } from "../../frame/pallet.ts";
import { implement, palletIdentity, section } from "../../frame/section.ts";
import { value } from "../../frame/storage.ts";
import { H256 } from "../../primitives/ids.ts";
import { boundedVec } from "../../primitives/scale/index.ts";
import { dbReadsWrites } from "../../primitives/weight.ts";

export const RandomnessCollectiveFlip = palletIdentity("RandomnessCollectiveFlip", 1);
const MATERIAL = 81;

export const randomness = section(RandomnessCollectiveFlip, {
  storage: { RandomMaterial: value(boundedVec(H256, MATERIAL), { default: [], docs: "Parent hashes, a ring." }) },
});
const { RandomMaterial } = randomness.storage;

export const randomnessPallet = pallet(RandomnessCollectiveFlip, {
  sections: [implement(randomness, {})],
  hooks: {
    onInitialize(ctx: Context<"digests">, blockNumber) {
      const parent = ctx.ports.digests.parentHash(ctx);
      RandomMaterial.update(ctx, (old) =>
        old.length < MATERIAL ? [...old, parent] : old.with((blockNumber - 1) % MATERIAL, parent),
      );
      return dbReadsWrites(1, 1);
    },
  },
});
