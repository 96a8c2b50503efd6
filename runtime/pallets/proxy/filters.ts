// Which calls each type of proxy lets through, and which type includes which. Mirrors runtime/src/lib.rs
// (define_proxy_filters, InstanceFilter for ProxyType) and common/src/lib.rs (the limits of small transfers).

import type { Call } from "../../frame/call.ts";
import type { ProxyType } from "../../primitives/proxy_type.ts";

/** `Pallet.call`, or `Pallet.*` for every call of a pallet. */
export type CallName = `${string}.${string}`;
export interface Small {
  readonly call: CallName;
  readonly argument: string;
  /** Rao or smallest parts of alpha; the argument must be less. */
  readonly limit: bigint;
}
export interface Nested {
  readonly call: CallName;
  readonly argument: string;
  readonly inner: CallName;
}
export type Rule =
  | { readonly type: "AllowAll" }
  | { readonly type: "DenyAll" }
  | { readonly type: "Allow"; readonly calls: readonly CallName[]; readonly except?: readonly CallName[] }
  | { readonly type: "Deny"; readonly calls: readonly CallName[] }
  | { readonly type: "AllowSmall"; readonly calls: readonly Small[] }
  | { readonly type: "AllowNested"; readonly calls: readonly Nested[] };

const of = (pallet: string, ...calls: readonly string[]): readonly CallName[] =>
  calls.map((call): CallName => `${pallet}.${call}`);
const subtensor = (...calls: readonly string[]) => of("SubtensorModule", ...calls);
const admin = (...calls: readonly string[]) => of("AdminUtils", ...calls);

const COLDKEY_SWAPS = [
  "announce_coldkey_swap",
  "swap_coldkey_announced",
  "clear_coldkey_swap_announcement",
  "dispute_coldkey_swap",
];
const ALL_COLDKEY_SWAPS = ["schedule_swap_coldkey", "swap_coldkey", ...COLDKEY_SWAPS];
const HALF_A_TOKEN = 500_000_000n;

/** In the order in which the runtime API lists them. */
export const RULES: Readonly<Record<ProxyType, Rule>> = {
  Any: { type: "AllowAll" },
  NonTransfer: { type: "Deny", calls: ["Balances.*", ...subtensor("transfer_stake", ...ALL_COLDKEY_SWAPS)] },
  NonFungible: {
    type: "Deny",
    calls: [
      "Balances.*",
      ...subtensor("add_stake", "add_stake_limit", "remove_stake", "remove_stake_limit", "remove_stake_full_limit"),
      ...subtensor(
        "unstake_all",
        "unstake_all_alpha",
        "swap_stake",
        "swap_stake_limit",
        "move_stake",
        "transfer_stake",
      ),
      ...subtensor("burned_register", "root_register", ...ALL_COLDKEY_SWAPS, "swap_hotkey", "swap_hotkey_v2"),
    ],
  },
  Transfer: {
    type: "Allow",
    calls: [
      ...of("Balances", "transfer_keep_alive", "transfer_allow_death", "transfer_all"),
      ...subtensor("transfer_stake"),
    ],
  },
  SmallTransfer: {
    type: "AllowSmall",
    calls: [
      { call: "Balances.transfer_keep_alive", argument: "value", limit: HALF_A_TOKEN },
      { call: "Balances.transfer_allow_death", argument: "value", limit: HALF_A_TOKEN },
      { call: "SubtensorModule.transfer_stake", argument: "alpha_amount", limit: HALF_A_TOKEN },
    ],
  },
  Owner: {
    type: "Allow",
    calls: ["AdminUtils.*", ...subtensor("set_subnet_identity", "update_symbol")],
    except: admin("sudo_set_sn_owner_hotkey", "sudo_set_subnet_owner_hotkey"),
  },
  NonCritical: {
    type: "Deny",
    calls: [
      ...subtensor("dissolve_network", "root_register", "burned_register"),
      "Sudo.*",
      ...subtensor(...COLDKEY_SWAPS),
    ],
  },
  Triumvirate: { type: "DenyAll" },
  Senate: { type: "DenyAll" },
  Governance: { type: "DenyAll" },
  Staking: {
    type: "Allow",
    calls: [
      ...subtensor("add_stake", "remove_stake", "unstake_all", "unstake_all_alpha", "swap_stake", "swap_stake_limit"),
      ...subtensor(
        "move_stake",
        "add_stake_limit",
        "remove_stake_limit",
        "remove_stake_full_limit",
        "set_root_claim_type",
      ),
    ],
  },
  Registration: { type: "Allow", calls: subtensor("burned_register", "register", "register_limit") },
  RootWeights: { type: "DenyAll" },
  ChildKeys: { type: "Allow", calls: subtensor("set_children", "set_childkey_take") },
  SudoUncheckedSetCode: {
    type: "AllowNested",
    calls: [{ call: "Sudo.sudo_unchecked_weight", argument: "call", inner: "System.set_code" }],
  },
  SwapHotkey: { type: "Allow", calls: subtensor("swap_hotkey", "swap_hotkey_v2") },
  SubnetLeaseBeneficiary: {
    type: "Allow",
    calls: [
      ...subtensor("start_call"),
      ...admin("sudo_set_serving_rate_limit", "sudo_set_min_difficulty", "sudo_set_max_difficulty"),
      ...admin("sudo_set_weights_version_key", "sudo_set_adjustment_alpha", "sudo_set_immunity_period"),
      ...admin("sudo_set_min_allowed_weights", "sudo_set_kappa", "sudo_set_rho", "sudo_set_activity_cutoff"),
      ...admin(
        "sudo_set_network_registration_allowed",
        "sudo_set_network_pow_registration_allowed",
        "sudo_set_max_burn",
      ),
      ...admin("sudo_set_bonds_moving_average", "sudo_set_bonds_penalty", "sudo_set_commit_reveal_weights_enabled"),
      ...admin("sudo_set_liquid_alpha_enabled", "sudo_set_alpha_values", "sudo_set_commit_reveal_weights_interval"),
      ...admin("sudo_set_toggle_transfer", "sudo_set_subnet_emission_enabled", "sudo_set_min_childkey_take_per_subnet"),
    ],
  },
  RootClaim: { type: "Allow", calls: subtensor("claim_root") },
};

const lists = (names: readonly CallName[], { pallet, name }: Call): boolean =>
  names.includes(`${pallet}.${name}`) || names.includes(`${pallet}.*`);

/** Whether a proxy of the type may make the call. */
export function permits(proxyType: ProxyType, call: Call): boolean {
  const rule = RULES[proxyType];
  switch (rule.type) {
    case "AllowAll":
      return true;
    case "DenyAll":
      return false;
    case "Allow":
      return lists(rule.calls, call) && !lists(rule.except ?? [], call);
    case "Deny":
      return !lists(rule.calls, call);
    case "AllowSmall":
      return rule.calls.some((one) => lists([one.call], call) && (call.args[one.argument] as bigint) < one.limit);
    case "AllowNested":
      return rule.calls.some((one) => lists([one.call], call) && lists([one.inner], call.args[one.argument] as Call));
  }
}

/** Whether the first type may do at least what the second may. */
export function isSuperset(type: ProxyType, than: ProxyType): boolean {
  if (type === than || type === "Any") return true;
  if (than === "Any") return false;
  if (type === "NonTransfer") return than !== "Transfer" && than !== "SmallTransfer";
  return type === "Transfer" && than === "SmallTransfer";
}
