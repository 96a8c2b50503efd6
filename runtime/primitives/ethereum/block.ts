// Ethereum's blocks, receipts and logs. Mirrors the ethereum crate (block.rs, header.rs, receipt.rs, log.rs) and fp-rpc
// (TransactionStatus).

import { H160, H256 } from "../ids.ts";
import {
  arm,
  fixedBytes,
  option,
  renamed,
  struct,
  u8,
  u32,
  u64,
  type ValueOf,
  variant,
  vec,
  wrapper,
} from "../scale/index.ts";
import { U256 } from "../u256.ts";
import { Bytes, Transaction } from "./transaction.ts";

const Address = renamed("Address", H160);
const Bloom = wrapper("ethbloom::Bloom", fixedBytes(256), {}, "[u8; BLOOM_SIZE]");
const H64 = wrapper("ethereum_types::hash::H64", fixedBytes(8));

export const Log = struct("ethereum::log::Log", { address: H160, topics: vec(H256), data: Bytes });
export type Log = ValueOf<typeof Log>;

const EIP658ReceiptData = struct("ethereum::receipt::EIP658ReceiptData", {
  status_code: u8,
  used_gas: U256,
  logs_bloom: Bloom,
  logs: vec(Log),
});
export const Receipt = variant("ethereum::receipt::ReceiptV4", {
  Legacy: arm(0, EIP658ReceiptData),
  EIP2930: arm(1, renamed("EIP2930ReceiptData", EIP658ReceiptData)),
  EIP1559: arm(2, renamed("EIP1559ReceiptData", EIP658ReceiptData)),
  EIP7702: arm(3, renamed("EIP7702ReceiptData", EIP658ReceiptData)),
});
export type Receipt = ValueOf<typeof Receipt>;

export const Header = struct("ethereum::header::Header", {
  parent_hash: H256,
  ommers_hash: H256,
  beneficiary: H160,
  state_root: H256,
  transactions_root: H256,
  receipts_root: H256,
  logs_bloom: Bloom,
  difficulty: U256,
  number: U256,
  gas_limit: U256,
  gas_used: U256,
  timestamp: u64,
  extra_data: Bytes,
  mix_hash: H256,
  nonce: H64,
});
export const EthereumBlock = struct(
  "ethereum::block::Block",
  { header: Header, transactions: vec(Transaction), ommers: vec(Header) },
  { T: Transaction },
);
export type EthereumBlock = ValueOf<typeof EthereumBlock>;

export const TransactionStatus = struct("fp_rpc::TransactionStatus", {
  transaction_hash: H256,
  transaction_index: u32,
  from: Address,
  to: option(Address),
  contract_address: option(Address),
  logs: vec(Log),
  logs_bloom: Bloom,
});
export type TransactionStatus = ValueOf<typeof TransactionStatus>;
