// Ethereum's transactions, signed. Mirrors the ethereum crate (transaction/).

import { H160, H256 } from "../ids.ts";
import { arm, bool, bytes, renamed, struct, u64, type ValueOf, variant, vec, wrapper } from "../scale/index.ts";
import { U256 } from "../u256.ts";

export const Bytes = renamed("Bytes", bytes);
const Address = renamed("Address", H160);

const TransactionAction = variant("ethereum::transaction::legacy::TransactionAction", {
  Call: arm(0, H160),
  Create: arm(1),
});
const RecoveryId = wrapper("ethereum::transaction::legacy::TransactionRecoveryId", u64);
const LegacySignature = struct("ethereum::transaction::legacy::TransactionSignature", {
  v: RecoveryId,
  r: H256,
  s: H256,
});
const parity = { odd_y_parity: bool, r: H256, s: H256 };
const Signature = struct("ethereum::transaction::eip2930::TransactionSignature", parity);
const MalleableSignature = struct("ethereum::transaction::eip2930::MalleableTransactionSignature", parity);

const AccessListItem = struct("ethereum::transaction::eip2930::AccessListItem", {
  address: Address,
  storage_keys: vec(H256),
});
const AccessList = renamed("AccessList", vec(AccessListItem));
export const AuthorizationListItem = struct("ethereum::transaction::eip7702::AuthorizationListItem", {
  chain_id: u64,
  address: Address,
  nonce: U256,
  signature: MalleableSignature,
});
export const AuthorizationList = renamed("AuthorizationList", vec(AuthorizationListItem));

export const LegacyTransaction = struct("ethereum::transaction::legacy::LegacyTransaction", {
  nonce: U256,
  gas_price: U256,
  gas_limit: U256,
  action: TransactionAction,
  value: U256,
  input: Bytes,
  signature: LegacySignature,
});
export const EIP2930Transaction = struct("ethereum::transaction::eip2930::EIP2930Transaction", {
  chain_id: u64,
  nonce: U256,
  gas_price: U256,
  gas_limit: U256,
  action: TransactionAction,
  value: U256,
  input: Bytes,
  access_list: AccessList,
  signature: Signature,
});
export const EIP1559Transaction = struct("ethereum::transaction::eip1559::EIP1559Transaction", {
  chain_id: u64,
  nonce: U256,
  max_priority_fee_per_gas: U256,
  max_fee_per_gas: U256,
  gas_limit: U256,
  action: TransactionAction,
  value: U256,
  input: Bytes,
  access_list: AccessList,
  signature: Signature,
});
export const EIP7702Transaction = struct("ethereum::transaction::eip7702::EIP7702Transaction", {
  chain_id: u64,
  nonce: U256,
  max_priority_fee_per_gas: U256,
  max_fee_per_gas: U256,
  gas_limit: U256,
  destination: TransactionAction,
  value: U256,
  data: Bytes,
  access_list: AccessList,
  authorization_list: AuthorizationList,
  signature: Signature,
});
export const Transaction = variant("ethereum::transaction::TransactionV3", {
  Legacy: arm(0, LegacyTransaction),
  EIP2930: arm(1, EIP2930Transaction),
  EIP1559: arm(2, EIP1559Transaction),
  EIP7702: arm(3, EIP7702Transaction),
});
export type Transaction = ValueOf<typeof Transaction>;
