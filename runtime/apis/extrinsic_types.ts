// Types that only runtime APIs mention: extrinsics and blocks as the runtime takes them, inherent data.

import { TxExtension } from "../extensions/index.ts";
import { RuntimeCall } from "../frame/call.ts";
import { bytesToHex, hexToBytes } from "../primitives/bytes.ts";
import { Header } from "../primitives/header.ts";
import { MultiAddress } from "../primitives/multi_address.ts";
import { MultiSignature } from "../primitives/multi_signature.ts";
import {
  btreeMap,
  bytes,
  type Codec,
  codec,
  enumeration,
  fixedBytes,
  namedWrapper,
  ScaleError,
  struct,
  vec,
  wrapper,
} from "../primitives/scale/index.ts";

const params = { Address: MultiAddress, Call: RuntimeCall, Signature: MultiSignature };
const opaque: Codec<Uint8Array> = codec(
  "Vec<u8>",
  bytes.shape,
  1,
  (out, value) => out.raw(value),
  (input) => {
    const start = input.at;
    input.raw(input.length());
    return input.bytes.slice(start, input.at);
  },
);
/** An extrinsic with its length prefix, as bytes. */
export const UncheckedExtrinsic = wrapper(
  "fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic",
  wrapper("sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic", opaque, { ...params, Extra: TxExtension }),
  { ...params, Extension: TxExtension },
);
export const BlockCodec = struct(
  "sp_runtime::generic::block::Block",
  { header: Header, extrinsics: vec(UncheckedExtrinsic) },
  { Header, Extrinsic: UncheckedExtrinsic },
);

const identifierBytes = fixedBytes(8);
/** Eight bytes as hexadecimal text. */
const InherentIdentifier: Codec<string> = codec(
  "InherentIdentifier",
  identifierBytes.shape,
  8,
  (out, value) => {
    const raw = hexToBytes(value);
    if (raw.length !== 8) throw new ScaleError(`${value} is not an inherent identifier`);
    out.raw(raw);
  },
  (input) => bytesToHex(input.raw(8)),
);
export const InherentDataCodec = namedWrapper(
  "sp_inherents::InherentData",
  "data",
  btreeMap(InherentIdentifier, bytes),
);
export const ExtrinsicInclusionMode = enumeration("sp_runtime::ExtrinsicInclusionMode", [
  "AllExtrinsics",
  "OnlyInherents",
]);
