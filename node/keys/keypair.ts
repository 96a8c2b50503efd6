// Key pairs for development accounts: derivation and signing. Mirrors sp-core 38 sr25519.rs, ed25519.rs and ecdsa.rs.
// These keys are public knowledge or made for tests; nothing here guards secrets against side channels.
import { ed25519 } from "@noble/curves/ed25519.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import {
  sr25519_derive_keypair_hard,
  sr25519_derive_keypair_soft,
  sr25519_keypair_from_seed,
  sr25519_sign,
} from "@polkadot-labs/schnorrkel-wasm";
import { concatBytes } from "../../runtime/primitives/bytes.ts";
import { ecdsaAccount } from "../../runtime/primitives/crypto/ecdsa.ts";
import type { SignatureKind } from "../../runtime/primitives/crypto/verify.ts";
import { blake2b256 } from "../../runtime/primitives/hash/blake2b.ts";
import { ss58Encode } from "../../runtime/primitives/ss58.ts";
import { parseSecretUri, type SecretUri, scaleString } from "./secret_uri.ts";

export type Keypair = {
  kind: SignatureKind;
  /** 32 bytes, or 33 for Ecdsa. */
  publicKey: Uint8Array;
  /** The 32-byte account id the key acts for. */
  account: Uint8Array;
  /** The account under the generic prefix 42. */
  address: string;
  /** 64 bytes, or 65 for Ecdsa. Sr25519 signatures differ from one call to the next. */
  sign(message: Uint8Array): Uint8Array;
};

/** The key pair a secret URI names, e.g. `keypairOf("//Alice")`. */
export function keypairOf(uri: string, kind: SignatureKind = "Sr25519"): Keypair {
  return DERIVATIONS[kind](parseSecretUri(uri));
}

const DERIVATIONS: Record<SignatureKind, (uri: SecretUri) => Keypair> = {
  Sr25519({ seed, junctions }) {
    // The wasm writes a pair as 64 bytes of secret and 32 of public key.
    let pair = sr25519_keypair_from_seed(seed);
    for (const { hard, chainCode } of junctions) {
      pair = hard ? sr25519_derive_keypair_hard(pair, chainCode) : sr25519_derive_keypair_soft(pair, chainCode);
    }
    const [secret, publicKey] = [pair.slice(0, 64), pair.slice(64)];
    return keypair("Sr25519", publicKey, publicKey, (message) => sr25519_sign(publicKey, secret, message));
  },
  Ed25519(uri) {
    const secret = hardSeed(uri, "Ed25519HDKD");
    const publicKey = ed25519.getPublicKey(secret);
    return keypair("Ed25519", publicKey, publicKey, (message) => ed25519.sign(message, secret));
  },
  Ecdsa(uri) {
    const secret = hardSeed(uri, "Secp256k1HDKD");
    const publicKey = secp256k1.getPublicKey(secret, true);
    return keypair("Ecdsa", publicKey, ecdsaAccount(publicKey), (message) => {
      const digest = blake2b256(message);
      const recovered = secp256k1.sign(digest, secret, { prehash: false, format: "recovered" });
      return concatBytes(recovered.subarray(1), recovered.subarray(0, 1));
    });
  },
};

function keypair(
  kind: SignatureKind,
  publicKey: Uint8Array,
  account: Uint8Array,
  sign: (message: Uint8Array) => Uint8Array,
): Keypair {
  return { kind, publicKey, account, address: ss58Encode(account), sign };
}

function hardSeed({ seed, junctions }: SecretUri, scheme: string): Uint8Array {
  return junctions.reduce((secret, { hard, chainCode }) => {
    if (!hard) throw new Error("A soft junction (/step) is possible with sr25519 only: use //step.");
    return blake2b256(concatBytes(scaleString(scheme), secret, chainCode));
  }, seed);
}
