// What a setter is made of: who may, which checks in which order, which hyperparameter, from which argument.

import type { Context } from "../../context.ts";
import type { Emitted } from "../../frame/event.ts";
import type { ChainParameters, LimitedChange, SubnetParameters } from "../../ports/hyperparameters.ts";
import type { AccountId, NetUid } from "../../primitives/ids.ts";

export type Ctx = Context<"authorities" | "evmChainId" | "finalizerChanges" | "hyperparameters">;
export type OnSubnet = { readonly netuid: NetUid };
type With<K extends string, V> = { readonly [N in K]: V };
const valueIn = <K extends string, V>(args: With<K, V>, argument: K): V => args[argument];
/** Refuses, or does nothing. `who` is undefined for root. */
export type Check<A> = (ctx: Ctx, args: A, who: AccountId | undefined) => void;
export type Tell<A> = (args: A) => Emitted;

/** Runs every check in turn. */
const pass = <A>(ctx: Ctx, checks: readonly Check<A>[], args: A, who: AccountId | undefined): void => {
  for (const check of checks) check(ctx, args, who);
};
export const windowOpen: Check<OnSubnet> = (ctx, { netuid }) => ctx.ports.hyperparameters.ensureWindowOpen(ctx, netuid);

/** Root or the owner, not right before an epoch, the owner not too often; then the checks, the change, its event. */
export const ownerSets =
  <P extends keyof SubnetParameters, K extends string>(
    change: LimitedChange,
    parameter: P,
    argument: K,
    checks: readonly Check<OnSubnet & With<K, SubnetParameters[P]>>[] = [],
    tell?: Tell<OnSubnet & With<K, SubnetParameters[P]>>,
  ) =>
  (ctx: Ctx, who: AccountId | undefined, args: OnSubnet & With<K, SubnetParameters[P]>): void =>
    byOwner(change, checks, (_, given) => {
      ctx.ports.hyperparameters.set(ctx, given.netuid, parameter, valueIn<K, SubnetParameters[P]>(given, argument));
      if (tell !== undefined) ctx.emit(tell(given));
    })(ctx, who, args);

/** As `ownerSets`, for what takes more than one argument. */
export const byOwner =
  <A extends OnSubnet>(change: LimitedChange, checks: readonly Check<A>[], act: (ctx: Ctx, args: A) => void) =>
  (ctx: Ctx, who: AccountId | undefined, args: A): void => {
    const { hyperparameters } = ctx.ports;
    hyperparameters.ensureMayChange(ctx, args.netuid, who, change);
    pass(ctx, [windowOpen, ...checks], args, who);
    act(ctx, args);
    hyperparameters.noteChange(ctx, args.netuid, who, change);
  };

/** Root or the owner, not right before an epoch, as often as they like. */
export const ownerSetsFreely =
  <P extends keyof SubnetParameters, K extends string>(
    parameter: P,
    argument: K,
    checks: readonly Check<OnSubnet & With<K, SubnetParameters[P]>>[],
  ) =>
  (ctx: Ctx, who: AccountId | undefined, args: OnSubnet & With<K, SubnetParameters[P]>): void => {
    const { hyperparameters } = ctx.ports;
    hyperparameters.ensureOwnerOrRoot(ctx, args.netuid, who);
    pass(ctx, [windowOpen, ...checks], args, who);
    hyperparameters.set(ctx, args.netuid, parameter, valueIn<K, SubnetParameters[P]>(args, argument));
  };

/** Root sets what a subnet has. */
export const rootSets =
  <P extends keyof SubnetParameters, K extends string>(
    parameter: P,
    argument: K,
    checks: readonly Check<OnSubnet & With<K, SubnetParameters[P]>>[] = [],
    tell?: Tell<OnSubnet & With<K, SubnetParameters[P]>>,
  ) =>
  (ctx: Ctx, _root: undefined, args: OnSubnet & With<K, SubnetParameters[P]>): void => {
    pass(ctx, checks, args, undefined);
    ctx.ports.hyperparameters.set(ctx, args.netuid, parameter, valueIn<K, SubnetParameters[P]>(args, argument));
    if (tell !== undefined) ctx.emit(tell(args));
  };

/** Root sets what holds for the whole chain. */
export const rootSetsForChain =
  <P extends keyof ChainParameters, K extends string>(
    parameter: P,
    argument: K,
    checks: readonly Check<With<K, ChainParameters[P]>>[] = [],
  ) =>
  (ctx: Ctx, _root: undefined, args: With<K, ChainParameters[P]>): void => {
    pass(ctx, checks, args, undefined);
    ctx.ports.hyperparameters.setForChain(ctx, parameter, args[argument]);
  };
