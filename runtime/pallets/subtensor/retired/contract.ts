// Declared in the reference and left without use: clients may still ask for them by name.
// Mirrors pallets/subtensor/src/lib.rs, macros/events.rs, errors.rs.

import { DispatchResult } from "../../../frame/dispatch_result.ts";
import { identity } from "../../../frame/hasher.ts";
import { error, event, section } from "../../../frame/section.ts";
import { map, value } from "../../../frame/storage.ts";
import { AccountId, NetUid } from "../../../primitives/ids.ts";
import { bool, bytes, tuple, u16, u32, u64, vec } from "../../../primitives/scale/index.ts";
import { Tao } from "../../../primitives/units.ts";
import { SubtensorModule } from "../pallet.ts";

export const retired = section(SubtensorModule, {
  storage: {
    NextStakeJobId: value(u64, { default: 0n }),
    LoadedEmission: map([identity(NetUid)], vec(tuple(AccountId, u64, u64))),
    LastTxBlock: map([identity(AccountId)], u64, { default: 0n }),
    LastTxBlockChildKeyTake: map([identity(AccountId)], u64, { default: 0n }),
    LastTxBlockDelegateTake: map([identity(AccountId)], u64, { default: 0n }),
    TaoInRefundDeploymentBlock: value(u64, { default: 0n }),
    HasMigrationRun: map([identity(bytes)], bool, { default: false }),
  },
  events: {
    BulkNeuronsRegistered: event(7, [u16, u16]),
    BulkBalancesSet: event(8, [u16, u16]),
    Sudid: event(49, [DispatchResult]),
    AllBalanceUnstakedAndTransferredToNewColdkey: event(73, {
      current_coldkey: AccountId,
      new_coldkey: AccountId,
      total_balance: Tao,
    }),
    ArbitrationPeriodExtended: event(74, { coldkey: AccountId }),
    DissolveNetworkScheduled: event(80, { account: AccountId, netuid: NetUid, execution_block: u32 }),
  },
  errors: {
    TransactorAccountShouldBeHotKey: error(39, "The hotkey is required to be the origin."),
    CallDisabled: error(87, "Call is disabled"),
    DisabledTemporarily: error(133, "Disabled temporarily."),
  },
});
