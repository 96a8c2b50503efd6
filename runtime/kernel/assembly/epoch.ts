// The hot loops of an epoch over flat memory. Each function names its plain twin's file; tests compare them.

export { reset, take, newMatrix, copyMatrix, startsOf, columnsOf, valuesOf } from "./epoch/memory";
export { loadWeights, loadBonds, maskCommitted, storeCells } from "./epoch/stored";
export {
  rowNormalize, rowSums, columnNormalize, columnMaxUpscale, columnClip, columnProducts, rowProducts, scaledRowSums,
  rowScale, interpolate, movingAverage,
} from "./epoch/sparse";
export { medianColumns } from "./epoch/median";
export { setAlphaRange, alphaAt, alphaRow, movingAverageLiquid } from "./epoch/liquid";
export { sum, normalizeBy, sums, products, proportionsToU16, pay } from "./epoch/vector";
export { add, sub, mul, mulOrZero, div, inverse, divWith, reciprocal, expSafe } from "./epoch/fixed";
