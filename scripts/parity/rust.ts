// From Rust spellings to type trees: `BoundedVec<u8, ConstU32<32>>`, `<T as frame_system::Config>::AccountId`,
// `Option<CrowdloanInfoOf<T>>`. Names are looked up among the standard containers, the pallet's bindings, the facts'
// aliases and types, and last in the recorded registry.

import type { LocalFacts, LocalType, RecordedFacts } from "./facts.ts";
import {
  compact,
  composite,
  primitive,
  recordedTrees,
  sequence,
  type Tree,
  type TreeField,
  text,
  tuple,
} from "./tree.ts";

export interface Scope {
  /** Crate whose names come first. */
  readonly crate: string;
  /** What associated types stand for. */
  readonly bindings: Readonly<Record<string, string>>;
  /** Generic parameters of the type being expanded. */
  readonly generics?: ReadonlyMap<string, Tree>;
}

const PRIMITIVES = new Set("bool char str u8 u16 u32 u64 u128 u256 i8 i16 i32 i64 i128 i256".split(" "));
const array = (length: number): Tree => ({ kind: "array", of: primitive("u8"), length });
const bounded = (name: string, of: Tree): Tree => composite(`bounded_collections::${name}`, [null, of]);
const fixed = (family: string, bits: string, fraction: number): Tree =>
  composite(`substrate_fixed::${family}<${fraction}>`, ["bits", primitive(bits)]);
const option = (of: Tree): Tree => ({
  kind: "variant",
  path: "Option",
  variants: [
    [0, "None", []],
    [1, "Some", [[null, of]]],
  ],
});
const result = (ok: Tree, err: Tree): Tree => ({
  kind: "variant",
  path: "Result",
  variants: [
    [0, "Ok", [[null, ok]]],
    [1, "Err", [[null, err]]],
  ],
});

/** Containers, by name. */
const CONTAINERS: Readonly<Record<string, (...of: Tree[]) => Tree>> = {
  Vec: (of) => sequence(of!),
  VecDeque: (of) => sequence(of!),
  Box: (of) => of!,
  Compact: (of) => compact(of!),
  Option: (of) => option(of!),
  Result: (ok, err) => result(ok!, err!),
  BoundedVec: (of) => bounded("bounded_vec::BoundedVec", sequence(of!)),
  WeakBoundedVec: (of) => bounded("weak_bounded_vec::WeakBoundedVec", sequence(of!)),
  BTreeMap: (key, value) => composite("BTreeMap", [null, sequence(tuple(key!, value!))]),
  BTreeSet: (key) => composite("BTreeSet", [null, sequence(key!)]),
};
/** Names that the runtime binds, spelled otherwise or by path. */
const SPELLED: Readonly<Record<string, string>> = {
  AccountId: "AccountId32",
  Balance: "u64",
  BlockNumber: "u32",
  Index: "u32",
  Nonce: "u32",
  TransactionPriority: "u64",
  SetId: "u64",
  String: "str",
  PresetId: "str",
  Hash: "H256",
  Output: "H256",
  Signature: "MultiSignature",
  Extrinsic: "fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic",
  ExitReason: "evm_core::error::ExitReason",
  Header: "sp_runtime::generic::header::Header",
  Block: "sp_runtime::generic::block::Block",
  DispatchResult: "Result<(), DispatchError>",
  AuthorityList: "Vec<(GrandpaId, u64)>",
  Transaction: "ethereum::transaction::TransactionV3",
  EthereumTransaction: "ethereum::transaction::TransactionV3",
  Receipt: "ethereum::receipt::ReceiptV4",
  AuthorizationList: "Vec<AuthorizationListItem>",
  BlockV3: "ethereum::block::Block",
  AuraId: "sp_consensus_aura::sr25519::app_sr25519::Public",
  AuthorityId: "AuraId",
  GrandpaId: "sp_consensus_grandpa::app::Public",
  OpaqueKeyOwnershipProof: "sp_runtime::OpaqueValue",
  ShieldEncKey: "BoundedVec<u8, ConstU32<2048>>",
  PalletsOrigin: "OriginCaller",
  Public: "sp_runtime::MultiSigner",
};
const BUILT_IN: Readonly<Record<string, Tree>> = {
  I32F32: fixed("FixedI64", "i64", 32),
  I64F64: fixed("FixedI128", "i128", 64),
  I96F32: fixed("FixedI128", "i128", 32),
  U64F64: fixed("FixedU128", "u128", 64),
  U96F32: fixed("FixedU128", "u128", 32),
  AccountId32: composite("sp_core::crypto::AccountId32", [null, array(32)]),
  H256: composite("primitive_types::H256", [null, array(32)]),
  H160: composite("primitive_types::H160", [null, array(20)]),
  PalletId: composite("frame_support::PalletId", [null, array(8)]),
  Perquintill: composite("sp_arithmetic::per_things::Perquintill", [null, primitive("u64")]),
  Permill: composite("sp_arithmetic::per_things::Permill", [null, primitive("u32")]),
  Perbill: composite("sp_arithmetic::per_things::Perbill", [null, primitive("u32")]),
  NonZeroU64: composite("NonZeroU64", [null, primitive("u64")]),
  RuntimeCall: { kind: "named", path: "node_subtensor_runtime::RuntimeCall" },
  OriginCaller: { kind: "named", path: "node_subtensor_runtime::OriginCaller" },
};

export class UnknownName extends Error {}

export class RustTypes {
  readonly #facts: LocalFacts;
  readonly #recorded: (id: number) => Tree;
  readonly #byName = new Map<string, { readonly path: string; readonly id: number }[]>();

  constructor(facts: LocalFacts, recorded: RecordedFacts) {
    this.#facts = facts;
    this.#recorded = recordedTrees(recorded.types);
    recorded.types.forEach(([path], id) => {
      if (path === "") return;
      const name = path.slice(path.lastIndexOf(":") + 1);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), { path, id }]);
    });
  }

  tree(spelling: string, scope: Scope): Tree {
    const type = spelling.trim().replace(/\s+/g, " ");
    const bound = scope.bindings[type];
    if (bound !== undefined && bound !== type) return this.tree(bound, scope);
    if (type.startsWith("&")) return this.tree(type.slice(1), scope);
    if (type.startsWith("(")) return tuple(...split(inside(type, "(", ")")).map((one) => this.tree(one, scope)));
    if (type.startsWith("[")) {
      const [of, length] = inside(type, "[", "]").split(";");
      return { kind: "array", of: this.tree(of!, scope), length: Number(length) };
    }
    // <T as Trait>::Name: the trait does not matter.
    if (type.startsWith("<")) return this.#named("", lastSegment(type.slice(closing(type, 0) + 1)), [], scope);
    const at = type.indexOf("<");
    const head = at < 0 ? type : type.slice(0, at);
    const args = at < 0 ? [] : split(type.slice(at + 1, type.lastIndexOf(">")));
    const name = lastSegment(head);
    return this.#named(head.slice(0, Math.max(0, head.length - name.length - 2)), name, args, scope);
  }

  #named(prefix: string, name: string, args: readonly string[], scope: Scope): Tree {
    if (PRIMITIVES.has(name)) return primitive(name);
    const generic = prefix === "" ? scope.generics?.get(name) : undefined;
    if (generic !== undefined) return generic;
    if (name === "BlockNumberFor" || name === "NumberFor") return primitive("u32");
    if (name === "Result" && prefix === "sp_genesis_builder") return result(tuple(), primitive("str"));
    const container = CONTAINERS[name];
    if (container !== undefined && args.length > 0) {
      // The last argument of a bounded vector is its bound.
      const used = name.endsWith("BoundedVec") ? args.slice(0, 1) : args;
      return container(...used.map((one) => this.tree(one, scope)));
    }
    const built = BUILT_IN[name];
    if (built !== undefined) return built;
    if (this.#byName.get(name)?.some(({ path }) => path === `${prefix}::${name}`))
      return this.#external(prefix, name, scope);
    return (
      this.#alias(prefix, name, args, scope) ??
      this.#local(prefix, name, args, scope) ??
      this.#spelled(prefix, name, scope) ??
      this.#external(prefix, name, scope)
    );
  }

  #alias(prefix: string, name: string, args: readonly string[], scope: Scope): Tree | undefined {
    const crates = prefix === "" || prefix === "T" || prefix === "Self" ? [scope.crate] : [prefix];
    const own = crates.map((crate) => this.#facts.aliases[`${crate}::${name}`]).find((one) => one !== undefined);
    const others = Object.entries(this.#facts.aliases).filter(([full]) => full.endsWith(`::${name}`));
    const alias = own ?? (others.length === 1 ? others[0]![1] : undefined);
    if (alias === undefined) return undefined;
    const [generics, target] = alias;
    return this.tree(target, { ...scope, generics: this.#bind(generics, args, scope) });
  }

  #local(prefix: string, name: string, args: readonly string[], scope: Scope): Tree | undefined {
    const own: LocalType | undefined = this.#facts.types[`${scope.crate}::${name}`] ?? this.#facts.types[name];
    if (own === undefined) return undefined;
    const { path } = own;
    if (own.as !== undefined) return primitive(own.as);
    if (own.wire !== undefined) return this.#external(path!.split("::")[0]!, name, scope);
    if (prefix.includes("::") || (prefix !== "" && !["T", "Self"].includes(prefix) && !path!.startsWith(prefix)))
      return undefined;
    const crate = path!.split("::")[0]!;
    const inner: Scope = { crate, bindings: scope.bindings, generics: this.#bind(own.generics ?? [], args, scope) };
    const fields = (all: readonly (readonly [string | null, string])[]): TreeField[] =>
      all.filter(([, type]) => !type.startsWith("PhantomData")).map(([field, type]) => [field, this.tree(type, inner)]);
    if (own.variants !== undefined)
      return {
        kind: "variant",
        path: path!,
        variants: own.variants.map(([index, arm, of]) => [index, arm, fields(of)]),
      };
    return { kind: "composite", path: path!, fields: fields(own.fields ?? []) };
  }

  #bind(generics: readonly string[], args: readonly string[], scope: Scope): ReadonlyMap<string, Tree> {
    const bound = new Map<string, Tree>();
    generics.forEach((name, place) => {
      const arg = args[place];
      if (arg === undefined || arg === "T" || arg === "Self") return;
      try {
        bound.set(name, this.tree(arg, scope));
      } catch (error) {
        // Bounds such as MaxFields are numbers, not types.
        if (!(error instanceof UnknownName)) throw error;
      }
    });
    return bound;
  }

  #spelled(prefix: string, name: string, scope: Scope): Tree | undefined {
    // The EVM key's signature is sp_core's ecdsa one.
    if (name === "Signature" && prefix === "" && scope.crate === "pallet_subtensor") return array(65);
    if (prefix === "pallet_ethereum" && name === "Block") return this.tree("ethereum::block::Block", scope);
    if (prefix === "fg_primitives" && name === "AuthorityId") return this.tree("GrandpaId", scope);
    if (prefix === "sp_consensus_babe") return undefined;
    const other = SPELLED[name];
    if (other === undefined || other === `${prefix}::${name}`) return undefined;
    return this.tree(other, scope);
  }

  #external(prefix: string, name: string, scope: Scope): Tree {
    const first = prefix.split("::")[0] ?? "";
    const crate =
      {
        fg_primitives: "sp_consensus_grandpa",
        pallet_transaction_payment_rpc_runtime_api: "pallet_transaction_payment",
      }[first] ?? first;
    const all = this.#byName.get(name) ?? [];
    const close = all.filter(({ path }) => path === `${prefix}::${name}`);
    const near = close.length > 0 ? close : all.filter(({ path }) => path.startsWith(`${crate}::`));
    const own = all.filter(({ path }) => path.startsWith(`${scope.crate}::`));
    const some = near.length > 0 ? near : own.length > 0 ? own : all;
    const found = new Map(some.map(({ id }) => [text(this.#recorded(id)), this.#recorded(id)]));
    const [tree] = found.values();
    if (tree === undefined) throw new UnknownName(`no type ${prefix}::${name} in ${scope.crate}`);
    if (found.size > 1)
      throw new Error(`${prefix}::${name} may be ${[...found.keys()].map((one) => one.slice(0, 80)).join(" or ")}`);
    return tree;
  }
}

const lastSegment = (path: string): string => path.slice(path.lastIndexOf("::") < 0 ? 0 : path.lastIndexOf("::") + 2);
/** Where the bracket that opens at `from` closes. */
function closing(type: string, from: number): number {
  let depth = 0;
  for (let at = from; at < type.length; at++) {
    if (type[at] === "<") depth++;
    else if (type[at] === ">" && --depth === 0) return at;
  }
  throw new Error(`${type} does not close`);
}
const inside = (type: string, open: string, close: string): string =>
  type.slice(type.indexOf(open) + 1, type.lastIndexOf(close));
/** Splits at the commas that stand in no bracket. */
function split(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= list.length; at++) {
    const char = list[at];
    if (char === undefined || (char === "," && depth === 0)) {
      if (list.slice(from, at).trim() !== "") parts.push(list.slice(from, at).trim());
      from = at + 1;
    } else if ("<([".includes(char)) depth++;
    else if (">)]".includes(char)) depth--;
  }
  return parts;
}
