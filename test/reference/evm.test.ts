// The reference's tests of the association of Ethereum keys (pallets/subtensor/src/tests/evm.rs). It draws its keys at
// random; here one key stands for them, and its address is taken from the curve library directly.

import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { describe, expect, test } from "vitest";
import { hashMessageEip191, uidLookup } from "../../runtime/pallets/subtensor/keys/evm.ts";
import { createAccountIfNonExistent } from "../../runtime/pallets/subtensor/staking/ownership.ts";
import { blake2b256 } from "../../runtime/primitives/hash/index.ts";
import { type H160, netUid } from "../../runtime/primitives/ids.ts";
import { acct, directOutcome, lastEvent, type MockContext, newTestExt, setBlock, signed } from "../chain/mock.ts";
import { addNetwork, registerOkNeuron } from "../chain/mock_subtensor.ts";

const NETUID = netUid(1);
const [COLDKEY, HOTKEY] = [acct(1), acct(2)];
/** Blocks between two associations in the mock runtime. */
const RATE_LIMIT = 10;
const SECRET = new Uint8Array(32).fill(7);
const hex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString("hex")}`;
const EVM = hex(keccak_256(secp256k1.getPublicKey(SECRET, false).subarray(1)).subarray(12)) as H160;

const sign = (digest: Uint8Array): Uint8Array => {
  const [recovery, ...rest] = secp256k1.sign(digest, SECRET, { prehash: false, format: "recovered" });
  return Uint8Array.of(...rest, recovery!);
};
function messageFor(block: bigint): Uint8Array {
  const number = new Uint8Array(8);
  new DataView(number.buffer).setBigUint64(0, block, true);
  return Uint8Array.of(...Buffer.from(HOTKEY.slice(2), "hex"), ...keccak_256(number));
}
/** As wallets sign, the recovery byte raised by 27. */
const walletSignature = (block: bigint): Uint8Array => {
  const signature = sign(hashMessageEip191(messageFor(block)));
  return signature.with(64, signature[64]! + 27);
};
const associate = (ctx: MockContext, block: bigint, signature = walletSignature(block)) =>
  directOutcome(ctx, signed(HOTKEY), "associate_evm_key", {
    netuid: NETUID,
    evm_key: EVM,
    block_number: block,
    signature,
  });

function subnet(block: number, registered = true): MockContext {
  const ctx = newTestExt(1);
  addNetwork(ctx, NETUID, 2, 2);
  setBlock(ctx, block);
  if (registered) {
    createAccountIfNonExistent(ctx, { hotkey: HOTKEY, coldkey: COLDKEY });
    registerOkNeuron(ctx, NETUID, HOTKEY, COLDKEY);
  }
  return ctx;
}
const associated = (block: bigint) => ({ name: "EvmKeyAssociated", data: [NETUID, HOTKEY, EVM, block] });

describe("Associating an Ethereum key", () => {
  test("the address is the one that Ethereum derives", () => {
    // A published pair: the first account of the mnemonic "test test … junk".
    const secret = Uint8Array.from(
      Buffer.from("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80", "hex"),
    );
    expect(hex(keccak_256(secp256k1.getPublicKey(secret, false).subarray(1)).subarray(12))).toBe(
      "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
    );
  });
  test("test_associate_evm_key_success", () => {
    const ctx = subnet(RATE_LIMIT);
    expect(associate(ctx, 10n)).toBeUndefined();
    expect(lastEvent(ctx)).toMatchObject(associated(10n));
    expect(uidLookup(ctx, NETUID, EVM, 10)).toEqual([[0, 10n]]);
  });
  test("test_associate_evm_key_different_block_number_success", () => {
    const ctx = subnet(RATE_LIMIT);
    expect(associate(ctx, 99n)).toBeUndefined();
    expect(lastEvent(ctx)).toMatchObject(associated(10n));
  });
  test("test_associate_evm_key_coldkey_does_not_own_hotkey", () => {
    expect(associate(subnet(1, false), 1n)).toBe("NonAssociatedColdKey");
  });
  test("test_associate_evm_key_hotkey_not_registered_in_subnet", () => {
    const ctx = subnet(1, false);
    createAccountIfNonExistent(ctx, { hotkey: HOTKEY, coldkey: COLDKEY });
    expect(associate(ctx, 1n)).toBe("HotKeyNotRegisteredInSubNet");
  });
  test("test_associate_evm_key_using_wrong_hash_function", () => {
    const ctx = subnet(RATE_LIMIT);
    expect(associate(ctx, 10n, sign(blake2b256(messageFor(10n))))).toBe("InvalidRecoveredPublicKey");
  });
  test("test_associate_evm_key_rate_limit_exceeded", () => {
    const ctx = subnet(RATE_LIMIT);
    expect(associate(ctx, 10n)).toBeUndefined();
    setBlock(ctx, 11);
    expect(associate(ctx, 11n)).toBe("EvmKeyAssociateRateLimitExceeded");
    setBlock(ctx, 21);
    expect(associate(ctx, 21n)).toBeUndefined();
  });
  test("test_associate_evm_key_uid_not_found", () => {
    expect(associate(subnet(1, false), 1n)).toBe("NonAssociatedColdKey");
  });
  test("a recovery byte above 30, or a high s, recovers nothing", () => {
    const ctx = subnet(RATE_LIMIT);
    const signature = walletSignature(10n);
    expect(associate(ctx, 10n, signature.with(64, 54))).toBe("InvalidIdentity");
    const s = secp256k1.Point.Fn.ORDER - BigInt(hex(signature.subarray(32, 64)));
    const high = Uint8Array.of(
      ...signature.subarray(0, 32),
      ...Buffer.from(s.toString(16).padStart(64, "0"), "hex"),
      signature[64]! === 27 ? 28 : 27,
    );
    expect(associate(ctx, 10n, high)).toBe("InvalidIdentity");
  });
});
