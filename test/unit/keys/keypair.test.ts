import { Keyring } from "@polkadot/keyring";
import { cryptoWaitReady, mnemonicToMiniSecret } from "@polkadot/util-crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { keypairOf } from "../../../node/keys/keypair.ts";
import { chainCodeOf, DEV_PHRASE, parseSecretUri } from "../../../node/keys/secret_uri.ts";
import { bytesToHex, hexToBytes, utf8ToBytes } from "../../../runtime/primitives/bytes.ts";
import type { SignatureKind } from "../../../runtime/primitives/crypto/verify.ts";

const TYPES = { Sr25519: "sr25519", Ed25519: "ed25519", Ecdsa: "ecdsa" } as const;
const KINDS: SignatureKind[] = ["Sr25519", "Ed25519", "Ecdsa"];

beforeAll(() => cryptoWaitReady());

describe("keypairOf", () => {
  // Addresses as `subkey inspect` and the Substrate documentation give them.
  it.each<[string, SignatureKind, string]>([
    ["//Alice", "Sr25519", "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"],
    ["//Bob", "Sr25519", "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty"],
    ["//Charlie", "Sr25519", "5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y"],
    ["//Dave", "Sr25519", "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy"],
    ["//Eve", "Sr25519", "5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw"],
    ["//Ferdie", "Sr25519", "5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL"],
    ["//Alice//stash", "Sr25519", "5GNJqTPyNqANBkUVMN1LPPrxXnFouWXoe2wNSmmEoLctxiZY"],
    ["//Alice", "Ed25519", "5FA9nQDVg267DEd8m1ZypXLBnvN7SFxYwV7ndqSYGiN9TTpu"],
    ["//Alice", "Ecdsa", "5C7C2Z5sWbytvHpuLTvzKunnnRwQxft1jiqrLD5rhucQ5S9X"],
    [DEV_PHRASE, "Sr25519", "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV"],
  ])("%s (%s) is %s", (uri, kind, address) => {
    expect(keypairOf(uri, kind).address).toBe(address);
  });

  // sp-core, sr25519.rs: derive_soft_known_pair_should_work, sr_test_vector_should_work; ed25519.rs and ecdsa.rs.
  it.each<[string, SignatureKind, string]>([
    ["/Alice", "Sr25519", "d6c71059dbbe9ad2b0ed3f289738b800836eb425544ce694825285b958ca755e"],
    [
      "0x9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "Sr25519",
      "44a996beb1eef7bdcab976ab6d2ca26104834164ecf28fb375600576fcc6eb0f",
    ],
    [
      "0x9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "Ed25519",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    ],
    [
      "0x9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "Ecdsa",
      "028db55b05db86c0b1786ca49f095d76344c9e6056b2f02701a7e7f3c20aabfd91",
    ],
  ])("%s (%s) has the public key of the reference's test", (uri, kind, key) => {
    expect(bytesToHex(keypairOf(uri, kind).publicKey)).toBe(key);
  });

  it("knows the seed of the development phrase", () => {
    expect(parseSecretUri("//Alice").seed).toEqual(mnemonicToMiniSecret(DEV_PHRASE));
  });

  it.each(KINDS)("derives %s keys as polkadot.js does, and each takes the other's signatures", (kind) => {
    const keyring = new Keyring({ type: TYPES[kind], ss58Format: 42 });
    const seed = `0x${"5a".repeat(32)}`;
    const paths = ["//Alice", "//0", "//1//2", "//18446744073709551615", "//ünïcode"];
    paths.push(`//${"long".repeat(9)}`, "//validator//grandpa", "//007", "//-1", "//a b");
    if (kind === "Sr25519") paths.push("/soft", "//hard/soft/1", "/0//x");
    const message = utf8ToBytes("message");
    for (const path of paths) {
      for (const phrase of ["", seed]) {
        const theirs = keyring.addFromUri(`${phrase === "" ? DEV_PHRASE : phrase}${path}`);
        const ours = keypairOf(phrase + path, kind);
        expect([path, ours.address]).toEqual([path, theirs.address]);
        expect(theirs.verify(message, ours.sign(message), theirs.publicKey)).toBe(true);
      }
    }
  });

  it("signs the reference's vectors to the byte", () => {
    const uri = "0x9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    const ed = keypairOf(uri, "Ed25519").sign(new Uint8Array(0));
    expect(bytesToHex(ed)).toBe(
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    );
    const ecdsa = keypairOf(uri, "Ecdsa").sign(new Uint8Array(0));
    expect(bytesToHex(ecdsa)).toBe(
      "3dde91174bd9359027be59a428b8146513df80a2a3c7eda2194f64de04a69ab97b753169e94db6ffd50921a2668a48b94ca11e3d32c1ff19cfe88890aa7e8f3c00",
    );
  });

  it("gives Ecdsa accounts as the hash of the key", () => {
    const alice = keypairOf("//Alice", "Ecdsa");
    expect([alice.publicKey.length, alice.account.length]).toEqual([33, 32]);
  });
});

describe("parseSecretUri", () => {
  it("reads seed and path", () => {
    const { seed, junctions } = parseSecretUri(`0x${"01".repeat(32)}//a/b`);
    expect(seed).toEqual(new Uint8Array(32).fill(1));
    expect(junctions.map(({ hard }) => hard)).toEqual([true, false]);
    expect(junctions[0]?.chainCode).toEqual(hexToBytes("0461".padEnd(64, "0")));
  });

  // crypto.rs: `str::parse::<u64>` decides. polkadot.js takes longer numbers as numbers too.
  it("takes numbers beyond 64 bits as words", () => {
    const [last, beyond] = ["18446744073709551615", "18446744073709551616"].map(chainCodeOf);
    expect(last).toEqual(hexToBytes("ff".repeat(8).padEnd(64, "0")));
    expect(beyond).toEqual(hexToBytes(`50${bytesToHex(utf8ToBytes("18446744073709551616"))}`.padEnd(64, "0")));
  });

  it.each([
    ["legal winner thank year wave sausage worth useful legal winner thank yellow", "Only the development phrase"],
    ["0x1234", "Only the development phrase"],
    ["//Alice///secret", "password"],
    ["//Alice////", "password"],
    ["%", "malformed"],
    ["//", "malformed"],
    ["//Alice/", "malformed"],
  ])("refuses %j", (uri, reason) => {
    expect(() => parseSecretUri(uri)).toThrow(reason);
  });

  it("refuses soft steps for the other kinds", () => {
    expect(() => keypairOf("/soft", "Ed25519")).toThrow("soft junction");
    expect(() => keypairOf("//Alice/soft", "Ecdsa")).toThrow("soft junction");
  });
});
