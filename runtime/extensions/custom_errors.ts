// The numbers by which clients are told why a transaction may not enter a block. Mirrors common/src/transaction_error.rs
// and the table of pallets/subtensor/src/extensions/subtensor.rs.

export const CUSTOM_ERRORS = {
  ColdkeyInSwapSchedule: 0,
  StakeAmountTooLow: 1,
  BalanceTooLow: 2,
  SubnetNotExists: 3,
  HotkeyAccountDoesntExist: 4,
  NotEnoughStakeToWithdraw: 5,
  RateLimitExceeded: 6,
  InsufficientLiquidity: 7,
  SlippageTooHigh: 8,
  TransferDisallowed: 9,
  HotKeyNotRegisteredInNetwork: 10,
  InvalidIpAddress: 11,
  ServingRateLimitExceeded: 12,
  InvalidPort: 13,
  ZeroMaxAmount: 14,
  InvalidRevealRound: 15,
  CommitNotFound: 16,
  CommitBlockNotInRevealRange: 17,
  InputLengthsUnequal: 18,
  UidNotFound: 19,
  EvmKeyAssociateRateLimitExceeded: 20,
  ColdkeySwapDisputed: 21,
  InvalidRealAccount: 22,
  FailedShieldedTxParsing: 23,
  InvalidShieldedTxPubKeyHash: 24,
  NonAssociatedColdKey: 25,
  DelegateTakeTooLow: 26,
  DelegateTakeTooHigh: 27,
  BadRequest: 255,
} as const;
type CustomError = keyof typeof CUSTOM_ERRORS;

/** Errors of SubtensorModule that go by another name, or that several share. */
const RENAMED: Readonly<Record<string, CustomError>> = {
  AmountTooLow: "StakeAmountTooLow",
  NotEnoughStakeToSetWeights: "StakeAmountTooLow",
  NotEnoughBalanceToStake: "BalanceTooLow",
  HotKeyAccountNotExists: "HotkeyAccountDoesntExist",
  NoWeightsCommitFound: "CommitNotFound",
  RevealTooEarly: "CommitBlockNotInRevealRange",
  CommittingWeightsTooFast: "RateLimitExceeded",
  SettingWeightsTooFast: "RateLimitExceeded",
  NetworkTxRateLimitExceeded: "RateLimitExceeded",
  HotKeyNotRegisteredInSubNet: "UidNotFound",
  ColdkeySwapAnnounced: "ColdkeyInSwapSchedule",
};
/** Errors of SubtensorModule that are told under their own name. */
const SAME: readonly CustomError[] = [
  "SubnetNotExists",
  "NotEnoughStakeToWithdraw",
  "InsufficientLiquidity",
  "SlippageTooHigh",
  "TransferDisallowed",
  "HotKeyNotRegisteredInNetwork",
  "InvalidIpAddress",
  "ServingRateLimitExceeded",
  "InvalidPort",
  "NonAssociatedColdKey",
  "DelegateTakeTooLow",
  "DelegateTakeTooHigh",
  "InputLengthsUnequal",
  "InvalidRevealRound",
  "EvmKeyAssociateRateLimitExceeded",
  "ColdkeySwapDisputed",
];
const byError = new Map<string, CustomError>([
  ...SAME.map((name) => [name, name] as const),
  ...Object.entries(RENAMED),
]);

/** The number for an error of SubtensorModule; 255 for those that have none of their own. */
export const customErrorOf = (name: string | undefined): number =>
  CUSTOM_ERRORS[byError.get(name ?? "") ?? "BadRequest"];
