// A bounded share of what `npm run fuzz` does: hostile messages through a real socket, hostile bytes through the decoder.

import { expect, it } from "vitest";
import { startDevnet } from "../chain/devnet.ts";
import { fuzzDecoder, fuzzNode, samples } from "./fuzz.ts";

const MESSAGES = Number(process.env.FUZZ_MESSAGES ?? 2_000);
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));

it("hostile messages get well-formed answers, and the node stays up", { timeout: 300_000 }, async () => {
  const devnet = await startDevnet({ sealing: "manual" });
  const report = await fuzzNode(
    devnet.url,
    { hashes: [devnet.node.blockchain.genesis.hash, `0x${"ab".repeat(32)}`], extrinsics: samples(devnet.node) },
    { messages: MESSAGES, seed },
  );
  await devnet.stop();
  expect({ seed, faults: report.faults }).toEqual({ seed, faults: [] });
  expect(report.sent).toBe(MESSAGES);
  expect(devnet.defects).toEqual([]);
});
it("hostile bytes are refused cleanly by the decoder", { timeout: 120_000 }, () => {
  const { decoded, refused } = fuzzDecoder({ inputs: MESSAGES * 2, seed });
  expect(decoded + refused).toBe(MESSAGES * 2);
  expect(refused).toBeGreaterThan(0);
});
