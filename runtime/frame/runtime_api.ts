// Runtime APIs: questions that a node or a client asks of the state of any block. Declared like calls; answered through
// state_call.

import { type AnyCodec, type Codec, type StructOf, struct, type ValueOf, vec } from "../primitives/scale/index.ts";
import { Defect } from "./refusal.ts";

export interface ApiMethod<Ctx> {
  readonly args: Readonly<Record<string, AnyCodec>>;
  readonly argsCodec: Codec<Readonly<Record<string, unknown>>>;
  readonly output: AnyCodec;
  readonly docs: string;
  // biome-ignore lint/suspicious/noExplicitAny: arguments of whatever types
  readonly answer: (ctx: Ctx, args: any) => unknown;
  /** Where the answer is a long list: its items one by one, so that whoever asks may pause between them. */
  // biome-ignore lint/suspicious/noExplicitAny: arguments of whatever types
  readonly pieces?: { readonly item: AnyCodec; readonly each: (ctx: Ctx, args: any) => Iterable<unknown> };
}
export interface RuntimeApi<Ctx> {
  readonly name: string;
  /** 8 bytes: the first half of blake2b-64 of the name, as the version lists it. */
  readonly id: string;
  readonly version: number;
  readonly docs: string;
  readonly methods: Readonly<Record<string, ApiMethod<Ctx>>>;
  /** Not shown in metadata (Core, Metadata and the like are). */
  readonly hidden?: boolean;
}
export const method = <const A extends Readonly<Record<string, AnyCodec>>, O extends AnyCodec, Ctx>(
  args: A,
  output: O,
  answer: (ctx: Ctx, args: StructOf<A>) => ValueOf<O>,
  docs = "",
): ApiMethod<Ctx> => ({
  args,
  argsCodec: struct("", args) as Codec<Readonly<Record<string, unknown>>>,
  output,
  docs,
  answer,
});

/** A method that answers with a list whose items are found one after the other. */
export const listMethod = <const A extends Readonly<Record<string, AnyCodec>>, O extends AnyCodec, Ctx>(
  args: A,
  item: O,
  each: (ctx: Ctx, args: StructOf<A>) => Iterable<ValueOf<O>>,
  docs = "",
): ApiMethod<Ctx> => ({
  ...method(args, vec(item as Codec<ValueOf<O>>), (ctx: Ctx, values) => [...each(ctx, values)], docs),
  pieces: { item, each },
});

/** Thrown by methods that are declared so that the metadata is whole, but not built. */
export class NotBuilt extends Defect {
  constructor(what: string) {
    super(`${what} is not built`);
  }
}
/** The answer of such a method. */
export const notBuilt = (what: string) => (): never => {
  throw new NotBuilt(what);
};

export const runtimeApi = <Ctx>(
  name: string,
  id: string,
  version: number,
  methods: Readonly<Record<string, ApiMethod<Ctx>>>,
  docs = "",
): RuntimeApi<Ctx> => ({ name, id, version, methods, docs });
