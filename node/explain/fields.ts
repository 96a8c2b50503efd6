// Reads plain JSON field by field; what does not fit is told with the path of the field.

export class FieldError extends Error {
  readonly path: string;
  constructor(path: string, problem: string) {
    super(`${path === "" ? "the file" : path}: ${problem}`);
    this.name = "FieldError";
    this.path = path;
  }
}

export type Read<T> = (value: unknown, path: string) => T;

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

/** A whole number within bounds, as a JSON number or as decimal text; large ones need the text. */
export const integer =
  (min: bigint, max: bigint): Read<bigint> =>
  (value, path) => {
    if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value))
      throw new FieldError(path, `${value} is too large for a JSON number; write it as text`);
    const isWhole =
      (typeof value === "number" && Number.isSafeInteger(value)) ||
      (typeof value === "string" && /^-?\d{1,40}$/.test(value));
    if (!isWhole) throw new FieldError(path, `expected a whole number, found ${shown(value)}`);
    const whole = BigInt(value as number | string);
    if (whole < min || whole > max) throw new FieldError(path, `expected ${min} to ${max}, found ${whole}`);
    return whole;
  };

export const small =
  (min: number, max: number): Read<number> =>
  (value, path) =>
    Number(integer(BigInt(min), BigInt(max))(value, path));

export const flag: Read<boolean> = (value, path) => {
  if (typeof value !== "boolean") throw new FieldError(path, `expected true or false, found ${shown(value)}`);
  return value;
};

export const list =
  <T>(read: Read<T>): Read<T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) throw new FieldError(path, `expected a list, found ${shown(value)}`);
    return value.map((element, i) => read(element, `${path}[${i}]`));
  };

export const pair =
  <A, B>(first: Read<A>, second: Read<B>): Read<readonly [A, B]> =>
  (value, path) => {
    if (!Array.isArray(value) || value.length !== 2)
      throw new FieldError(path, `expected a list of two, found ${shown(value)}`);
    return [first(value[0], `${path}[0]`), second(value[1], `${path}[1]`)];
  };

export const optional =
  <T, D>(read: Read<T>, fallback: D): Read<T | D> =>
  (value, path) =>
    value === undefined || value === null ? fallback : read(value, path);

type Shape = Readonly<Record<string, Read<unknown>>>;
export type ReadOf<S extends Shape> = { readonly [K in keyof S]: S[K] extends Read<infer T> ? T : never };

/** An object with these fields and no others: an unknown name is more likely a slip than a wish. */
export const object =
  <S extends Shape>(shape: S): Read<ReadOf<S>> =>
  (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new FieldError(path, `expected an object, found ${shown(value)}`);
    const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
    const known = Object.keys(shape);
    for (const name of Object.keys(value))
      if (!known.includes(name)) throw new FieldError(at(name), `no such field; there are ${known.join(", ")}`);
    const fields = new Map<string, unknown>(Object.entries(value));
    return Object.fromEntries(known.map((name) => [name, shape[name]?.(fields.get(name), at(name))])) as ReadOf<S>;
  };
