import { decodeAddress, encodeAddress } from "@polkadot/util-crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hexToBytes } from "../../runtime/primitives/bytes.ts";
import { accountId } from "../../runtime/primitives/ids.ts";
import { accountOf, addressOf, Ss58Error, ss58Decode, ss58Encode } from "../../runtime/primitives/ss58.ts";

const ALICE = accountId("0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");
const ALICE_ADDRESS = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const bytes = hexToBytes(ALICE.slice(2));

const problemOf = (address: string): string => {
  try {
    return `taken: ${ss58Decode(address).prefix}`;
  } catch (error) {
    return error instanceof Ss58Error ? error.problem : `not an Ss58Error: ${error}`;
  }
};
/** An address whose checksum holds, made by polkadot.js. */
const withPrefix = (prefix: number) => encodeAddress(bytes, prefix);

describe("ss58", () => {
  it("writes and reads the known development account", () => {
    expect(addressOf(ALICE)).toBe(ALICE_ADDRESS);
    expect(accountOf(ALICE_ADDRESS)).toBe(ALICE);
    expect(ss58Decode(ALICE_ADDRESS)).toEqual({ account: bytes, prefix: 42 });
  });

  it.each([
    [0, "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5"],
    [2, "HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F"],
  ])("writes Alice under prefix %i", (prefix, address) => {
    expect(addressOf(ALICE, prefix)).toBe(address);
    expect(accountOf(address)).toBe(ALICE);
  });

  it("writes as polkadot.js does, under any account and prefix", () => {
    const accounts = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const prefixes = fc.integer({ min: 0, max: 16_383 }).filter((prefix) => prefix !== 46 && prefix !== 47);
    fc.assert(
      fc.property(accounts, prefixes, (account, prefix) => {
        const address = ss58Encode(account, prefix);
        expect(address).toBe(encodeAddress(account, prefix));
        expect(ss58Decode(address)).toEqual({ account, prefix });
      }),
      { numRuns: 500 },
    );
  });

  it("keeps leading zeros", () => {
    const zeros = new Uint8Array(32);
    expect(ss58Decode(ss58Encode(zeros, 0))).toEqual({ account: zeros, prefix: 0 });
    expect(decodeAddress(ss58Encode(zeros, 0))).toEqual(zeros);
  });

  it.each([
    ["", "BadLength"],
    ["1", "BadLength"],
    ["5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQ0", "BadBase58"],
    ["5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ", "InvalidChecksum"],
    ["5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQ", "InvalidPrefix"], // the prefix is looked at first
    [`${ALICE_ADDRESS}a`, "BadLength"],
    [" 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", "BadBase58"],
    ["5".repeat(100_000), "BadLength"],
    ["F7Hs", "BadLength"], // a one-byte account index, which the chain doesn't use
  ])("refuses %j as %s", (address, problem) => {
    expect(problemOf(address)).toBe(problem);
  });

  it("refuses the reserved prefixes", () => {
    expect(problemOf(withPrefix(42))).toBe("taken: 42");
    expect(problemOf(ss58Encode(bytes, 46))).toBe("FormatNotAllowed");
    expect(problemOf(ss58Encode(bytes, 47))).toBe("FormatNotAllowed");
  });

  it("notices every change of a single letter", () => {
    for (let at = 0; at < ALICE_ADDRESS.length; at++) {
      const other = ALICE_ADDRESS[at] === "X" ? "Y" : "X";
      const mistyped = ALICE_ADDRESS.slice(0, at) + other + ALICE_ADDRESS.slice(at + 1);
      expect(["InvalidChecksum", "BadLength", "InvalidPrefix"]).toContain(problemOf(mistyped));
    }
  });

  it.each([-1, 16_384, 1.5, Number.NaN])("refuses to write prefix %d", (prefix) => {
    expect(() => ss58Encode(bytes, prefix)).toThrow(Ss58Error);
  });

  it("refuses to write an account of the wrong length", () => {
    expect(() => ss58Encode(bytes.subarray(1))).toThrow(Ss58Error);
  });
});
