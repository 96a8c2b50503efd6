// The surface that the recorded facts ask for: local pallets from the Rust source at spec 425, pallets of the SDK from
// the metadata of spec 393, corrected by the intended changes.

import { ASSOCIATED, DEFAULTS, FAST_VALUES, OUTER } from "./changes.ts";
import type { LocalFacts, LocalPallet, RecordedFacts } from "./facts.ts";
import { defaultHex, literalHex } from "./literals.ts";
import { RustTypes, type Scope } from "./rust.ts";
import type { Entries, Facts, Kind, Surface, SurfacePallet } from "./surface.ts";
import { recordedTrees, type Tree, text } from "./tree.ts";

const argsText = (args: readonly (readonly [string | null, Tree])[]): string =>
  args.map(([name, type]) => (name === null ? text(type) : `${name}: ${text(type)}`)).join("; ");

export function expectedSurface(local: LocalFacts, recorded: RecordedFacts, fast = false): Surface {
  const rust = new RustTypes(local, recorded);
  const tree = recordedTrees(recorded.types);
  const fallbacks = new Map(
    recorded.pallets.flatMap((pallet) =>
      pallet.storage.map(
        ([name, , , , value, fallback]) => [`${pallet.name}.${name}`, { value: text(tree(value)), fallback }] as const,
      ),
    ),
  );
  const views = (name: string): Entries =>
    new Map(
      recorded.pallets
        .find((one) => one.name === name)
        ?.views?.map(([view, id, inputs]) => [view, { id, inputs: inputs.join() }]),
    );
  const associated = (name: string): Entries =>
    new Map(
      (ASSOCIATED[name] ?? recorded.pallets.find((one) => one.name === name)?.associated ?? []).map((one) => [one, {}]),
    );
  const pallets = local.pallets.map((pallet): SurfacePallet => {
    const entries =
      pallet.calls === undefined
        ? externalPallet(pallet.name, recorded, tree, fast)
        : localPallet(pallet, rust, fallbacks, fast);
    return {
      name: pallet.name,
      index: pallet.index,
      entries: { ...entries, views: views(pallet.name), associated: associated(pallet.name) },
    };
  });
  return {
    pallets,
    apis: apis(local, recorded, rust, tree),
    versions: new Map<string, Facts>([
      ["RuntimeVersion", stated(local.version)],
      ...local.apis.map(({ name, id, version }): [string, Facts] => {
        const older = recorded.apis.find((one) => one.name === name)?.version;
        return [name, { id, version: String(version ?? older) }];
      }),
    ]),
    extensions: new Map(
      // The metadata of the payment wrapper is that of what it wraps.
      local.extensions.map(([name], position) => {
        const identifier = name === "ChargeTransactionPaymentWrapper" ? "ChargeTransactionPayment" : name;
        const found = recorded.extensions.find(([one]) => one === identifier);
        const types: Facts = found === undefined ? {} : { type: text(tree(found[1])), implicit: text(tree(found[2])) };
        return [identifier, { position: String(position), ...types }];
      }),
    ),
    outer: new Map(OUTER.map(([name, index]) => [name, { index: String(index) }])),
  };
}

/** Every value as text. */
export const stated = (record: Readonly<Record<string, string | number>>): Facts =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value)]));

type Parts = Readonly<Record<Exclude<Kind, "views" | "associated">, Entries>>;

function localPallet(
  pallet: LocalPallet,
  rust: RustTypes,
  recorded: ReadonlyMap<string, { readonly value: string; readonly fallback: string }>,
  fast: boolean,
): Parts {
  const scope: Scope = { crate: pallet.crate, bindings: pallet.bindings ?? {} };
  const typed = (args: readonly (readonly [string | null, string])[]) =>
    argsText(args.map(([name, type]) => [name, rust.tree(type, scope)]));
  const fallback = (name: string, value: Tree, literal: string | undefined): string => {
    const place = `${pallet.name}.${name}`;
    const own = (fast ? FAST_VALUES[place] : undefined) ?? DEFAULTS[place];
    if (own !== undefined) return own;
    if (literal !== undefined) return literalHex(literal, value);
    const older = recorded.get(`${pallet.name}.${name}`);
    return older !== undefined && older.value === text(value) ? older.fallback.slice(2) : defaultHex(value);
  };
  return {
    calls: new Map(
      (pallet.calls ?? []).map(([index, name, args, cfg]): [string, Facts] => [
        name,
        { index: String(index), args: typed(args), ...(cfg === undefined ? {} : { optional: cfg }) },
      ]),
    ),
    storage: new Map(
      (pallet.storage ?? []).map(({ name, hashers, keys, value, query, ...defaults }): [string, Facts] => {
        const literal = (fast ? defaults.fast : undefined) ?? defaults.default;
        const type = rust.tree(value, scope);
        return [
          name,
          {
            modifier: query === "V" ? "Default" : "Optional",
            hashers: hashers.map(plainHasher).join(),
            keys: keys.map((one) => text(rust.tree(one, scope))).join("; "),
            value: text(type),
            default: query === "V" ? fallback(name, type, literal) : "00",
          },
        ];
      }),
    ),
    events: new Map(
      (pallet.events ?? []).map(([index, name, fields]) => [name, { index: String(index), fields: typed(fields) }]),
    ),
    errors: new Map(
      (pallet.errors ?? []).map(([index, name, docs]) => [name, { index: String(index), docs: docs.join("\n") }]),
    ),
    constants: new Map(
      (pallet.constants ?? []).map(([name, type, value, quick]): [string, Facts] => {
        const of = rust.tree(type, scope);
        return [name, { type: text(of), value: literalHex((fast ? quick : null) ?? value, of) }];
      }),
    ),
  };
}
/** Blake2_128Concat and Blake2128Concat are one. */
export const plainHasher = (name: string): string => name.replace("_", "");

function externalPallet(name: string, recorded: RecordedFacts, tree: (id: number) => Tree, fast: boolean): Parts {
  const recordedValue = (constant: string, value: string) =>
    (fast ? FAST_VALUES[`${name}.${constant}`] : undefined) ?? value.slice(2);
  const found = recorded.pallets.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no recorded metadata of ${name}`);
  const arms = (id: number | null) => {
    const of = id === null ? undefined : tree(id);
    return of?.kind === "variant" ? of.variants : [];
  };
  return {
    calls: new Map(
      arms(found.calls).map(([index, call, args]) => [call, { index: String(index), args: argsText(args) }]),
    ),
    storage: new Map(
      found.storage.map(([item, modifier, hashers, key, value, fallback]): [string, Facts] => {
        const keys = key === null ? [] : hashers.length === 1 ? [tree(key)] : tupleOf(tree(key));
        return [
          item,
          {
            modifier: modifier === 1 ? "Default" : "Optional",
            hashers: hashers.map(plainHasher).join(),
            keys: keys.map(text).join("; "),
            value: text(tree(value)),
            default: fallback.slice(2),
          },
        ];
      }),
    ),
    events: new Map(
      arms(found.events).map(([index, event, fields]) => [event, { index: String(index), fields: argsText(fields) }]),
    ),
    errors: new Map(
      arms(found.errors).map(([index, error]) => [
        error,
        { index: String(index), docs: found.docs[error]?.join("\n") ?? "" },
      ]),
    ),
    constants: new Map(
      found.constants.map(([constant, type, value]) => [
        constant,
        { type: text(tree(type)), value: recordedValue(constant, value) },
      ]),
    ),
  };
}
export const tupleOf = (tree: Tree): readonly Tree[] => (tree.kind === "tuple" ? tree.of : [tree]);

/** Names of SDK APIs and their types as recorded; types of the local ones as the source spells them. */
function apis(local: LocalFacts, recorded: RecordedFacts, rust: RustTypes, tree: (id: number) => Tree): Entries {
  const all: Entries = new Map();
  for (const api of local.apis) {
    const older = recorded.apis.find(({ name }) => name === api.name);
    const own =
      api.version !== null && api.name !== "EthereumRuntimeRPCApi" && api.name !== "ConvertTransactionRuntimeApi";
    const version = api.version ?? older?.version;
    const scope: Scope = { crate: "pallet_subtensor", bindings: {} };
    for (const [name, args, returns] of api.methods) {
      const found = older?.methods.find(([method]) => method === name);
      const facts: Facts =
        own || found === undefined
          ? {
              inputs: argsText(args.map(([arg, type]) => [arg, rust.tree(type, scope)])),
              output: text(rust.tree(returns, scope)),
            }
          : { inputs: argsText(found[1].map(([arg, type]) => [arg, tree(type)])), output: text(tree(found[2])) };
      all.set(`${api.name}.${name}`, { ...facts, ...(version == null ? {} : { version: String(version) }) });
    }
  }
  return all;
}
