// A method as its namespace declares it: the parameters in order, and what answers. The name is that of the exported
// constant.

import type { Node } from "../node.ts";
import { type Params, readParams, type ValuesOf } from "./params.ts";
import type { Session, Sink } from "./session.ts";

interface Declared {
  /** Not for strangers: refused on ports that are open to the outside, unless unlocked. */
  readonly unsafe: boolean;
}
export interface Call extends Declared {
  readonly kind: "call";
  answer(node: Node, params: unknown, session: Session | undefined): unknown;
}
export interface Subscription extends Declared {
  readonly kind: "subscription";
  /** Method name of the notifications. */
  readonly notification: string;
  /** Begins to send; returns what ends it. */
  begin(node: Node, params: unknown, sink: Sink): () => void;
}
export interface Unsubscription extends Declared {
  readonly kind: "unsubscription";
}
export type Method = Call | Subscription | Unsubscription;

export const method = <const P extends Params>(
  params: P,
  answer: (node: Node, values: ValuesOf<P>, session: Session | undefined) => unknown,
): Call => ({
  kind: "call",
  unsafe: false,
  answer: (node, sent, session) => answer(node, readParams(params, sent), session),
});

export const unsafeMethod = <const P extends Params>(
  params: P,
  answer: (node: Node, values: ValuesOf<P>, session: Session | undefined) => unknown,
): Call => ({ ...method(params, answer), unsafe: true });

export const subscription = <const P extends Params>(
  notification: string,
  params: P,
  begin: (node: Node, values: ValuesOf<P>, sink: Sink) => () => void,
): Subscription => ({
  kind: "subscription",
  unsafe: false,
  notification,
  begin: (node, sent, sink) => begin(node, readParams(params, sent), sink),
});

/** Ends a subscription of the connection by its id; tells whether there was one. */
export const unsubscription: Unsubscription = { kind: "unsubscription", unsafe: false };
