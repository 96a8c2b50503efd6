// What the calls of weights, takes and children refuse, in the order in which whoever mends one thing after another meets
// it: guards before dispatch first (with the number that keeps the transaction out of a block), then the call (the
// functions behind pallets/subtensor/src/macros/dispatches.rs). None of the calls of weights and takes costs a fee.

import { describe, expect, test } from "vitest";
import { drand } from "../../runtime/pallets/drand/contract.ts";
import { delegation } from "../../runtime/pallets/subtensor/delegation/contract.ts";
import { epoch } from "../../runtime/pallets/subtensor/epoch/contract.ts";
import { keySwaps } from "../../runtime/pallets/subtensor/flows/key_swaps/contract.ts";
import { keys } from "../../runtime/pallets/subtensor/keys/contract.ts";
import { limits } from "../../runtime/pallets/subtensor/limits/contract.ts";
import { setLastTxBlockDelegateTake } from "../../runtime/pallets/subtensor/limits/rate_limiting.ts";
import { parameters } from "../../runtime/pallets/subtensor/parameters/contract.ts";
import { registration } from "../../runtime/pallets/subtensor/registration/contract.ts";
import { settings } from "../../runtime/pallets/subtensor/settings/contract.ts";
import { subnets } from "../../runtime/pallets/subtensor/subnets/contract.ts";
import { tempo } from "../../runtime/pallets/subtensor/tempo/contract.ts";
import { commitHash } from "../../runtime/pallets/subtensor/weights/commit_weights.ts";
import { validatorWeights } from "../../runtime/pallets/subtensor/weights/contract.ts";
import { type MechId, mechId, ROOT, ZERO_HASH } from "../../runtime/primitives/ids.ts";
import { U64_MAX } from "../../runtime/primitives/ints.ts";
import { climb, type Rung } from "../chain/ladder.ts";
import { acct, callOf, eventsOf, type MockContext, newTestExt, none, root, setBlock, signed } from "../chain/mock.ts";
import { MAIN, SUBNET, setCommitReveal, setStakeThreshold, setWeightsRateLimit } from "../chain/mock_weights.ts";

const { NetworksAdded } = subnets.storage;
const { Keys, SubnetworkN, Uids } = registration.storage;
const { LastUpdate, TimelockedWeightCommits, WeightCommits } = validatorWeights.storage;
const { ColdkeySwapAnnouncements, ColdkeySwapDisputes } = keySwaps.storage;
const SIGNER = acct(1);
const by = signed(SIGNER);

/** Block 10, a swap of the signer announced and disputed, and a threshold that nobody meets. */
function start(): MockContext {
  const ctx = newTestExt(1);
  setBlock(ctx, 10);
  ColdkeySwapAnnouncements.set(ctx, SIGNER, [1, ZERO_HASH]);
  ColdkeySwapDisputes.set(ctx, SIGNER, 1);
  setStakeThreshold(ctx, 1n);
  return ctx;
}
const asSigned: Rung = [
  "BadOrigin",
  (call) => {
    call.origin = by;
  },
  null,
];
const swapping = (ctx: MockContext): readonly Rung[] => [
  ["ColdkeySwapDisputed", () => ColdkeySwapDisputes.delete(ctx, SIGNER), 21],
  ["ColdkeySwapAnnounced", () => ColdkeySwapAnnouncements.delete(ctx, SIGNER), 0],
];
const stakeless = (ctx: MockContext): Rung => ["NotEnoughStakeToSetWeights", () => setStakeThreshold(ctx, 0n), 1];
/** Gives the signer slot 0, whose last weights are five blocks old. */
function seat(ctx: MockContext): void {
  Uids.set(ctx, SUBNET, SIGNER, 0);
  Keys.set(ctx, SUBNET, 0, SIGNER);
  if (SubnetworkN.get(ctx, SUBNET) === 0) SubnetworkN.set(ctx, SUBNET, 1);
  LastUpdate.set(ctx, MAIN, [5n, 0n, 0n]);
}
const permit = (ctx: MockContext): void => epoch.storage.ValidatorPermit.set(ctx, SUBNET, [true, false, false]);

describe("setting weights", () => {
  test.each([
    ["set_weights", undefined],
    ["set_mechanism_weights", 1],
  ])("%s", (name, mechanism) => {
    const ctx = start();
    parameters.storage.WeightsVersionKey.set(ctx, SUBNET, 7n);
    parameters.storage.MinAllowedWeights.set(ctx, SUBNET, 3);
    for (const uid of [1, 2]) Keys.set(ctx, SUBNET, uid, acct(10 + uid));
    const mecid = mechanism === undefined ? {} : { mecid: mechId(mechanism) };
    climb(
      ctx,
      name,
      { origin: none, args: { netuid: ROOT, ...mecid, dests: [1, 1, 9], weights: [1, 2], version_key: 6n } },
      [
        [
          "CommitRevealEnabled",
          () => {
            for (const netuid of [ROOT, SUBNET]) setCommitReveal(ctx, netuid, false);
          },
          null,
        ],
        asSigned,
        ...swapping(ctx),
        stakeless(ctx),
        [
          "CanNotSetRootNetworkWeights",
          ({ args }) => {
            args.netuid = SUBNET;
          },
          null,
        ],
        [
          "WeightVecNotEqualSize",
          ({ args }) => {
            args.weights = [1, 2, 3];
          },
          null,
        ],
        ["MechanismDoesNotExist", () => NetworksAdded.set(ctx, SUBNET, true), null],
        ...(mechanism === undefined
          ? []
          : [
              [
                "MechanismDoesNotExist",
                ({ args }) => {
                  args.mecid = mechId(0);
                },
                null,
              ] satisfies Rung,
            ]),
        ["UidsLengthExceedUidsInSubNet", () => SubnetworkN.set(ctx, SUBNET, 3), null],
        ["HotKeyNotRegisteredInSubNet", () => seat(ctx), null],
        ["SettingWeightsTooFast", () => setWeightsRateLimit(ctx, SUBNET, 5n), 6],
        [
          "IncorrectWeightVersionKey",
          ({ args }) => {
            args.version_key = 7n;
          },
          null,
        ],
        ["NeuronNoValidatorPermit", () => permit(ctx), null],
        [
          "DuplicateUids",
          ({ args }) => {
            args.dests = [1, 2, 9];
          },
          null,
        ],
        [
          "UidVecContainInvalidOne",
          ({ args }) => {
            args.dests = [1, 2];
            args.weights = [1, 2];
          },
          null,
        ],
        ["WeightVecLengthIsLow", () => parameters.storage.MinAllowedWeights.set(ctx, SUBNET, 2), null],
      ],
    );
    expect(validatorWeights.read.Weights.get(ctx, MAIN, 0)).toEqual([
      [1, 32_768],
      [2, 65_535],
    ]);
    expect(
      ctx.dispatchInfo(
        callOf("SubtensorModule", name, { netuid: SUBNET, ...mecid, dests: [], weights: [], version_key: 0n }),
      ).pays,
    ).toBe("No");
  });
  test("batch_set_weights", () => {
    const ctx = start();
    climb(ctx, "batch_set_weights", { origin: none, args: { netuids: [SUBNET], weights: [], version_keys: [0n] } }, [
      asSigned,
      ...swapping(ctx),
      [
        "InputLengthsUnequal",
        ({ args }) => {
          args.weights = [[]];
        },
        18,
      ],
      stakeless(ctx),
    ]);
    // What is refused of a single subnet is told, and the call goes through.
    expect(eventsOf(ctx).map(({ name }) => name)).toEqual([
      "BatchCompletedWithErrors",
      "BatchWeightItemFailed",
      "BatchWeightsCompleted",
    ]);
  });
});

describe("committing", () => {
  const sitting = (ctx: MockContext): readonly Rung[] => [
    ["CommitRevealDisabled", () => setCommitReveal(ctx, SUBNET, true), null],
    ["HotKeyNotRegisteredInSubNet", () => seat(ctx), null],
  ];
  const missing = (ctx: MockContext): Rung => [
    "MechanismDoesNotExist",
    () => NetworksAdded.set(ctx, SUBNET, true),
    null,
  ];
  const full = (ctx: MockContext): void =>
    WeightCommits.set(
      ctx,
      MAIN,
      SIGNER,
      Array.from({ length: 10 }, () => [ZERO_HASH, 0n, 1n, 0n] as const),
    );
  test.each([
    ["commit_weights", {}],
    ["commit_mechanism_weights", { mecid: mechId(0) }],
  ])("%s", (name, mecid) => {
    const ctx = start();
    setCommitReveal(ctx, SUBNET, false);
    full(ctx);
    climb(ctx, name, { origin: none, args: { netuid: SUBNET, ...mecid, commit_hash: ZERO_HASH } }, [
      missing(ctx),
      asSigned,
      ...swapping(ctx),
      stakeless(ctx),
      ...sitting(ctx),
      ["CommittingWeightsTooFast", () => setWeightsRateLimit(ctx, SUBNET, 5n), 6],
      ["TooManyUnrevealedCommits", () => WeightCommits.delete(ctx, MAIN, SIGNER), null],
    ]);
    expect(WeightCommits.get(ctx, MAIN, SIGNER)).toEqual([[ZERO_HASH, 0n, 10n, 0n]]);
    expect(LastUpdate.get(ctx, MAIN)[0]).toBe(10n);
  });
  test("batch_commit_weights", () => {
    const ctx = start();
    climb(ctx, "batch_commit_weights", { origin: none, args: { netuids: [SUBNET], commit_hashes: [] } }, [
      asSigned,
      ...swapping(ctx),
      [
        "InputLengthsUnequal",
        ({ args }) => {
          args.commit_hashes = [ZERO_HASH];
        },
        18,
      ],
      stakeless(ctx),
    ]);
    expect(eventsOf(ctx).map(({ name }) => name)).toEqual([
      "BatchCompletedWithErrors",
      "BatchWeightItemFailed",
      "BatchWeightsCompleted",
    ]);
  });
  test.each([
    ["commit_timelocked_weights", {}, true],
    ["commit_timelocked_mechanism_weights", { mecid: mechId(0) }, true],
    ["commit_crv3_mechanism_weights", { mecid: mechId(0) }, false],
  ])("%s", (name, mecid, versioned) => {
    const ctx = start();
    setCommitReveal(ctx, SUBNET, false);
    drand.storage.LastStoredRound.set(ctx, 100n);
    if (!versioned) settings.storage.CommitRevealWeightsVersion.set(ctx, 5);
    const commit = Uint8Array.of(1);
    TimelockedWeightCommits.set(
      ctx,
      MAIN,
      0n,
      Array.from({ length: 10 }, () => [SIGNER, 1n, commit, 100n] as const),
    );
    const args = {
      netuid: SUBNET,
      ...mecid,
      commit,
      reveal_round: 99n,
      ...(versioned ? { commit_reveal_version: 3 } : {}),
    };
    climb(ctx, name, { origin: none, args }, [
      missing(ctx),
      asSigned,
      ...swapping(ctx),
      stakeless(ctx),
      [
        "InvalidRevealRound",
        (call) => {
          call.args.reveal_round = 100n;
        },
        15,
      ],
      ["CommitRevealDisabled", () => setCommitReveal(ctx, SUBNET, true), null],
      [
        "IncorrectCommitRevealVersion",
        (call) => {
          if (versioned) call.args.commit_reveal_version = 4;
          else settings.storage.CommitRevealWeightsVersion.set(ctx, 4);
        },
        null,
      ],
      ["HotKeyNotRegisteredInSubNet", () => seat(ctx), null],
      ["CommittingWeightsTooFast", () => setWeightsRateLimit(ctx, SUBNET, 5n), null],
      ["TooManyUnrevealedCommits", () => TimelockedWeightCommits.delete(ctx, MAIN, 0n), null],
    ]);
    expect(TimelockedWeightCommits.get(ctx, MAIN, 0n)).toEqual([[SIGNER, 10n, commit, 100n]]);
  });
});

describe("revealing", () => {
  const given = { uids: [0], values: [1], salt: [1] };
  const hash = commitHash(SIGNER, MAIN, { ...given, versionKey: 0n });
  const commit = (ctx: MockContext): void => WeightCommits.set(ctx, MAIN, SIGNER, [[hash, 0n, 1n, 0n]]);
  const rungs = (ctx: MockContext): readonly Rung[] => [
    ...swapping(ctx),
    stakeless(ctx),
    ["NoWeightsCommitFound", () => commit(ctx), 16],
    ["RevealTooEarly", () => tempo.storage.SubnetEpochIndex.set(ctx, SUBNET, 1n), 17],
    ["CommitRevealDisabled", () => setCommitReveal(ctx, SUBNET, true), null],
    // From here on as if the weights were set.
    ["MechanismDoesNotExist", () => NetworksAdded.set(ctx, SUBNET, true), null],
    ["UidsLengthExceedUidsInSubNet", () => SubnetworkN.set(ctx, SUBNET, 1), null],
    ["HotKeyNotRegisteredInSubNet", () => seat(ctx), null],
  ];
  const waiting = (): MockContext => {
    const ctx = start();
    setCommitReveal(ctx, SUBNET, false);
    return ctx;
  };
  test.each([
    ["reveal_weights", {}],
    ["reveal_mechanism_weights", { mecid: mechId(0) }],
  ] as readonly (readonly [string, { mecid?: MechId }])[])("%s", (name, mecid) => {
    const ctx = waiting();
    climb(ctx, name, { origin: none, args: { netuid: SUBNET, ...mecid, ...given, version_key: 0n } }, [
      asSigned,
      ...rungs(ctx),
    ]);
    expect(WeightCommits.has(ctx, MAIN, SIGNER)).toBe(false);
    expect(eventsOf(ctx).map((event) => event.name)).toEqual(["WeightsSet", "WeightsRevealed"]);
  });
  test("batch_reveal_weights", () => {
    const ctx = waiting();
    const args = {
      netuid: SUBNET,
      uids_list: [given.uids],
      values_list: [given.values],
      salts_list: [given.salt],
      version_keys: [] as bigint[],
    };
    climb(ctx, "batch_reveal_weights", { origin: none, args }, [
      [
        "InputLengthsUnequal",
        (call) => {
          call.args.version_keys = [0n];
        },
        null,
      ],
      asSigned,
      ...rungs(ctx),
    ]);
    expect(eventsOf(ctx).map((event) => event.name)).toEqual(["WeightsSet", "WeightsBatchRevealed"]);
  });
});

describe("takes", () => {
  const HOTKEY = acct(2);
  const { Delegates } = delegation.storage;
  const guarded = (ctx: MockContext, right: number): readonly Rung[] => [
    asSigned,
    ...swapping(ctx),
    [
      "DelegateTakeTooLow",
      ({ args }) => {
        args.take = 11_797;
      },
      26,
    ],
    [
      "DelegateTakeTooHigh",
      ({ args }) => {
        args.take = right;
      },
      27,
    ],
    ["HotKeyAccountNotExists", () => keys.storage.Owner.set(ctx, HOTKEY, acct(9)), 4],
    ["NonAssociatedColdKey", () => keys.storage.Owner.set(ctx, HOTKEY, SIGNER), 25],
  ];
  const call = () => ({ origin: none, args: { hotkey: HOTKEY, take: 5897 } as Record<string, unknown> });
  test("increase_take", () => {
    const ctx = start();
    Delegates.set(ctx, HOTKEY, 6000);
    setLastTxBlockDelegateTake(ctx, HOTKEY, 9n);
    climb(ctx, "increase_take", call(), [
      ...guarded(ctx, 6000),
      [
        "DelegateTakeTooLow",
        ({ args }) => {
          args.take = 6001;
        },
        null,
      ],
      ["DelegateTxRateLimitExceeded", () => setBlock(ctx, 11), null],
    ]);
    expect(Delegates.get(ctx, HOTKEY)).toBe(6001);
  });
  test("decrease_take", () => {
    const ctx = start();
    Delegates.set(ctx, HOTKEY, 6000);
    climb(ctx, "decrease_take", call(), [
      ...guarded(ctx, 6000),
      [
        "DelegateTakeTooLow",
        ({ args }) => {
          args.take = 5999;
        },
        null,
      ],
    ]);
    expect(Delegates.get(ctx, HOTKEY)).toBe(5999);
  });
  test("set_childkey_take", () => {
    const ctx = start();
    const { ChildkeyTake } = delegation.storage;
    settings.storage.MinChildkeyTake.set(ctx, 10);
    limits.storage.TransactionKeyLastBlock.set(ctx, HOTKEY, SUBNET, 1, 10n);
    limits.storage.TxChildkeyTakeRateLimit.set(ctx, 5n);
    climb(ctx, "set_childkey_take", { origin: none, args: { hotkey: HOTKEY, netuid: SUBNET, take: 9 } }, [
      asSigned,
      ...swapping(ctx),
      ["NonAssociatedColdKey", () => keys.storage.Owner.set(ctx, HOTKEY, SIGNER), null],
      [
        "InvalidChildkeyTake",
        ({ args }) => {
          args.take = 11_797;
        },
        null,
      ],
      [
        "InvalidChildkeyTake",
        ({ args }) => {
          args.take = 11;
        },
        null,
      ],
      ["TxChildkeyTakeRateLimitExceeded", () => setBlock(ctx, 15), null],
    ]);
    expect(ChildkeyTake.get(ctx, HOTKEY, SUBNET)).toBe(11);
  });
});

describe("children", () => {
  const HOTKEY = acct(2);
  const KIDS = [3, 4, 5, 6, 7, 8].map(acct);
  test("set_children", () => {
    const ctx = start();
    limits.storage.TransactionKeyLastBlock.set(ctx, HOTKEY, ROOT, 0, 9n);
    delegation.storage.ParentKeys.set(ctx, HOTKEY, SUBNET, [[1n, acct(20)]]);
    const six = KIDS.map((child) => [1n, child] as const);
    climb(ctx, "set_children", { origin: none, args: { hotkey: HOTKEY, netuid: ROOT, children: [...six, six[0]!] } }, [
      asSigned,
      ...swapping(ctx),
      ["TxRateLimitExceeded", () => setBlock(ctx, 159), null],
      [
        "RegistrationNotPermittedOnRootSubnet",
        ({ args }) => {
          args.netuid = SUBNET;
        },
        null,
      ],
      ["SubnetNotExists", () => NetworksAdded.set(ctx, SUBNET, true), null],
      ["NonAssociatedColdKey", () => keys.storage.Owner.set(ctx, HOTKEY, SIGNER), null],
      [
        "DuplicateChild",
        ({ args }) => {
          args.children = [...six, [1n, HOTKEY]];
        },
        null,
      ],
      [
        "InvalidChild",
        ({ args }) => {
          args.children = six;
        },
        null,
      ],
      [
        "TooManyChildren",
        ({ args }) => {
          args.children = [
            [U64_MAX, KIDS[0]],
            [1n, acct(20)],
          ];
        },
        null,
      ],
      [
        "ProportionOverflow",
        ({ args }) => {
          args.children = [[1n, acct(20)]];
        },
        null,
      ],
      [
        "ChildParentInconsistency",
        ({ args }) => {
          args.children = [[1n, KIDS[0]]];
        },
        null,
      ],
      ["NotEnoughStakeToSetChildkeys", () => setStakeThreshold(ctx, 0n), null],
    ]);
    expect(delegation.read.ChildKeys.get(ctx, HOTKEY, SUBNET)).toEqual([[1n, KIDS[0]]]);
  });
  test("set_auto_parent_delegation_enabled", () => {
    const ctx = start();
    climb(ctx, "set_auto_parent_delegation_enabled", { origin: none, args: { hotkey: HOTKEY, enabled: false } }, [
      asSigned,
      ...swapping(ctx),
      ["NonAssociatedColdKey", () => keys.storage.Owner.set(ctx, HOTKEY, SIGNER), null],
      ["HotKeyNotRegisteredInSubNet", () => Uids.set(ctx, ROOT, HOTKEY, 0), null],
    ]);
    expect(delegation.read.AutoParentDelegationEnabled.get(ctx, HOTKEY)).toBe(false);
  });
  test.each([
    ["set_pending_childkey_cooldown", { cooldown: 7n }],
    ["sudo_set_min_childkey_take", { take: 7 }],
    ["sudo_set_max_childkey_take", { take: 7 }],
    ["sudo_set_tx_childkey_take_rate_limit", { tx_rate_limit: 7n }],
  ])("%s", (name, args) => {
    const ctx = newTestExt(1);
    climb(ctx, name, { origin: by, args }, [
      [
        "BadOrigin",
        (call) => {
          call.origin = none;
        },
        null,
      ],
      [
        "BadOrigin",
        (call) => {
          call.origin = root;
        },
        null,
      ],
    ]);
    const stored = [
      delegation.read.PendingChildKeyCooldown,
      settings.read.MinChildkeyTake,
      settings.read.MaxChildkeyTake,
      limits.read.TxChildkeyTakeRateLimit,
    ].map((item) => Number(item.get(ctx)));
    expect(stored.filter((value) => value === 7)).toHaveLength(1);
  });
});
