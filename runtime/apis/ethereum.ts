// The chain as Ethereum's tools see it. What needs no virtual machine is answered; running code is not built. Mirrors
// fp-rpc (EthereumRuntimeRPCApi, ConvertTransactionRuntimeApi) as runtime/src/lib.rs implements it.

import { bareExtrinsic, decodeExtrinsic } from "../executive/extrinsic.ts";
import { DispatchError } from "../frame/refusal.ts";
import { method, notBuilt, runtimeApi } from "../frame/runtime_api.ts";
import { baseFee } from "../pallets/base_fee/contract.ts";
import { ethereum } from "../pallets/ethereum/contract.ts";
import { evm } from "../pallets/evm/contract.ts";
import { evmChainId } from "../pallets/evm_chain_id/contract.ts";
import { API_VERSIONS } from "../pallets/system/version.ts";
import { bytesToHex, bytesToHex0x, concatBytes, hexToBytes, utf8ToBytes } from "../primitives/bytes.ts";
import { EthereumBlock, Receipt, TransactionStatus } from "../primitives/ethereum/block.ts";
import { CallInfo, CreateInfo, EvmAccount } from "../primitives/ethereum/execution.ts";
import { AuthorizationList, Transaction } from "../primitives/ethereum/transaction.ts";
import { blake2b256 } from "../primitives/hash/index.ts";
import { Header } from "../primitives/header.ts";
import { type AccountId, accountId, H160, H256 } from "../primitives/ids.ts";
import { PermillCodec } from "../primitives/perthing_codecs.ts";
import { bool, bytes, option, result, tuple, u64, u256, unit, vec } from "../primitives/scale/index.ts";
import { U256 } from "../primitives/u256.ts";
import type { ApiContext } from "./context.ts";
import { UncheckedExtrinsic } from "./extrinsic_types.ts";

/** Parts of 10^18 in a rao. */
const WEI_IN_RAO = 1_000_000_000n;
/** A balance as Ethereum's tools count it. */
export const evmBalance = (rao: bigint): bigint => rao * WEI_IN_RAO;
const NOBODY = H160.decode(new Uint8Array(20));
const EVM = utf8ToBytes("evm:");
/** The account that holds an address's TAO. */
const accountOf = (address: H160): AccountId =>
  accountId(bytesToHex0x(blake2b256(concatBytes(EVM, hexToBytes(address.slice(2))))));
/** Storage slots are numbers written highest byte first. */
const slotOf = (index: bigint): H256 => `0x${bytesToHex(u256.encode(index).reverse())}` as H256;
/** An author's address: part of the public key. */
function author(ctx: ApiContext): H160 {
  const found = ctx.ports.authorship.author(ctx);
  return found === undefined ? NOBODY : H160.decode(hexToBytes(found.slice(2)).slice(4, 24));
}

const gas = {
  max_fee_per_gas: option(U256),
  max_priority_fee_per_gas: option(U256),
  nonce: option(U256),
  estimate: bool,
  access_list: option(vec(tuple(H160, vec(H256)))),
  authorization_list: option(AuthorizationList),
};
const { CurrentBlock, CurrentReceipts, CurrentTransactionStatuses } = ethereum.read;
const Receipts = vec(Receipt);
const Statuses = vec(TransactionStatus);
const machine = notBuilt("the Ethereum virtual machine");

export const ethereumApi = runtimeApi<ApiContext>("EthereumRuntimeRPCApi", ...API_VERSIONS.EthereumRuntimeRPCApi, {
  chain_id: method({}, u64, (ctx: ApiContext) => evmChainId.read.ChainId.get(ctx)),
  account_basic: method({ address: H160 }, EvmAccount, (ctx: ApiContext, { address }) => {
    const who = accountOf(address);
    const balance = ctx.ports.currency.reducible(ctx, who, "Preserve");
    return { balance: evmBalance(balance), nonce: BigInt(ctx.ports.accounts.nonce(ctx, who)) };
  }),
  gas_price: method({}, U256, (ctx: ApiContext) => baseFee.read.BaseFeePerGas.get(ctx)),
  account_code_at: method({ address: H160 }, bytes, (ctx: ApiContext, { address }) =>
    evm.read.AccountCodes.get(ctx, address),
  ),
  author: method({}, H160, author),
  storage_at: method({ address: H160, index: U256 }, H256, (ctx: ApiContext, { address, index }) =>
    evm.read.AccountStorages.get(ctx, address, slotOf(index)),
  ),
  call: method(
    { from: H160, to: H160, data: bytes, value: U256, gas_limit: U256, ...gas },
    result(CallInfo, DispatchError),
    machine,
  ),
  create: method(
    { from: H160, data: bytes, value: U256, gas_limit: U256, ...gas },
    result(CreateInfo, DispatchError),
    machine,
  ),
  current_block: method({}, option(EthereumBlock), (ctx: ApiContext) => CurrentBlock.get(ctx)),
  current_receipts: method({}, option(Receipts), (ctx: ApiContext) => CurrentReceipts.get(ctx)),
  current_transaction_statuses: method({}, option(Statuses), (ctx: ApiContext) => CurrentTransactionStatuses.get(ctx)),
  current_all: method(
    {},
    tuple(option(EthereumBlock), option(Receipts), option(Statuses)),
    (ctx: ApiContext) =>
      [CurrentBlock.get(ctx), CurrentReceipts.get(ctx), CurrentTransactionStatuses.get(ctx)] as const,
  ),
  extrinsic_filter: method({ xts: vec(UncheckedExtrinsic) }, vec(Transaction), (ctx: ApiContext, { xts }) =>
    xts.flatMap((bytes) => {
      const { call } = decodeExtrinsic(ctx.chain, bytes);
      return call.pallet === "Ethereum" && call.name === "transact" ? [call.args.transaction as Transaction] : [];
    }),
  ),
  elasticity: method({}, option(PermillCodec), (ctx: ApiContext) => baseFee.read.Elasticity.get(ctx)),
  gas_limit_multiplier_support: method({}, unit, () => null),
  pending_block: method({ xts: vec(UncheckedExtrinsic) }, tuple(option(EthereumBlock), option(Statuses)), machine),
  // What it would prepare is forgotten when the question is answered.
  initialize_pending_block: method({ header: Header }, unit, () => null),
});

export const convertTransactionApi = runtimeApi<ApiContext>(
  "ConvertTransactionRuntimeApi",
  ...API_VERSIONS.ConvertTransactionRuntimeApi,
  {
    convert_transaction: method({ transaction: Transaction }, UncheckedExtrinsic, (ctx: ApiContext, { transaction }) =>
      bareExtrinsic(ctx.chain, { pallet: "Ethereum", name: "transact", args: { transaction } }),
    ),
  },
);
