// The story of the economy on a devnet of its own, in a process of its own, and then its blocks once more in another.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run, spawnDevnet, temporaryFolder } from "../chain/devnet.ts";
import { economyStory, type Step, StepFailed, type Told } from "./economy_story.ts";

export interface Recorded extends Told {
  /** What the other process came to. */
  readonly replayed: { readonly block: number; readonly hash: string; readonly bytes: number };
}
const HEAD = /(\d+) blocks executed and stored; head is #(\d+) (0x[0-9a-f]{64})/;

export async function recordedStory(tell: (step: Step) => void = () => {}): Promise<Recorded> {
  const [here, elsewhere] = [temporaryFolder(), temporaryFolder()];
  try {
    const node = await spawnDevnet(["--fast-blocks", "--sealing", "instant", "--base-path", here.path]);
    let told: Told;
    try {
      told = await economyStory(node.url, tell);
    } finally {
      await node.end();
    }
    const began = performance.now();
    const what = "executes the recorded blocks in another process, to the same roots";
    const command = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await run(args);
      if (code !== 0) throw new StepFailed(what, `${args[0]} ended with ${code}: ${stderr}`);
      return stdout;
    };
    const files = [join(here.path, "blocks.scale"), join(elsewhere.path, "blocks.scale")] as const;
    await command("export-blocks", "--fast-blocks", "--base-path", here.path, files[0]);
    const imported = HEAD.exec(
      await command("import-blocks", "--fast-blocks", "--base-path", elsewhere.path, files[0]),
    );
    const replayed = { block: Number(imported?.[2]), hash: imported?.[3] ?? "", bytes: readFileSync(files[0]).length };
    if (replayed.block !== told.block || replayed.hash !== told.hash)
      throw new StepFailed(what, `head is #${replayed.block} ${replayed.hash}, was #${told.block} ${told.hash}`);
    // Every header holds a root; the same bytes are the same roots.
    await command("export-blocks", "--fast-blocks", "--base-path", elsewhere.path, files[1]);
    if (!readFileSync(files[1]).equals(readFileSync(files[0]))) throw new StepFailed(what, "the blocks differ");
    const step = { what, seconds: Math.round(performance.now() - began) / 1000, seen: replayed };
    tell(step);
    return { ...told, steps: [...told.steps, step], replayed };
  } finally {
    here.remove();
    elsewhere.remove();
  }
}
