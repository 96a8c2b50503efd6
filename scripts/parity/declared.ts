// The surface that our runtime declares, read from its own metadata V16 as a client reads it.

import { metadata } from "../../runtime/frame/metadata/index.ts";
import { MetadataV16 } from "../../runtime/frame/metadata/v16.ts";
import type { Profile } from "../../runtime/frame/profile.ts";
import type { Runtime } from "../../runtime/frame/runtime.ts";
import { bytesToHex, bytesToHex0x } from "../../runtime/primitives/bytes.ts";
import { plainHasher, stated, tupleOf } from "./expected.ts";
import type { Facts, Surface, SurfacePallet } from "./surface.ts";
import { declaredTrees, type Tree, text } from "./tree.ts";

const argsText = (args: readonly (readonly [string | null, Tree])[]): string =>
  args.map(([name, type]) => (name === null ? text(type) : `${name}: ${text(type)}`)).join("; ");
const COMPOSITE = ["RuntimeHoldReason", "RuntimeFreezeReason", "OriginCaller"];

export function declaredSurface(runtime: Runtime, profile: Profile, nameOfApi: ReadonlyMap<string, string>): Surface {
  const read = MetadataV16.decode(metadata(runtime, profile, 16).subarray(5));
  const tree = declaredTrees(read.types);
  const { apis: apiList, ...versionFields } = runtime.version;
  const arms = (entry: { readonly type: number } | undefined) => {
    const def = entry === undefined ? undefined : read.types[entry.type]?.def;
    return def?.type === "variant" ? def.value : [];
  };
  const fields = (all: readonly { readonly name: string | undefined; readonly type: number }[]) =>
    argsText(all.map(({ name, type }) => [name ?? null, tree(type)]));
  const pallets = read.pallets.map(
    (pallet): SurfacePallet => ({
      name: pallet.name,
      index: pallet.index,
      entries: {
        calls: new Map(
          arms(pallet.calls).map((one) => [one.name, { index: String(one.index), args: fields(one.fields) }]),
        ),
        storage: new Map(
          (pallet.storage?.entries ?? []).map(({ name, modifier, type, default: fallback }): [string, Facts] => {
            const map = type.type === "Map" ? type.value : undefined;
            const keys = map === undefined ? [] : map.hashers.length === 1 ? [tree(map.key)] : tupleOf(tree(map.key));
            return [
              name,
              {
                modifier,
                hashers: (map?.hashers ?? []).map(plainHasher).join(),
                keys: keys.map(text).join("; "),
                value: text(tree(type.type === "Map" ? type.value.value : type.value)),
                default: bytesToHex(fallback),
              },
            ];
          }),
        ),
        events: new Map(
          arms(pallet.events).map((one) => [one.name, { index: String(one.index), fields: fields(one.fields) }]),
        ),
        errors: new Map(
          arms(pallet.errors).map((one) => [one.name, { index: String(one.index), docs: one.docs.join("\n") }]),
        ),
        constants: new Map(
          pallet.constants.map(({ name, type, value }) => [name, { type: text(tree(type)), value: bytesToHex(value) }]),
        ),
        associated: new Map(pallet.associated.map(({ name }) => [name, {}])),
        views: new Map(
          pallet.viewFunctions.map(({ name, id, inputs }) => [
            name,
            { id: bytesToHex0x(id), inputs: inputs.map((one) => one.name).join() },
          ]),
        ),
      },
    }),
  );
  return {
    pallets,
    apis: new Map(
      read.apis.flatMap((api) =>
        api.methods.map((one): [string, Facts] => [
          `${api.name}.${one.name}`,
          {
            inputs: argsText(one.inputs.map(({ name, type }) => [name, tree(type)])),
            output: text(tree(one.output)),
            version: String(api.version),
          },
        ]),
      ),
    ),
    versions: new Map<string, Facts>([
      ["RuntimeVersion", stated(versionFields)],
      ...apiList.map(([id, version]): [string, Facts] => {
        const hex = bytesToHex0x(id);
        return [nameOfApi.get(hex) ?? hex, { id: hex, version: String(version) }];
      }),
    ]),
    extensions: new Map(
      read.extrinsic.extensions.map(({ identifier, type, additional }, position) => [
        identifier,
        { position: String(position), type: text(tree(type)), implicit: text(tree(additional)) },
      ]),
    ),
    outer: new Map(
      read.types.flatMap(({ path, def }) => {
        const name = path.at(-1) ?? "";
        if (path[0] !== "node_subtensor_runtime" || !COMPOSITE.includes(name) || def.type !== "variant") return [];
        return def.value.map((one): [string, Facts] => [`${name}.${one.name}`, { index: String(one.index) }]);
      }),
    ),
  };
}
