// Ethereum's transactions and blocks on this chain. Not built: its calls refuse.
// Mirrors frontier's pallet-ethereum (lib.rs).

import { identity, twox } from "../../frame/hasher.ts";
import { anyOrigin } from "../../frame/origin.ts";
import { call, error, event, palletIdentity, section } from "../../frame/section.ts";
import { map, value } from "../../frame/storage.ts";
import { EthereumBlock, Receipt, TransactionStatus } from "../../primitives/ethereum/block.ts";
import { ExitReason } from "../../primitives/ethereum/exit_reason.ts";
import { Transaction } from "../../primitives/ethereum/transaction.ts";
import { H160, H256, ZERO_HASH } from "../../primitives/ids.ts";
import { bytes, tuple, u32, vec } from "../../primitives/scale/index.ts";
import { U256 } from "../../primitives/u256.ts";
import { weights } from "./weights.ts";

export const Ethereum = palletIdentity("Ethereum", 21, { crate: "pallet_ethereum", plainEvent: true });

export const ethereum = section(Ethereum, {
  storage: {
    Pending: map([identity(u32)], tuple(Transaction, TransactionStatus, Receipt)),
    CounterForPending: value(u32, { default: 0 }),
    CurrentBlock: value(EthereumBlock),
    CurrentReceipts: value(vec(Receipt)),
    CurrentTransactionStatuses: value(vec(TransactionStatus)),
    BlockHash: map([twox(U256)], H256, { default: ZERO_HASH }),
  },
  events: {
    Executed: event(0, { from: H160, to: H160, transaction_hash: H256, exit_reason: ExitReason, extra_data: bytes }),
  },
  errors: {
    InvalidSignature: error(0, "Signature is invalid."),
    PreLogExists: error(1, "Pre-log is present, therefore transact is not allowed."),
  },
  calls: {
    transact: call(
      0,
      anyOrigin,
      { transaction: Transaction },
      { weight: ({ transaction }) => weights.transact(transaction.value.gas_limit) },
    ),
  },
});
