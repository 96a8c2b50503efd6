// Runtime APIs: questions that a node or a client asks of the state of any block. Declared like calls; answered through
// state_call.

import { type AnyCodec, type StructOf, struct, type ValueOf, type Codec } from "../primitives/scale/index.ts";

export interface ApiMethod<Ctx> {
  readonly args: Readonly<Record<string, AnyCodec>>;
  readonly argsCodec: Codec<Readonly<Record<string, unknown>>>;
  readonly output: AnyCodec;
  readonly docs: string;
  // biome-ignore lint/suspicious/noExplicitAny: arguments of whatever types
  readonly answer: (ctx: Ctx, args: any) => unknown;
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
): ApiMethod<Ctx> => ({ args, argsCodec: struct("", args) as Codec<Readonly<Record<string, unknown>>>, output, docs, answer });

export const runtimeApi = <Ctx>(
  name: string,
  id: string,
  version: number,
  methods: Readonly<Record<string, ApiMethod<Ctx>>>,
  docs = "",
): RuntimeApi<Ctx> => ({ name, id, version, methods, docs });
