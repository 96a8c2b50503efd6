// The reference's tests of MevShield (pallets/shield/src/tests.rs and extension.rs), with their literal values.

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { blake2b } from "@noble/hashes/blake2.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { describe, expect, test } from "vitest";
import type { Ports } from "../../runtime/context.ts";
import { checkShieldedTxValidity } from "../../runtime/extensions/shield.ts";
import type { Origin } from "../../runtime/frame/origin.ts";
import { Invalidity, type TransactionSource } from "../../runtime/frame/validity.ts";
import {
  bareExtrinsic,
  type Call,
  contextOver,
  decodeExtrinsic,
  shieldedIn,
  subtensor,
  Trie,
  unshielded,
} from "../../runtime/index.ts";
import { shield } from "../../runtime/pallets/shield/contract.ts";
import { shieldPallet } from "../../runtime/pallets/shield/index.ts";
import { isPendingKey } from "../../runtime/pallets/shield/keys.ts";
import { store } from "../../runtime/pallets/shield/stored.ts";
import { system } from "../../runtime/pallets/system/contract.ts";
import { concatBytes, hexToBytes } from "../../runtime/primitives/bytes.ts";
import { twox128 } from "../../runtime/primitives/hash/index.ts";
import { h256, ZERO_HASH } from "../../runtime/primitives/ids.ts";
import { bytes as bytesCodec, ScaleError } from "../../runtime/primitives/scale/index.ts";
import { ZERO_WEIGHT } from "../../runtime/primitives/weight.ts";
import { acct, callOf, type MockContext, newTestExt, none, root, setBlock, signed } from "../chain/mock.ts";
import { expectNoop } from "../chain/noop.ts";
import { told } from "../chain/sandbox.ts";

const chain = subtensor();
const { storage } = shield;
const filled = (length: number, byte: number): Uint8Array => new Uint8Array(length).fill(byte);
const keyOf = (n: number): Uint8Array => filled(1_184, n);
const VALID_PK = keyOf(0x42);
const VALID_PK_B = keyOf(0x99);
/** Public key of an author. */
const author = (n: number): Uint8Array => filled(32, n);

/** `new_test_ext` with MockFindAuthors and MockDecryptor, which takes the bytes as they are; a runtime without guards. */
function mock(block = 0) {
  let [current, later]: (number | undefined)[] = [];
  const ports = {
    ...(chain.runtime.ports as Ports),
    shieldAuthors: {
      current: () => (current === undefined ? undefined : author(current)),
      nextNext: () => (later === undefined ? undefined : author(later)),
    },
    storedCalls: {
      opened(_ctx: unknown, encrypted: Uint8Array) {
        try {
          return chain.runtime.RuntimeCall.decodeLenient(encrypted);
        } catch (error) {
          if (error instanceof ScaleError) return undefined;
          throw error;
        }
      },
    },
  };
  const runtime = { ...chain.runtime, ports, guards: [], guardWeight: () => ZERO_WEIGHT };
  const ctx = contextOver({ ...chain, runtime }, Trie.empty()) as unknown as MockContext;
  setBlock(ctx, block);
  const dispatch = (origin: Origin, name: string, args: Call["args"]) =>
    ctx.dispatch(origin, callOf("MevShield", name, args));
  return {
    ctx,
    setAuthors(one: number | undefined, nextNext: number | undefined) {
      current = one;
      later = nextNext;
    },
    dispatch,
    noop: (origin: Origin, name: string, args: Call["args"], refusal: string) =>
      expectNoop(ctx, () => dispatch(origin, name, args), refusal),
    announce: (enc_key: Uint8Array | undefined) => dispatch(none, "announce_next_key", { enc_key }),
    store: (who: number, call: Call | Uint8Array) =>
      dispatch(signed(acct(who)), "store_encrypted", {
        encrypted_call: call instanceof Uint8Array ? call : chain.runtime.RuntimeCall.encode(call),
      }),
    onInitialize: (number: number) => shieldPallet.parts.hooks!.onInitialize!(ctx, number),
    setBlock: (number: number) => setBlock(ctx, number),
    events: () => ctx.journal.events.map(({ event }) => told(event)),
    last: () => ctx.journal.events.map(({ event }) => told(event)).at(-1),
    /** How many wait, and where the next would go. */
    count: () => storage.CounterForPendingExtrinsics.get(ctx),
    pending: (index: number) => storage.PendingExtrinsics.get(ctx, index),
  };
}
const remark = (...bytes: number[]): Call => callOf("System", "remark", { remark: Uint8Array.from(bytes) });
const setHeapPages = (pages: bigint): Call => callOf("System", "set_heap_pages", { pages });
const dispatched = (index: number) => ["MevShield.ExtrinsicDispatched", { index }];

describe("keys", () => {
  test("key_rotation_round_robin", () => {
    const { ctx, setAuthors, announce, setBlock } = mock();
    const hashOf = (n: number): Uint8Array => twox128(keyOf(n));
    const authors = [1, 2, 3, 1, 2];
    /** Current, pending, next key; until when the last two last. */
    const keys = () => [
      storage.CurrentKey.get(ctx),
      storage.PendingKey.get(ctx),
      storage.NextKey.get(ctx),
      storage.PendingKeyExpiresAt.get(ctx),
      storage.NextKeyExpiresAt.get(ctx),
    ];
    const UNKNOWN = filled(16, 0xff);
    const steps = [
      { expected: [undefined, undefined, undefined, undefined, undefined], not: [UNKNOWN] },
      { expected: [undefined, undefined, keyOf(1), undefined, 5], not: [] },
      { expected: [undefined, keyOf(1), keyOf(2), 5, 6], is: hashOf(1), not: [hashOf(2), UNKNOWN] },
      { expected: [keyOf(1), keyOf(2), undefined, 6, undefined], is: hashOf(2), not: [hashOf(1)] },
      { expected: [keyOf(2), undefined, undefined, undefined, undefined], not: [] },
    ];
    steps.forEach(({ expected, is, not }, i) => {
      setBlock(i + 1);
      setAuthors(authors[i]!, authors[i + 2]);
      announce(keyOf(authors[i]!));
      expect(keys(), `block ${i + 1}`).toEqual(expected);
      expect(storage.AuthorKeys.get(ctx, author(authors[i]!))).toEqual(keyOf(authors[i]!));
      if (is !== undefined) expect(isPendingKey(ctx, is)).toBe(true);
      for (const other of not) expect(isPendingKey(ctx, other)).toBe(false);
    });
  });
  test("announce_rotations_use_pre_update_author_keys", () => {
    const { ctx, setAuthors, announce } = mock();
    setAuthors(1, 1);
    storage.AuthorKeys.set(ctx, author(1), VALID_PK);
    announce(VALID_PK_B);
    expect(storage.NextKey.get(ctx)).toEqual(VALID_PK);
    expect(storage.AuthorKeys.get(ctx, author(1))).toEqual(VALID_PK_B);
  });
  test("announce_rejects_signed_origin", () => {
    const { setAuthors, noop } = mock();
    setAuthors(1, undefined);
    noop(signed(acct(1)), "announce_next_key", { enc_key: VALID_PK }, "BadOrigin");
  });
  test("announce_rejects_bad_pk_length", () => {
    const { setAuthors, noop } = mock();
    setAuthors(1, undefined);
    noop(none, "announce_next_key", { enc_key: filled(100, 0x01) }, "BadEncKeyLen");
  });
  test("announce_none_pk_removes_author_key", () => {
    const { ctx, setAuthors, announce } = mock();
    setAuthors(1, undefined);
    storage.AuthorKeys.set(ctx, author(1), VALID_PK);
    announce(undefined);
    expect(storage.AuthorKeys.get(ctx, author(1))).toBeUndefined();
  });
  test("announce_fails_when_no_current_author", () => {
    mock().noop(none, "announce_next_key", { enc_key: VALID_PK }, "Unreachable");
  });
});

describe("shielded transactions", () => {
  const ciphertextOf = (keyHash: Uint8Array, kemCt: Uint8Array, nonce: Uint8Array, aeadCt: Uint8Array): Uint8Array => {
    const length = Uint8Array.of(kemCt.length & 0xff, kemCt.length >> 8);
    return concatBytes(keyHash, length, kemCt, nonce, aeadCt);
  };
  const submit = (ciphertext: Uint8Array): Call => callOf("MevShield", "submit_encrypted", { ciphertext });
  const PARTS = [filled(16, 0xab), filled(32, 0xcc), filled(24, 0xdd), filled(64, 0xee)] as const;
  const shieldedOf = (extrinsic: Uint8Array, verify = false) => {
    const ctx = newTestExt(0);
    system.storage.BlockHash.set(ctx, 0, ZERO_HASH);
    return shieldedIn({ ...chain, verify: () => verify }, ctx, extrinsic);
  };
  const shieldedInCall = (call: Call) => shieldedOf(bareExtrinsic(chain, call));

  test("submit_encrypted_emits_event", () => {
    const { dispatch, last } = mock(1);
    const ciphertext = filled(64, 0xaa);
    dispatch(signed(acct(1)), "submit_encrypted", { ciphertext });
    // What `hash_of` hashes: the account, then the bytes with their compact length.
    const hashed = concatBytes(hexToBytes(acct(1).slice(2)), Uint8Array.of(0x01, 0x01), ciphertext);
    const id = h256(blake2b(hashed, { dkLen: 32 }));
    expect(last()).toEqual(["MevShield.EncryptedSubmitted", { id, who: acct(1) }]);
  });
  test("submit_encrypted_rejects_unsigned", () => {
    mock().noop(none, "submit_encrypted", { ciphertext: filled(64, 0xaa) }, "BadOrigin");
  });
  test("try_decode_shielded_tx_parses_bare_submit_encrypted", () => {
    const [key_hash, kem_ct, nonce, aead_ct] = PARTS;
    expect(shieldedInCall(submit(ciphertextOf(...PARTS)))).toEqual({ key_hash, kem_ct, nonce, aead_ct });
  });
  test("try_decode_shielded_tx_returns_none_for_non_shield_call", () => {
    expect(shieldedInCall(remark())).toBeUndefined();
  });
  test("try_decode_shielded_tx_returns_none_for_bad_signature", () => {
    const call = chain.runtime.RuntimeCall.encode(submit(ciphertextOf(...PARTS)));
    // Signed by an account with whatever signature; immortal, nonce and tip 0, no metadata hash.
    const body = concatBytes(Uint8Array.of(0x84, 0), author(1), Uint8Array.of(1), filled(64, 0xff));
    const extra = Uint8Array.of(0, 0, 0, 0);
    const extrinsic = bytesCodec.encode(concatBytes(body, extra, call));
    expect(shieldedOf(extrinsic)).toBeUndefined();
    expect(shieldedOf(extrinsic, true)?.kem_ct).toEqual(PARTS[1]);
  });
  test("try_decode_shielded_tx_returns_none_for_malformed_ciphertext", () => {
    expect(shieldedInCall(submit(new Uint8Array(5)))).toBeUndefined();
  });
  test("try_decode_shielded_tx_returns_none_when_depth_exceeded", () => {
    let call = submit(ciphertextOf(...PARTS));
    for (let depth = 0; depth < 8; depth++) call = callOf("Utility", "batch", { calls: [call] });
    expect(shieldedInCall(call)).toBeUndefined();
  });
  test("try_unshield_tx_decrypts_extrinsic", () => {
    const { publicKey, secretKey } = ml_kem768.keygen(filled(64, 42));
    const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey);
    const inner = bareExtrinsic(chain, remark(1, 2, 3));
    const nonce = filled(24, 42);
    const aead_ct = xchacha20poly1305(sharedSecret, nonce).encrypt(inner);
    const shielded = { key_hash: new Uint8Array(16), kem_ct: cipherText, nonce, aead_ct };
    expect(unshielded(chain, secretKey, shielded)).toEqual(inner);
    expect(decodeExtrinsic(chain, inner).call).toEqual(remark(1, 2, 3));
  });

  // extension.rs
  const WELL_FORMED = submit(ciphertextOf(filled(16, 0xff), filled(4, 0xaa), filled(24, 0xbb), filled(16, 0xdd)));
  const MALFORMED = submit(new Uint8Array(5));
  test.each<readonly [name: string, origin: Origin, call: Call, source: TransactionSource, code: number | undefined]>([
    ["non_shield_call_passes_through", signed(acct(1)), remark(), "InBlock", undefined],
    ["unsigned_origin_passes_through", none, WELL_FORMED, "InBlock", undefined],
    ["malformed_ciphertext_rejected_inblock", signed(acct(1)), MALFORMED, "InBlock", 23],
    ["malformed_ciphertext_rejected_from_pool", signed(acct(1)), MALFORMED, "External", 23],
    ["wellformed_ciphertext_accepted_inblock", signed(acct(1)), WELL_FORMED, "InBlock", undefined],
    ["wellformed_ciphertext_accepted_external", signed(acct(1)), WELL_FORMED, "External", undefined],
    ["wellformed_ciphertext_accepted_local", signed(acct(1)), WELL_FORMED, "Local", undefined],
  ])("%s", (_name, origin, call, source, code) => {
    const { ctx } = mock();
    const verdict = () => {
      try {
        const tx = { call, info: ctx.dispatchInfo(call), length: 0 };
        return checkShieldedTxValidity.validate!(ctx, origin, null, tx, source);
      } catch (error) {
        if (error instanceof Invalidity) return error.error;
        throw error;
      }
    };
    expect(verdict()).toEqual(
      code === undefined ? undefined : { type: "Invalid", value: { type: "Custom", value: code } },
    );
  });
});

describe("encrypted_extrinsics_tests", () => {
  test("store_encrypted_works", () => {
    const { ctx, store, pending, count, last } = mock(1);
    store(1, remark(1, 2, 3));
    const encrypted_call = chain.runtime.RuntimeCall.encode(remark(1, 2, 3));
    expect(pending(0)).toEqual({ who: acct(1), encrypted_call, submitted_at: 1 });
    expect([storage.NextPendingExtrinsicIndex.get(ctx), count()]).toEqual([1, 1]);
    expect(last()).toEqual(["MevShield.ExtrinsicStored", { index: 0, who: acct(1) }]);
  });
  test("on_initialize_decodes_and_dispatches", () => {
    const { ctx, store, pending, count, onInitialize, events } = mock(1);
    store(1, remark(1, 2, 3));
    expect([storage.NextPendingExtrinsicIndex.get(ctx), count(), pending(0) !== undefined]).toEqual([1, 1, true]);
    onInitialize(2);
    expect([storage.NextPendingExtrinsicIndex.get(ctx), count(), pending(0)]).toEqual([1, 0, undefined]);
    expect(events()).toContainEqual(dispatched(0));
  });
  test("on_initialize_handles_decode_failure", () => {
    const { store, pending, onInitialize, events } = mock(1);
    store(1, filled(4, 0xff));
    onInitialize(2);
    expect(pending(0)).toBeUndefined();
    expect(events()).toContainEqual(["MevShield.ExtrinsicDecodeFailed", { index: 0 }]);
  });
  test.each([
    ["on_initialize_handles_dispatch_failure", 64n],
    ["on_initialize_emits_dispatch_failed_on_bad_origin", 10n],
  ])("%s", (_name, pages) => {
    const { ctx, store, pending, count, onInitialize, events } = mock(1);
    store(1, setHeapPages(pages));
    expect([storage.NextPendingExtrinsicIndex.get(ctx), count(), pending(0) !== undefined]).toEqual([1, 1, true]);
    onInitialize(2);
    expect([pending(0), count()]).toEqual([undefined, 0]);
    expect(events()).toContainEqual([
      "MevShield.ExtrinsicDispatchFailed",
      { index: 0, error: { type: "BadOrigin", value: undefined } },
    ]);
  });
  test("store_encrypted_rejects_when_full", () => {
    const { ctx, store, noop } = mock();
    const max = storage.MaxPendingExtrinsicsLimit.get(ctx);
    for (let i = 0; i < max; i++) store(1, remark(1));
    const encrypted_call = chain.runtime.RuntimeCall.encode(remark(1));
    noop(signed(acct(1)), "store_encrypted", { encrypted_call }, "TooManyPendingExtrinsics");
  });
  test("on_initialize_processes_mixed_success_and_failure", () => {
    const { store, pending, onInitialize, events } = mock(1);
    store(1, remark(1, 2, 3));
    store(1, filled(2, 0xff));
    store(1, remark(4, 5, 6));
    onInitialize(2);
    expect([0, 1, 2].map(pending)).toEqual([undefined, undefined, undefined]);
    expect(events().slice(3)).toEqual([
      dispatched(0),
      ["MevShield.ExtrinsicDecodeFailed", { index: 1 }],
      dispatched(2),
    ]);
  });
  test("on_initialize_expires_old_extrinsics", () => {
    const { store, pending, setBlock, onInitialize, events } = mock(1);
    store(1, remark(1, 2, 3));
    expect(pending(0)?.submitted_at).toBe(1);
    setBlock(12);
    onInitialize(12);
    expect(pending(0)).toBeUndefined();
    expect(events()).toContainEqual(["MevShield.ExtrinsicExpired", { index: 0 }]);
  });
  test("on_initialize_does_not_expire_recent_extrinsics", () => {
    const { store, pending, setBlock, onInitialize, events } = mock(1);
    store(1, remark(1, 2, 3));
    setBlock(11);
    onInitialize(11);
    expect(pending(0)).toBeUndefined();
    expect(events()).toContainEqual(dispatched(0));
  });
  test("on_initialize_handles_missing_slots", () => {
    const { ctx, pending, count, onInitialize, events } = mock(1);
    const encrypted_call = chain.runtime.RuntimeCall.encode(remark(1, 2, 3));
    store(ctx, 5, { who: acct(1), encrypted_call, submitted_at: 1 });
    storage.NextPendingExtrinsicIndex.set(ctx, 6);
    onInitialize(2);
    expect([pending(5), count()]).toEqual([undefined, 0]);
    expect(events()).toContainEqual(dispatched(5));
  });
  test("multiple_accounts_dispatch_with_correct_origins", () => {
    const { store, onInitialize, events } = mock(1);
    const remarkOf = (byte: number) => callOf("System", "remark_with_event", { remark: Uint8Array.of(byte) });
    const hashOf = (byte: number) => h256(blake2b(Uint8Array.of(byte), { dkLen: 32 }));
    store(100, remarkOf(0xaa));
    store(200, remarkOf(0xbb));
    onInitialize(2);
    expect(events()).toContainEqual(["System.Remarked", { sender: acct(100), hash: hashOf(0xaa) }]);
    expect(events()).toContainEqual(["System.Remarked", { sender: acct(200), hash: hashOf(0xbb) }]);
  });
  test("expiration_mixed_with_valid_extrinsics", () => {
    const { store, pending, count, setBlock, onInitialize, events } = mock(1);
    store(1, remark(0x01));
    setBlock(10);
    store(2, remark(0x02));
    setBlock(12);
    onInitialize(12);
    expect([pending(0), pending(1), count()]).toEqual([undefined, undefined, 0]);
    expect(events()).toContainEqual(["MevShield.ExtrinsicExpired", { index: 0 }]);
    expect(events()).toContainEqual(dispatched(1));
  });

  // Setters: what is stored before and after, the event, who may not.
  test.each([
    [
      "set_max_pending_extrinsics_number",
      "set_max_pending_extrinsics_number_works",
      storage.MaxPendingExtrinsicsLimit,
      100,
      50,
      "MaxPendingExtrinsicsNumberSet",
    ],
    [
      "set_on_initialize_weight",
      "set_on_initialize_weight_works",
      storage.OnInitializeWeight,
      500_000_000_000n,
      1_000_000n,
      "OnInitializeWeightSet",
    ],
    [
      "set_stored_extrinsic_lifetime",
      "set_stored_extrinsic_lifetime_works",
      storage.ExtrinsicLifetime,
      10,
      20,
      "ExtrinsicLifetimeSet",
    ],
    [
      "set_max_extrinsic_weight",
      "set_max_extrinsic_weight_works",
      storage.MaxExtrinsicWeight,
      50_000_000_000n,
      1_000_000n,
      "MaxExtrinsicWeightSet",
    ],
  ] as const)("%s: %s", (name, _test, item, before, value, event) => {
    const { ctx, dispatch, last } = mock(1);
    expect(item.get(ctx)).toBe(before);
    dispatch(root, name, { value });
    expect(item.get(ctx)).toBe(value);
    expect(last()).toEqual([`MevShield.${event}`, { value }]);
  });
  test.each([
    ["set_max_pending_extrinsics_number_rejects_signed_origin", "set_max_pending_extrinsics_number", 50],
    ["set_on_initialize_weight_rejects_signed_origin", "set_on_initialize_weight", 1_000_000n],
    ["set_stored_extrinsic_lifetime_rejects_signed_origin", "set_stored_extrinsic_lifetime", 20],
    ["set_max_extrinsic_weight_rejects_signed_origin", "set_max_extrinsic_weight", 1_000_000n],
  ])("%s", (_test, name, value) => {
    mock().noop(signed(acct(1)), name, { value }, "BadOrigin");
  });
  test.each([
    ["set_on_initialize_weight_rejects_above_absolute_max", "set_on_initialize_weight"],
    ["set_max_extrinsic_weight_rejects_above_absolute_max", "set_max_extrinsic_weight"],
  ])("%s", (_test, name) => {
    const { dispatch, noop } = mock();
    dispatch(root, name, { value: 2_000_000_000_000n });
    noop(root, name, { value: 2_000_000_000_001n }, "WeightExceedsAbsoluteMax");
  });
  test("set_max_pending_extrinsics_number_enforced_on_store", () => {
    const { dispatch, store, noop } = mock();
    dispatch(root, "set_max_pending_extrinsics_number", { value: 2 });
    store(1, remark(1));
    store(1, remark(1));
    const encrypted_call = chain.runtime.RuntimeCall.encode(remark(1));
    noop(signed(acct(1)), "store_encrypted", { encrypted_call }, "TooManyPendingExtrinsics");
  });
  test("set_on_initialize_weight_enforced_on_processing", () => {
    const { dispatch, store, count, onInitialize, events } = mock(1);
    dispatch(root, "set_on_initialize_weight", { value: 0n });
    store(1, remark(1));
    expect(count()).toBe(1);
    onInitialize(2);
    expect(count()).toBe(1);
    expect(events()).toContainEqual(["MevShield.ExtrinsicPostponed", { index: 0 }]);
  });
  test("set_stored_extrinsic_lifetime_enforced_on_expiration", () => {
    const { dispatch, store, pending, count, setBlock, onInitialize, events } = mock(1);
    dispatch(root, "set_stored_extrinsic_lifetime", { value: 2 });
    store(1, remark(1));
    setBlock(4);
    onInitialize(4);
    expect([pending(0), count()]).toEqual([undefined, 0]);
    expect(events()).toContainEqual(["MevShield.ExtrinsicExpired", { index: 0 }]);
  });
  test("max_extrinsic_weight_is_enforced", () => {
    const { dispatch, store, pending, count, onInitialize, events } = mock(1);
    dispatch(root, "set_max_extrinsic_weight", { value: 0n });
    store(1, remark(1));
    expect(count()).toBe(1);
    onInitialize(2);
    expect([count(), pending(0)]).toEqual([0, undefined]);
    expect(events()).toContainEqual(["MevShield.ExtrinsicWeightExceeded", { index: 0 }]);
  });
});
