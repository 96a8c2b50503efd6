// Blocks in a file: a mark, then each block as SCALE with its length before it. Importing executes every block again and
// compares every root, so a file proves itself. What dev powers wrote over a state goes along with its block.

import { once } from "node:events";
import { createReadStream, createWriteStream, statSync } from "node:fs";
import { BadBlock, type Chain, executeBlock, Header, headerHash } from "../../runtime/index.ts";
import { aura } from "../../runtime/pallets/aura/index.ts";
import { utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { verifySr25519 } from "../../runtime/primitives/crypto/sr25519.ts";
import { H256 } from "../../runtime/primitives/ids.ts";
import { bytes, ScaleError, struct, vec } from "../../runtime/primitives/scale/index.ts";
import { authorOf, sealed, sealOf, slotOf } from "../author/seal.ts";
import { Overrides } from "../db/store.ts";
import { PlainFailure } from "../plain_failure.ts";
import type { Blockchain } from "./blockchain.ts";
import type { BlockRef } from "./notices.ts";

/** What is wrong with a file of blocks. */
export class TransferFailure extends PlainFailure {
  override readonly name = "TransferFailure";
}

const MARK = utf8ToBytes("taolab blocks 1\n");
const Entry = struct("Entry", { header: Header, extrinsics: vec(bytes), overrides: Overrides });
/** A block in a file is at most this long. */
const MAX_ENTRY = 256 * 1024 * 1024;

/** Writes blocks of the best chain to a file, or to standard output. Returns how many. */
export async function exportTo(
  blockchain: Blockchain,
  path: string | undefined,
  range: { readonly from: number; readonly to: number | undefined },
): Promise<number> {
  const out = path === undefined ? process.stdout : createWriteStream(path);
  const failed = new Promise<never>((_, reject) =>
    out.once("error", (error) =>
      reject(new TransferFailure(`${path ?? "standard output"} can't be written (${error.message}).`)),
    ),
  );
  const put = async (part: Uint8Array) => {
    if (!out.write(part)) await Promise.race([once(out, "drain"), failed]);
  };
  const to = Math.min(range.to ?? blockchain.head.number, blockchain.head.number);
  await Promise.race([put(Buffer.concat([MARK, H256.encode(blockchain.genesis.hash)])), failed]);
  let written = 0;
  // What was laid over the state before the first block goes with it, as an entry that repeats that block.
  for (let number = Math.max(range.from - 1, 0); number <= to; number++) {
    const hash = blockchain.hashAt(number);
    const block = hash === undefined ? undefined : blockchain.block(hash);
    if (block === undefined) break;
    const overrides = blockchain.store.overrides.get(block.hash) ?? [];
    if (number < range.from && overrides.length === 0) continue;
    const entry = Entry.encode({ header: block.header, extrinsics: blockchain.body(block.hash) ?? [], overrides });
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, entry.length, true);
    await put(length);
    await put(entry);
    if (number >= range.from) written++;
  }
  if (path !== undefined) {
    out.end();
    await Promise.race([once(out, "close"), failed]);
  }
  return written;
}

/** Checks that the seal, where there is one, is that of the author whose turn it was. */
function checkSeal(chain: Chain, blockchain: Blockchain, parent: BlockRef, header: Header): void {
  const seal = sealOf(header);
  const slot = slotOf(header);
  if (seal === undefined || slot === undefined) return;
  const author = authorOf(
    slot,
    aura.read.Authorities.get({ state: blockchain.stateOf(parent.hash), profile: chain.profile }),
  );
  if (author === undefined || !verifySr25519(seal, sealed(header), author))
    throw new TransferFailure(`Block #${header.number} is not sealed by the author of its slot.`);
}

async function* entriesOf(
  path: string | undefined,
  genesis: H256,
  told: (done: number) => void,
): AsyncIterable<Uint8Array> {
  const input = path === undefined ? process.stdin : createReadStream(path);
  let held: Buffer = Buffer.alloc(0);
  let done = 0;
  let begun = false;
  const head = MARK.length + 32;
  for await (const part of input as AsyncIterable<Buffer>) {
    held = held.length === 0 ? part : Buffer.concat([held, part]);
    if (!begun) {
      if (held.length < head) continue;
      if (!held.subarray(0, MARK.length).equals(MARK))
        throw new TransferFailure("This is not a file of blocks (export-blocks writes such).");
      const found = H256.decode(held.subarray(MARK.length, head));
      if (found !== genesis)
        throw new TransferFailure(`The blocks belong to another chain (genesis ${found}, this one has ${genesis}).`);
      held = held.subarray(head);
      done += head;
      begun = true;
    }
    while (held.length >= 4) {
      const length = held.readUInt32LE(0);
      if (length > MAX_ENTRY) throw new TransferFailure("The file of blocks is damaged: an entry is too long.");
      if (held.length < 4 + length) break;
      const entry = held.subarray(4, 4 + length);
      held = held.subarray(4 + length);
      done += 4 + length;
      told(done);
      yield new Uint8Array(entry);
    }
  }
  if (!begun || held.length > 0) throw new TransferFailure("The file of blocks ends in the middle of a block.");
}

/** Executes and stores the blocks of a file, or of standard input. */
export async function importFrom(
  chain: Chain,
  blockchain: Blockchain,
  path: string | undefined,
  progress: (done: number, all: number) => void,
): Promise<{ imported: number; skipped: number }> {
  let size = 0;
  try {
    if (path !== undefined) size = statSync(path).size;
  } catch (error) {
    throw new TransferFailure(`${path} can't be read (${error instanceof Error ? error.message : error}).`);
  }
  let imported = 0;
  let skipped = 0;
  for await (const raw of entriesOf(path, blockchain.genesis.hash, (done) => progress(done, Math.max(size, done)))) {
    let entry: ReturnType<typeof Entry.decode>;
    try {
      entry = Entry.decode(raw);
    } catch (error) {
      if (error instanceof ScaleError) throw new TransferFailure(`The file of blocks is damaged: ${error.message}.`);
      throw error;
    }
    const block = await importBlock(chain, blockchain, entry);
    if (block.isNew) imported++;
    else if (block.ref.number > 0) skipped++;
    if (entry.overrides.length > 0 && blockchain.store.overrides.get(block.ref.hash) === undefined)
      await blockchain.override(block.ref.hash, entry.overrides);
  }
  return { imported, skipped };
}

/** Executes one block on its parent and stores it. Throws a TransferFailure that says what does not fit. */
export async function importBlock(
  chain: Chain,
  blockchain: Blockchain,
  { header, extrinsics }: { readonly header: Header; readonly extrinsics: readonly Uint8Array[] },
): Promise<{ ref: BlockRef; isNew: boolean }> {
  const known = blockchain.block(headerHash(header));
  if (known !== undefined && blockchain.isCanonical(known)) return { ref: known, isNew: false };
  const parent = blockchain.block(header.parent_hash);
  if (parent === undefined)
    throw new TransferFailure(`Block #${header.number} continues ${header.parent_hash}, which is not here.`);
  checkSeal(chain, blockchain, parent, header);
  let outcome: ReturnType<typeof executeBlock>;
  try {
    outcome = executeBlock(
      chain,
      { hash: parent.hash, number: parent.number, state: blockchain.stateOf(parent.hash) },
      { header, extrinsics },
    );
  } catch (error) {
    if (error instanceof BadBlock)
      throw new TransferFailure(`Block #${header.number} is refused: ${error.message}.`, { cause: error });
    throw error;
  }
  const ref = await blockchain.turns.take(() => blockchain.adopt(outcome));
  return { ref, isNew: true };
}
