// A bar for work that takes a while; nothing where nobody looks.

import { Presets, SingleBar } from "cli-progress";

export function progress(): { update: (done: number, all: number) => void; stop: () => void } {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar(
    { format: "{bar} {percentage}% · {value}/{total} bytes", stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  let begun = false;
  return {
    update(done, all) {
      if (!begun) bar.start(all, done);
      else bar.update(done);
      begun = true;
    },
    stop: () => bar.stop(),
  };
}
