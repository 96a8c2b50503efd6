// Fixed-point values as text, for people: the shortest decimal that lies nearer to the value than to its neighbours.

export const displayFixed = (bits: bigint, frac: number): string => {
  const sign = bits < 0n ? "-" : "";
  const magnitude = bits < 0n ? -bits : bits;
  const F = BigInt(frac);
  const ONE = 1n << F;
  for (let digits = 0, scale = 1n; ; digits++, scale *= 10n) {
    const decimal = (magnitude * scale * 2n + ONE) >> (F + 1n);
    const distance = decimal * ONE - magnitude * scale;
    if (2n * (distance < 0n ? -distance : distance) < scale) {
      const text = decimal.toString().padStart(digits + 1, "0");
      const point = text.length - digits;
      return digits === 0 ? sign + text : `${sign}${text.slice(0, point)}.${text.slice(point)}`;
    }
  }
};
