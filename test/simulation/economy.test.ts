// A subnet's life over a socket, and the same blocks in another process: the very story that npm run economy tells.

import { expect, it } from "vitest";
import { recordedStory } from "./recorded_story.ts";

it("creates a subnet, pays those who deserve it, tells the truth, and replays", { timeout: 300_000 }, async () => {
  const { steps, block, hash, replayed } = await recordedStory();
  expect(steps).toHaveLength(14);
  expect(replayed).toMatchObject({ block, hash });
});
