// The reference's tests of commitments (pallets/commitments/src/tests.rs), with its literal values. A stand-in that opens with
// the right signature takes the place of the cipher, for which the tests seal; the mock's own epoch index and permission too.

import { describe, expect, it } from "vitest";
import type { Ports } from "../../runtime/context.ts";
import { layer } from "../../runtime/frame/context.ts";
import { contextOver, subtensor, Trie } from "../../runtime/index.ts";
import { balances } from "../../runtime/pallets/balances/contract.ts";
import { commitments } from "../../runtime/pallets/commitments/contract.ts";
import { CommitmentInfo, Data, spaceOf } from "../../runtime/pallets/commitments/data.ts";
import { commitmentsPallet } from "../../runtime/pallets/commitments/index.ts";
import { commitments as provided } from "../../runtime/pallets/commitments/purge.ts";
import { revealTimelockedCommitments } from "../../runtime/pallets/commitments/reveal.ts";
import { setCommitment } from "../../runtime/pallets/commitments/set_commitment.ts";
import { drand } from "../../runtime/pallets/drand/contract.ts";
import { bytesToHex, hexToBytes, utf8ToBytes } from "../../runtime/primitives/bytes.ts";
import { type NetUid, netUid } from "../../runtime/primitives/ids.ts";
import { u64 } from "../../runtime/primitives/scale/index.ts";
import { rao } from "../../runtime/primitives/units.ts";
import { acct, callOf, eventsOf, MOCK, type MockContext, outcomeOf, root, setBlock, signed } from "../chain/mock.ts";

const { CommitmentOf, LastBondsReset, LastCommitment, MaxSpace, RevealedCommitments, TimelockedIndex, UsedSpaceOf } =
  commitments.storage;

// The mock ──────────────────────────────────────────────────────────────────────────────────────────────────────────
/** Signatures of drand's quicknet. */
const SIGNATURES: Readonly<Record<number, Uint8Array>> = {
  1000: hexToBytes("b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"),
  2000: hexToBytes("b6cb8f482a0b15d45936a4c4ea08e98a087e71787caee3f4d07a8a9843b1bc5423c6b3c22f446488b3137eaca799c77e"),
};
const BAD_SIGNATURE = new Uint8Array(10).fill(0x33);
const same = (a: Uint8Array, b: Uint8Array | undefined): boolean => b !== undefined && bytesToHex(a) === bytesToHex(b);
const MARK = 0x80;
/** Stands for a ciphertext: a mark, the round, the message. */
const locked = (message: Uint8Array, round: number): Data => ({
  type: "TimelockEncrypted",
  value: { encrypted: Uint8Array.of(MARK, ...u64.encode(BigInt(round)), ...message), reveal_round: BigInt(round) },
});
const ports: Partial<Ports> = {
  committers: {
    mayCommit: () => true,
    epochIndex: (at, netuid) => (BigInt((at as MockContext).block.number) + BigInt(netuid) + 1n) / 361n,
    resetBonds: () => undefined,
  },
  timelocks: {
    signature: (at, round) => drand.read.Pulses.get(at, round)?.signature,
    open: (encrypted, signature) =>
      encrypted[0] === MARK && same(signature, SIGNATURES[Number(u64.decode(encrypted.slice(1, 9)))])
        ? encrypted.slice(9)
        : undefined,
  },
};
function newTestExt(): MockContext {
  const chain = subtensor(MOCK);
  const runtime = { ...chain.runtime, ports: { ...(chain.runtime.ports as Ports), ...ports } };
  const ctx = contextOver({ ...chain, runtime }, Trie.empty()) as unknown as MockContext;
  setBlock(ctx, 1);
  ctx.journal.phase = { type: "ApplyExtrinsic", value: 0 };
  return ctx;
}
const insertDrandPulse = (ctx: MockContext, round: number, signature = SIGNATURES[round]!): void =>
  drand.storage.Pulses.set(ctx, BigInt(round), { round: BigInt(round), randomness: new Uint8Array(32), signature });

const text = (message: string): Uint8Array => utf8ToBytes(message);
const raw = (bytes: Uint8Array | number): Data => ({
  type: "Raw",
  value: typeof bytes === "number" ? new Uint8Array(bytes) : bytes,
});
/** A message as the tests lock it: a commitment of one raw field. */
const inner = (message: string): Uint8Array => CommitmentInfo.encode({ fields: [raw(text(message))] });
const commit = (ctx: MockContext, who: number, netuid: number, ...fields: Data[]): string | undefined =>
  outcomeOf(() => layer(ctx, () => void setCommitment(ctx, acct(who), { netuid: netUid(netuid), info: { fields } })));
const reveal = (ctx: MockContext, block?: number): void => {
  if (block !== undefined) setBlock(ctx, block);
  revealTimelockedCommitments(ctx);
};
const indexed = (ctx: MockContext, netuid: number, who: number): boolean =>
  TimelockedIndex.get(ctx).some(([on, account]) => on === netuid && account === acct(who));
const held = (ctx: MockContext, netuid: number, who: number): readonly Data[] | undefined =>
  CommitmentOf.get(ctx, netUid(netuid), acct(who))?.info.fields;
const revealed = (ctx: MockContext, netuid: number, who: number) =>
  RevealedCommitments.get(ctx, netUid(netuid), acct(who));
const asText = (bytes: Uint8Array, from = 0): string => String.fromCharCode(...bytes.slice(from));
const used = (ctx: MockContext, netuid: number, who: number) =>
  UsedSpaceOf.get(ctx, netUid(netuid), acct(who))?.used_space;

describe("fields", () => {
  it("manual_data_type_info", () => {
    if (Data.shape.kind !== "variant") throw new Error("not a variant");
    const variants = typeof Data.shape.variants === "function" ? Data.shape.variants() : Data.shape.variants;
    const of = (name: string) => variants.find((one) => one.name === name);
    const hash = new Uint8Array(32);
    const all: [string, Data, number][] = [
      ["None", { type: "None" }, 0],
      ["BlakeTwo256", { type: "BlakeTwo256", value: hash }, 32],
      ["Sha256", { type: "Sha256", value: hash }, 32],
      ["Keccak256", { type: "Keccak256", value: hash }, 32],
      ["ShaThree256", { type: "ShaThree256", value: hash }, 32],
      ["ResetBondsFlag", { type: "ResetBondsFlag" }, 0],
      ...Array.from({ length: 128 }, (_, n): [string, Data, number] => [`Raw${n}`, raw(n), n]),
      // 64 bytes behind a length of two bytes, and the round.
      [
        "TimelockEncrypted",
        { type: "TimelockEncrypted", value: { encrypted: new Uint8Array(64), reveal_round: 12_345n } },
        2 + 64 + 8,
      ],
    ];
    for (const [name, data, length] of all) {
      const encoded = Data.encode(data);
      expect(encoded[0], name).toBe(of(name)?.index);
      expect(encoded.length - 1, name).toBe(length);
      expect(of(name)?.fields.length === 0, name).toBe(name === "None" || name === "ResetBondsFlag");
    }
  });
  it("set_commitment_too_many_fields_panics", () => {
    const info = (count: number) => ({ fields: Array.from({ length: count }, (): Data => ({ type: "None" })) });
    expect(CommitmentInfo.encode(info(3)).length).toBe(4);
    expect(() => CommitmentInfo.encode(info(4))).toThrow();
    expect(commit(newTestExt(), 1, 1, ...info(4).fields)).toBe("TooManyFieldsInCommitmentInfo");
  });
  it("count by what they hold", () => {
    expect(
      [
        raw(7),
        locked(new Uint8Array(11), 1),
        { type: "BigRaw", value: new Uint8Array(512) } as const,
        { type: "None" } as const,
      ].map(spaceOf),
    ).toEqual([7n, 20n, 512n, 0n]);
  });
});

describe("committing", () => {
  it("set_commitment_works", () => {
    const ctx = newTestExt();
    expect(commit(ctx, 1, 1)).toBe(undefined);
    expect(CommitmentOf.get(ctx, netUid(1), acct(1))).toMatchObject({ deposit: 0n, block: 1 });
    expect(LastCommitment.get(ctx, netUid(1), acct(1))).toBe(1);
  });
  it("set_commitment_updates_deposit", () => {
    const ctx = newTestExt();
    for (const count of [2, 3]) {
      expect(commit(ctx, 1, 1, ...Array.from({ length: count }, (): Data => ({ type: "None" })))).toBe(undefined);
      expect(CommitmentOf.get(ctx, netUid(1), acct(1))?.deposit).toBe(0n);
    }
  });
  it("event_emission_works", () => {
    const ctx = newTestExt();
    expect(commit(ctx, 1, 1)).toBe(undefined);
    expect(eventsOf(ctx)).toMatchObject([{ pallet: "Commitments", name: "Commitment", data: [1, acct(1)] }]);
  });
  it("set_commitment_unreserve_leftover_fails", () => {
    const ctx = newTestExt();
    const { currency } = ctx.ports;
    currency.makeFreeBalance(ctx, acct(99), rao(10_000n));
    CommitmentOf.set(ctx, netUid(999), acct(99), { deposit: rao(100n), block: 0, info: { fields: [] } });
    currency.reserve(ctx, acct(99), rao(100n));
    expect(currency.reserved(ctx, acct(99))).toBe(100n);
    currency.unreserve(ctx, acct(99), rao(10_000n));
    expect(currency.reserved(ctx, acct(99))).toBe(0n);
    expect(commit(ctx, 99, 999)).toBe("UnexpectedUnreserveLeftover");
    expect(balances.constants.ExistentialDeposit.get(ctx)).toBe(1n);
  });
  it("set_commitment_works_with_multiple_raw_fields", () => {
    const ctx = newTestExt();
    const fields = [10, 20, 50].map((length, at) => raw(new Uint8Array(length).fill(at)));
    setBlock(ctx, 10);
    expect(commit(ctx, 12_345, 99, ...fields)).toBe(undefined);
    expect(CommitmentOf.get(ctx, netUid(99), acct(12_345))).toMatchObject({ deposit: 0n, block: 10 });
    expect(used(ctx, 99, 12_345)).toBe(100n);
    setBlock(ctx, 11);
    expect(commit(ctx, 12_345, 99, ...fields.slice(0, 2))).toBe(undefined);
    expect(CommitmentOf.get(ctx, netUid(99), acct(12_345))?.deposit).toBe(0n);
    expect(used(ctx, 99, 12_345)).toBe(200n);
    expect(eventsOf(ctx).at(-1)).toMatchObject({ name: "Commitment", data: [99, acct(12_345)] });
  });
});

describe("space", () => {
  it("tempo_based_space_limit_accumulates_in_same_window", () => {
    const ctx = newTestExt();
    MaxSpace.set(ctx, 150);
    setBlock(ctx, 0);
    expect(commit(ctx, 100, 1, raw(30))).toBe(undefined);
    expect(commit(ctx, 100, 1, raw(30))).toBe("SpaceLimitExceeded");
  });
  it("tempo_based_space_limit_resets_after_tempo", () => {
    const ctx = newTestExt();
    MaxSpace.set(ctx, 250);
    for (const [block, outcome] of [
      [1, undefined],
      [1, undefined],
      [1, "SpaceLimitExceeded"],
      [200, "SpaceLimitExceeded"],
      [360, undefined],
    ] as const) {
      setBlock(ctx, block);
      expect(commit(ctx, 101, 2, raw(20))).toBe(outcome);
    }
  });
  it("tempo_based_space_limit_does_not_affect_different_netuid", () => {
    const ctx = newTestExt();
    MaxSpace.set(ctx, 199);
    for (const netuid of [10, 20]) {
      expect(commit(ctx, 111, netuid, raw(40))).toBe(undefined);
      expect(commit(ctx, 111, netuid, raw(20))).toBe("SpaceLimitExceeded");
    }
  });
  it("tempo_based_space_limit_does_not_affect_different_user", () => {
    const ctx = newTestExt();
    MaxSpace.set(ctx, 199);
    for (const who of [123, 456]) {
      expect(commit(ctx, who, 10, raw(40))).toBe(undefined);
      expect(commit(ctx, who, 10, raw(20))).toBe("SpaceLimitExceeded");
    }
  });
  it("tempo_based_space_limit_sudo_set_max_space", () => {
    const ctx = newTestExt();
    MaxSpace.set(ctx, 100);
    expect(commit(ctx, 15, 3, raw(25))).toBe(undefined);
    expect(commit(ctx, 15, 3, raw(25))).toBe("SpaceLimitExceeded");
    expect(
      outcomeOf(() => ctx.dispatch(signed(acct(15)), callOf("Commitments", "set_max_space", { new_limit: 300 }))),
    ).toBe("BadOrigin");
    ctx.dispatch(root, callOf("Commitments", "set_max_space", { new_limit: 300 }));
    expect(commit(ctx, 15, 3, raw(25))).toBe(undefined);
  });
  it("usage_respects_minimum_of_100_bytes", () => {
    const ctx = newTestExt();
    MaxSpace.set(ctx, 1000);
    expect(used(ctx, 1, 99)).toBe(undefined);
    expect(commit(ctx, 99, 1, raw(50))).toBe(undefined);
    expect(used(ctx, 1, 99)).toBe(100n);
    expect(commit(ctx, 99, 1, raw(110))).toBe(undefined);
    expect(used(ctx, 1, 99)).toBe(210n);
    UsedSpaceOf.delete(ctx, netUid(1), acct(99));
    expect(commit(ctx, 99, 1, raw(120))).toBe(undefined);
    expect(used(ctx, 1, 99)).toBe(120n);
  });
});

describe("timelocks", () => {
  it("happy_path_timelock_commitments", () => {
    const ctx = newTestExt();
    expect(commit(ctx, 123, 42, locked(inner("Hello timelock only!"), 1000))).toBe(undefined);
    expect(eventsOf(ctx).at(-1)).toMatchObject({ name: "TimelockCommitment", data: [42, acct(123), 1000n] });
    insertDrandPulse(ctx, 1000);
    reveal(ctx, 9999);
    expect(asText(revealed(ctx, 42, 123)![0]![0])).toContain("Hello timelock only!");
  });
  it("reveal_timelocked_commitment_missing_round_does_nothing", () => {
    const ctx = newTestExt();
    setBlock(ctx, 5);
    expect(commit(ctx, 1, 2, locked(text("My plaintext"), 1000))).toBe(undefined);
    reveal(ctx, 100_000);
    expect(revealed(ctx, 2, 1)).toBe(undefined);
    expect(held(ctx, 2, 1)?.length).toBe(1);
  });
  it("reveal_timelocked_commitment_cant_deserialize_ciphertext", () => {
    const ctx = newTestExt();
    setBlock(ctx, 10);
    const good = locked(text("Some data"), 1000);
    if (good.type === "TimelockEncrypted") good.value.encrypted[0] = 0xff;
    expect(commit(ctx, 42, 9, good)).toBe(undefined);
    insertDrandPulse(ctx, 1000);
    reveal(ctx, 99_999);
    expect(revealed(ctx, 9, 42)).toBe(undefined);
  });
  it("reveal_timelocked_commitment_bad_signature_skips_decryption", () => {
    const ctx = newTestExt();
    setBlock(ctx, 15);
    expect(commit(ctx, 10, 11, locked(text("A valid plaintext"), 1000))).toBe(undefined);
    insertDrandPulse(ctx, 1000, BAD_SIGNATURE);
    reveal(ctx, 10_000);
    expect(revealed(ctx, 11, 10)).toBe(undefined);
  });
  it("reveal_timelocked_commitment_empty_decrypted_data_is_skipped", () => {
    const ctx = newTestExt();
    setBlock(ctx, 100);
    expect(commit(ctx, 2, 3, locked(text(""), 1000))).toBe(undefined);
    insertDrandPulse(ctx, 1000);
    reveal(ctx, 10_000);
    expect(revealed(ctx, 3, 2)).toBe(undefined);
  });
  it("reveal_timelocked_commitment_single_field_entry_is_removed_after_reveal", () => {
    const ctx = newTestExt();
    expect(commit(ctx, 555, 777, locked(inner("Single field timelock test!"), 1000))).toBe(undefined);
    insertDrandPulse(ctx, 1000);
    reveal(ctx, 9999);
    // Behind the number of fields and the field's index.
    expect(asText(revealed(ctx, 777, 555)![0]![0], 2)).toBe("Single field timelock test!");
    expect(held(ctx, 777, 555)).toBe(undefined);
  });
  it("reveal_timelocked_multiple_fields_only_correct_ones_removed", () => {
    const ctx = newTestExt();
    const plain = raw(text("Plain non-timelocked data"));
    expect(
      commit(ctx, 123, 999, plain, locked(inner("Hello from TLE #1"), 1000), locked(inner("Hello from TLE #2"), 1000)),
    ).toBe(undefined);
    expect(held(ctx, 999, 123)?.length).toBe(3);
    insertDrandPulse(ctx, 1000);
    reveal(ctx, 50);
    expect(held(ctx, 999, 123)).toEqual([plain]);
    expect(revealed(ctx, 999, 123)?.map(([bytes, block]) => [asText(bytes, 2), block])).toEqual([
      ["Hello from TLE #1", 50n],
      ["Hello from TLE #2", 50n],
    ]);
    reveal(ctx, 51);
    expect(held(ctx, 999, 123)).toEqual([plain]);
  });
  it("test_index_lifecycle_no_timelocks_updates_in_out", () => {
    const ctx = newTestExt();
    expect(commit(ctx, 999, 100)).toBe(undefined);
    expect(indexed(ctx, 100, 999)).toBe(false);
    expect(
      commit(ctx, 999, 100, {
        type: "TimelockEncrypted",
        value: { encrypted: new Uint8Array(0), reveal_round: 1234n },
      }),
    ).toBe(undefined);
    expect(indexed(ctx, 100, 999)).toBe(true);
    expect(commit(ctx, 999, 100)).toBe(undefined);
    expect(indexed(ctx, 100, 999)).toBe(false);
  });
  it("two_timelocks_partial_then_full_reveal", () => {
    const ctx = newTestExt();
    insertDrandPulse(ctx, 1000);
    expect(
      commit(
        ctx,
        10,
        1,
        locked(inner("UserA timelock #1 (round=1000)"), 1000),
        locked(inner("UserA timelock #2 (round=2000)"), 2000),
      ),
    ).toBe(undefined);
    expect(indexed(ctx, 1, 10)).toBe(true);
    reveal(ctx, 10);
    expect(held(ctx, 1, 10)?.length).toBe(1);
    expect(indexed(ctx, 1, 10)).toBe(true);
    insertDrandPulse(ctx, 2000);
    reveal(ctx, 11);
    expect(held(ctx, 1, 10)).toBe(undefined);
    expect(indexed(ctx, 1, 10)).toBe(false);
  });
  it("single_timelock_reveal_later_round", () => {
    const ctx = newTestExt();
    insertDrandPulse(ctx, 2000);
    expect(commit(ctx, 20, 2, locked(inner("UserB single timelock (round=2000)"), 2000))).toBe(undefined);
    expect(indexed(ctx, 2, 20)).toBe(true);
    drand.storage.Pulses.delete(ctx, 2000n);
    reveal(ctx, 20);
    expect(held(ctx, 2, 20)?.length).toBe(1);
    expect(indexed(ctx, 2, 20)).toBe(true);
    insertDrandPulse(ctx, 2000);
    reveal(ctx, 21);
    expect(held(ctx, 2, 20)).toBe(undefined);
    expect(indexed(ctx, 2, 20)).toBe(false);
  });
  it("on_initialize_reveals_matured_timelocks", () => {
    const ctx = newTestExt();
    expect(commit(ctx, 42, 7, locked(inner("Timelock test via on_initialize"), 1000))).toBe(undefined);
    expect(indexed(ctx, 7, 42)).toBe(true);
    insertDrandPulse(ctx, 1000);
    expect(revealed(ctx, 7, 42)).toBe(undefined);
    setBlock(ctx, 2);
    commitmentsPallet.parts.hooks?.onInitialize?.(ctx, 2);
    expect(held(ctx, 7, 42)).toBe(undefined);
    expect(indexed(ctx, 7, 42)).toBe(false);
    const [bytes, block] = revealed(ctx, 7, 42)![0]!;
    expect(block).toBe(2n);
    expect(asText(bytes)).toContain("Timelock test via on_initialize");
    expect(eventsOf(ctx).at(-1)).toMatchObject({ name: "CommitmentRevealed", data: [7, acct(42)] });
  });
  it("timelocked_index_complex_scenario_works", () => {
    const ctx = newTestExt();
    const [a, b, c] = [1000, 2000, 3000];
    const who = () => [a, b, c].map((one) => indexed(ctx, 42, one));
    const tle = (message: string, round: number) => locked(inner(message), round);
    expect(commit(ctx, a, 42, raw(text("A-regular")))).toBe(undefined);
    expect(who()).toEqual([false, false, false]);
    expect(commit(ctx, b, 42, tle("B first TLE", 2000))).toBe(undefined);
    expect(who()).toEqual([false, true, false]);
    expect(commit(ctx, a, 42, tle("A TLE #1", 1000), tle("A TLE #2", 2000))).toBe(undefined);
    expect(who()).toEqual([true, true, false]);
    expect(commit(ctx, b, 42, raw(text("B back to raw")))).toBe(undefined);
    expect(who()).toEqual([true, false, false]);
    expect(commit(ctx, b, 42, tle("B TLE #2", 2000))).toBe(undefined);
    expect(who()).toEqual([true, true, false]);
    expect(commit(ctx, c, 42, tle("C TLE #1", 2000))).toBe(undefined);
    expect(who()).toEqual([true, true, true]);
    insertDrandPulse(ctx, 1000);
    reveal(ctx, 10);
    expect(who()).toEqual([true, true, true]);
    insertDrandPulse(ctx, 2000);
    reveal(ctx, 11);
    expect(TimelockedIndex.get(ctx)).toEqual([]);
  });
  it("reveal_timelocked_bad_timelocks_are_removed, three at a time", () => {
    const ctx = newTestExt();
    const corrupted = locked(text("CorruptedCiphertext"), 1000);
    if (corrupted.type === "TimelockEncrypted") corrupted.value.encrypted[0]! ^= 0xff;
    insertDrandPulse(ctx, 999, BAD_SIGNATURE);
    expect(
      commit(
        ctx,
        123,
        777,
        locked(text("BadSignature"), 999),
        corrupted,
        locked(text("Still waiting for next round!"), 2001),
      ),
    ).toBe(undefined);
    expect(
      commit(
        ctx,
        124,
        777,
        locked(text(""), 1000),
        locked(text("Hello, I decrypt fine!"), 1000),
        locked(text("Still waiting for next round!"), 2001),
      ),
    ).toBe(undefined);
    insertDrandPulse(ctx, 1000);
    reveal(ctx, 2);
    for (const who of [123, 124]) {
      expect(held(ctx, 777, who)).toEqual([locked(text("Still waiting for next round!"), 2001)]);
      expect(indexed(ctx, 777, who)).toBe(true);
    }
    expect(revealed(ctx, 777, 123)).toBe(undefined);
    expect(revealed(ctx, 777, 124)?.map(([bytes, block]) => [asText(bytes), block])).toEqual([
      ["Hello, I decrypt fine!", 2n],
    ]);
  });
  it("revealed_commitments_keeps_only_10_items, three at a time", () => {
    const ctx = newTestExt();
    insertDrandPulse(ctx, 1000);
    for (let i = 0; i < 12; i += 3) {
      expect(commit(ctx, 2, 1, ...[i, i + 1, i + 2].map((n) => locked(text(`TLE #${n}`), 1000)))).toBe(undefined);
      reveal(ctx, 2);
    }
    expect(revealed(ctx, 1, 2)?.map(([bytes, block]) => [asText(bytes), block])).toEqual(
      [2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((n) => [`TLE #${n}`, 2n]),
    );
  });
  it("revealed_commitments_keeps_only_10_newest_with_individual_single_field_commits", () => {
    const ctx = newTestExt();
    insertDrandPulse(ctx, 1000);
    for (let i = 0; i < 12; i++) {
      setBlock(ctx, i + 1);
      expect(commit(ctx, 2, 1, locked(text(`TLE #${i}`), 1000))).toBe(undefined);
      reveal(ctx);
      expect(revealed(ctx, 1, 2)?.length).toBe(Math.min(i + 1, 10));
    }
    expect(revealed(ctx, 1, 2)?.map(([bytes, block]) => [asText(bytes), block])).toEqual(
      [2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((n) => [`TLE #${n}`, BigInt(n + 1)]),
    );
  });
  it("multiple_timelocked_commitments_reveal_works, with three fields", () => {
    const ctx = newTestExt();
    setBlock(ctx, 5);
    expect(
      commit(
        ctx,
        123,
        999,
        locked(text("Timelock #1 => round=1000"), 1000),
        locked(text("Timelock #2 => round=1000"), 1000),
        locked(text("Timelock #3 => round=2000"), 2000),
      ),
    ).toBe(undefined);
    expect(held(ctx, 999, 123)?.length).toBe(3);
    insertDrandPulse(ctx, 1000);
    reveal(ctx, 6);
    expect(held(ctx, 999, 123)?.length).toBe(1);
    expect(revealed(ctx, 999, 123)?.length).toBe(2);
    expect(indexed(ctx, 999, 123)).toBe(true);
    insertDrandPulse(ctx, 2000);
    reveal(ctx, 7);
    expect(held(ctx, 999, 123)).toBe(undefined);
    expect(indexed(ctx, 999, 123)).toBe(false);
    expect(revealed(ctx, 999, 123)?.map(([bytes, block]) => [asText(bytes, 9).slice(0, 2), block])).toEqual([
      ["#1", 6n],
      ["#2", 6n],
      ["#3", 7n],
    ]);
  });
  it("mixed_timelocked_and_raw_fields_works, with three fields", () => {
    const ctx = newTestExt();
    setBlock(ctx, 3);
    const plain = raw(text("Raw field #1"));
    expect(
      commit(
        ctx,
        77,
        501,
        locked(text("TLE #1 => round=1000"), 1000),
        plain,
        locked(text("TLE #2 => round=2000"), 2000),
      ),
    ).toBe(undefined);
    insertDrandPulse(ctx, 1000);
    reveal(ctx, 4);
    expect(held(ctx, 501, 77)).toEqual([plain, locked(text("TLE #2 => round=2000"), 2000)]);
    expect(indexed(ctx, 501, 77)).toBe(true);
    insertDrandPulse(ctx, 2000);
    reveal(ctx, 5);
    expect(held(ctx, 501, 77)).toEqual([plain]);
    expect(indexed(ctx, 501, 77)).toBe(false);
    expect(revealed(ctx, 501, 77)?.map(([bytes]) => asText(bytes))).toEqual([
      "TLE #1 => round=1000",
      "TLE #2 => round=2000",
    ]);
  });
});

it("purge_netuid_clears_only_that_netuid", () => {
  const ctx = newTestExt();
  const [a, b] = [netUid(42), netUid(43)];
  const empty = { deposit: rao(0n), block: 1, info: { fields: [] } };
  const seed = (
    netuid: NetUid,
    who: number,
    note: string,
    block: bigint,
    usage: { readonly last_epoch: bigint; readonly used_space: bigint },
  ): void => {
    CommitmentOf.set(ctx, netuid, acct(who), empty);
    LastCommitment.set(ctx, netuid, acct(who), 1);
    LastBondsReset.set(ctx, netuid, acct(who), 1);
    RevealedCommitments.set(ctx, netuid, acct(who), [[text(note), block]]);
    UsedSpaceOf.set(ctx, netuid, acct(who), usage);
  };
  seed(a, 1001, "a", 7n, { last_epoch: 1n, used_space: 123n });
  CommitmentOf.set(ctx, a, acct(1002), empty);
  LastCommitment.set(ctx, a, acct(1002), 1);
  seed(b, 2001, "b", 8n, { last_epoch: 9n, used_space: 999n });
  TimelockedIndex.set(ctx, [
    [a, acct(1001)],
    [a, acct(1002)],
    [b, acct(2001)],
  ]);
  for (let times = 0; times < 2; times++) {
    provided.purgeNetuid(ctx, a);
    for (const item of [CommitmentOf, LastCommitment, LastBondsReset, RevealedCommitments, UsedSpaceOf]) {
      expect([...item.keysOf(ctx, a)]).toEqual([]);
      expect([...item.keysOf(ctx, b)]).toEqual([[b, acct(2001)]]);
    }
    expect(TimelockedIndex.get(ctx)).toEqual([[b, acct(2001)]]);
  }
});
