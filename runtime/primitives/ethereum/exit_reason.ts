// How a run of the EVM ended. Mirrors the evm crate (evm_core::error).

import { arm, enumeration, str, u8, type ValueOf, variant, wrapper } from "../scale/index.ts";

const Text = wrapper("Cow", str, { T: str }, "");
const Opcode = wrapper("evm_core::opcode::Opcode", u8);

const ExitSucceed = enumeration("evm_core::error::ExitSucceed", ["Stopped", "Returned", "Suicided"]);
const ExitError = variant("evm_core::error::ExitError", {
  StackUnderflow: arm(0),
  StackOverflow: arm(1),
  InvalidJump: arm(2),
  InvalidRange: arm(3),
  DesignatedInvalid: arm(4),
  CallTooDeep: arm(5),
  CreateCollision: arm(6),
  CreateContractLimit: arm(7),
  InvalidCode: arm(15, Opcode),
  OutOfOffset: arm(8),
  OutOfGas: arm(9),
  OutOfFund: arm(10),
  PCUnderflow: arm(11),
  CreateEmpty: arm(12),
  Other: arm(13, Text),
  MaxNonce: arm(14),
});
const ExitRevert = enumeration("evm_core::error::ExitRevert", ["Reverted"]);
const ExitFatal = variant("evm_core::error::ExitFatal", {
  NotSupported: arm(0),
  UnhandledInterrupt: arm(1),
  CallErrorAsFatal: arm(2, ExitError),
  Other: arm(3, Text),
});
export const ExitReason = variant("evm_core::error::ExitReason", {
  Succeed: arm(0, ExitSucceed),
  Error: arm(1, ExitError),
  Revert: arm(2, ExitRevert),
  Fatal: arm(3, ExitFatal),
});
export type ExitReason = ValueOf<typeof ExitReason>;
