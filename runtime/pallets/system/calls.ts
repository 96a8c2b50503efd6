// System's calls. Mirrors frame_system's dispatchables.
// Deviates: new runtime code is stored and announced but never executed; this chain runs one pinned runtime. Its version is
// not read, so a checked upgrade is refused with FailedToExtractRuntimeVersion.

import type { FrameContext } from "../../frame/context.ts";
import { ensureSigned } from "../../frame/origin.ts";
import { ensure, refuse } from "../../frame/refusal.ts";
import { type Handlers, implement } from "../../frame/section.ts";
import { bytesToHex, utf8ToBytes } from "../../primitives/bytes.ts";
import { blake2b256 } from "../../primitives/hash/index.ts";
import { h256 } from "../../primitives/ids.ts";
import { system } from "./contract.ts";

const { AuthorizedUpgrade, Digest } = system.storage;
const { errors, events } = system;
const CODE_KEY = bytesToHex(utf8ToBytes(":code"));
type Ctx = FrameContext;

function storeCode(ctx: Ctx, code: Uint8Array): void {
  ctx.state.set(CODE_KEY, { bytes: code });
  Digest.update(ctx, (logs) => [...logs, { type: "RuntimeEnvironmentUpdated" }]);
  ctx.emit(events.CodeUpdated());
}
function authorize(ctx: Ctx, codeHash: ReturnType<typeof h256>, checkVersion: boolean): void {
  AuthorizedUpgrade.set(ctx, { code_hash: codeHash, check_version: checkVersion });
  ctx.emit(events.UpgradeAuthorized({ code_hash: codeHash, check_version: checkVersion }));
}

const handlers: Handlers<Ctx, typeof system.spec> = {
  remark: () => {},
  set_heap_pages(ctx, _, { pages }) {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, pages, true);
    ctx.state.set(bytesToHex(utf8ToBytes(":heappages")), { bytes });
    Digest.update(ctx, (logs) => [...logs, { type: "RuntimeEnvironmentUpdated" }]);
  },
  set_code: () => refuse(errors.FailedToExtractRuntimeVersion),
  set_code_without_checks: (ctx, _, { code }) => storeCode(ctx, code),
  set_storage(ctx, _, { items }) {
    for (const [key, bytes] of items) ctx.state.set(bytesToHex(key), { bytes });
  },
  kill_storage(ctx, _, { keys }) {
    for (const key of keys) ctx.state.delete(bytesToHex(key));
  },
  kill_prefix: (ctx, _, { prefix, subkeys }) => void ctx.state.clearPrefix(bytesToHex(prefix), subkeys),
  remark_with_event(ctx, origin, { remark }) {
    const sender = ensureSigned(origin);
    ctx.emit(events.Remarked({ sender, hash: h256(blake2b256(remark)) }));
  },
  authorize_upgrade: (ctx, _, { code_hash }) => authorize(ctx, code_hash, true),
  authorize_upgrade_without_checks: (ctx, _, { code_hash }) => authorize(ctx, code_hash, false),
  apply_authorized_upgrade(ctx, _, { code }) {
    const authorized = AuthorizedUpgrade.get(ctx);
    ensure(authorized, errors.NothingAuthorized);
    ensure(authorized.code_hash === h256(blake2b256(code)), errors.Unauthorized);
    if (authorized.check_version) {
      // As the reference: the authorisation goes, the event says why, and the call itself succeeds.
      AuthorizedUpgrade.delete(ctx);
      const error = {
        type: "Module" as const,
        value: { index: 0, error: Uint8Array.of(errors.FailedToExtractRuntimeVersion.index, 0, 0, 0) },
      };
      ctx.emit(events.RejectedInvalidAuthorizedUpgrade({ code_hash: authorized.code_hash, error }));
      return { pays: "No" };
    }
    storeCode(ctx, code);
    AuthorizedUpgrade.delete(ctx);
    return { pays: "No" };
  },
};
export const systemCalls = implement(system, handlers);
