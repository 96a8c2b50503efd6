// The APIs that a node cannot do without: Core, Metadata, BlockBuilder, TaggedTransactionQueue, GenesisBuilder. Mirrors
// sp_api, sp_block_builder, sp_transaction_pool and sp_genesis_builder as runtime/src/lib.rs implements them.

import { executeBlock } from "../executive/block.ts";
import { setBlockNumber } from "../executive/chain.ts";
import { applyChecked, bareExtrinsic, checkExtrinsic } from "../executive/extrinsic.ts";
import { validateTransaction } from "../executive/query.ts";
import { METADATA_VERSIONS, metadata, metadataAtVersion, OpaqueMetadata } from "../frame/metadata/index.ts";
import { Defect, DispatchError } from "../frame/refusal.ts";
import { method, runtimeApi } from "../frame/runtime_api.ts";
import { Invalidity, TransactionSource, TransactionValidity, TransactionValidityError } from "../frame/validity.ts";
import { buildGenesisState, genesisJson, parseGenesis } from "../genesis_config.ts";
import * as systemBlock from "../pallets/system/block.ts";
import { system } from "../pallets/system/contract.ts";
import { API_VERSIONS, VERSION } from "../pallets/system/version.ts";
import { bytesToHex, bytesToUtf8, utf8ToBytes } from "../primitives/bytes.ts";
import { Header } from "../primitives/header.ts";
import { H256, ZERO_HASH } from "../primitives/ids.ts";
import { bool, bytes, option, result, str, struct, u32, unit, vec } from "../primitives/scale/index.ts";
import { Trie } from "../primitives/trie/index.ts";
import { RuntimeVersionCodec } from "../primitives/version.ts";
import type { ApiContext } from "./context.ts";
import { BlockCodec, ExtrinsicInclusionMode, InherentDataCodec, UncheckedExtrinsic } from "./extrinsic_types.ts";

const trieOf = (ctx: ApiContext): Trie => ctx.state as Trie;

export const core = runtimeApi<ApiContext>("Core", ...API_VERSIONS.Core, {
  version: method({}, RuntimeVersionCodec, () => VERSION),
  execute_block: method({ block: BlockCodec }, unit, (ctx: ApiContext, { block }) => {
    const number = system.read.Number.get(ctx);
    const parent = { hash: block.header.parent_hash, number, state: trieOf(ctx) };
    executeBlock(ctx.chain, parent, block);
    return null;
  }),
  initialize_block: method({ header: Header }, ExtrinsicInclusionMode, (ctx: ApiContext, { header }) => {
    setBlockNumber(ctx, header.number);
    systemBlock.initialize(ctx, header.number, header.parent_hash, header.digest);
    for (const one of ctx.chain.runtime.pallets) one.parts.hooks?.onInitialize?.(ctx, header.number);
    return "AllExtrinsics" as const;
  }),
});

export const metadataApi = runtimeApi<ApiContext>("Metadata", ...API_VERSIONS.Metadata, {
  metadata: method({}, OpaqueMetadata, ({ chain }: ApiContext) => metadata(chain.runtime, chain.profile, 14)),
  metadata_at_version: method({ version: u32 }, option(OpaqueMetadata), ({ chain }: ApiContext, { version }) =>
    metadataAtVersion(chain.runtime, chain.profile, version),
  ),
  metadata_versions: method({}, vec(u32), () => METADATA_VERSIONS),
});

const ApplyExtrinsicResult = result(result(unit, DispatchError), TransactionValidityError);
const CheckInherentsResult = struct("sp_inherents::CheckInherentsResult", {
  okay: bool,
  fatal_error: bool,
  errors: InherentDataCodec,
});
const letters = (identifier: string): string => bytesToHex(utf8ToBytes(identifier));
const named = (data: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> =>
  new Map(
    [...data].map(([key, value]) => [
      String.fromCharCode(...key.match(/../g)!.map((x) => Number.parseInt(x, 16))),
      value,
    ]),
  );

export const blockBuilder = runtimeApi<ApiContext>("BlockBuilder", ...API_VERSIONS.BlockBuilder, {
  apply_extrinsic: method({ extrinsic: UncheckedExtrinsic }, ApplyExtrinsicResult, (ctx: ApiContext, { extrinsic }) => {
    try {
      const { refusal } = applyChecked(ctx.chain, ctx, checkExtrinsic(ctx.chain, ctx, extrinsic));
      const outcome =
        refusal === undefined
          ? ({ type: "Ok", value: null } as const)
          : ({ type: "Err", value: refusal.error } as const);
      return { type: "Ok", value: outcome } as const;
    } catch (error) {
      if (error instanceof Invalidity) return { type: "Err", value: error.error } as const;
      throw error;
    }
  }),
  finalize_block: method({}, Header, (ctx: ApiContext) => {
    const { number, parentHash, digest } = systemBlock.finalize(ctx);
    return {
      parent_hash: parentHash,
      number,
      state_root: H256.decode(trieOf(ctx).root()),
      extrinsics_root: ZERO_HASH,
      digest,
    };
  }),
  inherent_extrinsics: method(
    { inherent: InherentDataCodec },
    vec(UncheckedExtrinsic),
    (ctx: ApiContext, { inherent }) =>
      ctx.chain.runtime.pallets.flatMap((one) => {
        const call = one.parts.inherent?.create(ctx, named(inherent));
        return call === undefined ? [] : [bareExtrinsic(ctx.chain, call)];
      }),
  ),
  check_inherents: method(
    { block: BlockCodec, data: InherentDataCodec },
    CheckInherentsResult,
    (ctx: ApiContext, { block, data }) => {
      const errors = new Map<string, Uint8Array>();
      let fatal = false;
      for (const bytes of block.extrinsics) {
        const { tx, extra } = checkExtrinsic(ctx.chain, ctx, bytes);
        const inherent = ctx.chain.runtime.pallets.find((one) => one.name === tx.call.pallet)?.parts.inherent;
        const fault = extra === undefined ? inherent?.check(ctx, tx.call, named(data)) : undefined;
        if (fault === undefined) continue;
        fatal ||= fault.fatal;
        errors.set(letters(inherent!.identifier), utf8ToBytes(fault.error));
      }
      return { okay: errors.size === 0, fatal_error: fatal, errors };
    },
  ),
});

export const taggedTransactionQueue = runtimeApi<ApiContext>(
  "TaggedTransactionQueue",
  ...API_VERSIONS.TaggedTransactionQueue,
  {
    validate_transaction: method(
      { source: TransactionSource, tx: UncheckedExtrinsic, block_hash: H256 },
      TransactionValidity,
      (ctx: ApiContext, { source, tx, block_hash }) => {
        try {
          return { type: "Ok", value: validateTransaction(ctx.chain, trieOf(ctx), source, tx, block_hash) } as const;
        } catch (error) {
          if (error instanceof Invalidity) return { type: "Err", value: error.error } as const;
          throw error;
        }
      },
    ),
  },
);

export const genesisBuilder = runtimeApi<ApiContext>("GenesisBuilder", ...API_VERSIONS.GenesisBuilder, {
  build_state: method({ json: bytes }, result(unit, str), (ctx: ApiContext, { json }) => {
    try {
      buildGenesisState(ctx.chain, Trie.empty(), parseGenesis(bytesToUtf8(json)));
      return { type: "Ok", value: null } as const;
    } catch (error) {
      if (error instanceof Defect || error instanceof SyntaxError)
        return { type: "Err", value: `Invalid JSON blob: ${error.message}` } as const;
      throw error;
    }
  }),
  get_preset: method({ id: option(str) }, option(bytes), (_ctx: ApiContext, { id }) =>
    id === undefined ? utf8ToBytes(genesisJson({})) : undefined,
  ),
  preset_names: method({}, vec(str), () => []),
});
