// Nominal types over plain values: a Brand<bigint, "Tao"> runs as a bigint, but only its maker turns one into the other.

declare const tag: unique symbol;

export type Brand<T, N extends string> = T & { readonly [tag]: N };
