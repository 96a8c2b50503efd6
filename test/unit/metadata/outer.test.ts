// The outer enums read and write what construct_runtime's would; layouts are checked byte by byte.

import { beforeAll, describe, expect, it } from "vitest";
import { defineOuterType } from "../../../runtime/frame/call.ts";
import type { Caller } from "../../../runtime/frame/origin.ts";
import {
  eventRecordsCodec,
  originCallerCodec,
  reasonCodec,
  runtimeCallCodec,
  runtimeErrorCodec,
  runtimeEventCodec,
} from "../../../runtime/frame/outer.ts";
import { bytesToHex, hexToBytes } from "../../../runtime/primitives/bytes.ts";
import { accountId, netUid } from "../../../runtime/primitives/ids.ts";
import { ScaleError } from "../../../runtime/primitives/scale/index.ts";
import { rao } from "../../../runtime/primitives/units.ts";
import { demo, pallets, system, utility } from "./assembly.ts";

const alice = accountId(`0x${"a1".repeat(32)}`);
const RuntimeCall = runtimeCallCodec(pallets);
beforeAll(() => defineOuterType("RuntimeCall", RuntimeCall));
const remark = { pallet: "System", name: "remark", args: { remark: Uint8Array.of(1, 2) } };
const move = {
  pallet: "Demo",
  name: "move_it",
  args: { dest: { type: "Id", value: alice }, value: rao(1n << 20n), kind: "B" },
};

describe("RuntimeCall", () => {
  it("is pallet index, call index, arguments", () => {
    expect(bytesToHex(RuntimeCall.encode(remark))).toBe("0000080102");
    expect(bytesToHex(RuntimeCall.encode(move))).toBe(`140900${"a1".repeat(32)}0200400001`);
  });
  it("nests and comes back", () => {
    const batch = {
      pallet: "Utility",
      name: "batch",
      args: { calls: [remark, { pallet: "Utility", name: "as_derivative", args: { index: 7, call: move } }] },
    };
    const bytes = RuntimeCall.encode(batch);
    expect(bytesToHex(bytes)).toBe(`0b000800000801020b010700140900${"a1".repeat(32)}0200400001`);
    expect(RuntimeCall.decode(bytes)).toEqual(batch);
  });
  it("names pallet and call of what does not decode", () => {
    const refusal = (hex: string) => {
      try {
        RuntimeCall.decode(hexToBytes(hex));
      } catch (error) {
        if (error instanceof ScaleError) return error.message;
        throw error;
      }
      return "decoded";
    };
    expect(refusal("0100")).toBe("RuntimeCall has no pallet of index 1");
    expect(refusal("1400")).toBe("Demo has no call of index 0");
    expect(refusal("000008")).toMatch(/^System\.remark: unexpected end of input/);
    expect(refusal("0b000400000c01")).toMatch(/^Utility\.batch: System\.remark: unexpected end/);
    expect(refusal("000008010203")).toMatch(/trailing/);
    expect(() => RuntimeCall.encode({ pallet: "Nowhere", name: "x", args: {} })).toThrow(
      "RuntimeCall has no part of pallet Nowhere",
    );
    expect(() => RuntimeCall.encode({ pallet: "System", name: "x", args: {} })).toThrow("System has no call x");
  });
});

describe("events", () => {
  it("are pallet index, event index, fields", () => {
    const codec = runtimeEventCodec(pallets);
    const moved = demo.events.Moved(netUid(3), alice, rao(5n));
    const bytes = codec.encode(moved);
    expect(bytesToHex(bytes)).toBe(`14040300${"a1".repeat(32)}0500000000000000`);
    expect(codec.decode(bytes)).toEqual(moved);
    expect(bytesToHex(codec.encode(system.events.NewAccount({ account: alice })))).toBe(`0003${"a1".repeat(32)}`);
    expect(() => codec.decode(hexToBytes("0b09"))).toThrow("Utility has no event of index 9");
  });
  it("are recorded with phase and no topics", () => {
    const codec = eventRecordsCodec(pallets);
    const records = [
      { phase: { type: "ApplyExtrinsic", value: 2 } as const, event: utility.events.BatchCompleted() },
      { phase: { type: "Finalization" } as const, event: system.events.NewAccount({ account: alice }) },
    ];
    const bytes = codec.encode(records);
    expect(bytesToHex(bytes)).toBe(`0800020000000b0100010003${"a1".repeat(32)}00`);
    expect(codec.decode(bytes)).toEqual(records);
  });
});

it("errors, reasons and origins stand under their pallet's index", () => {
  expect(bytesToHex(runtimeErrorCodec(pallets).encode({ pallet: "System", name: "CallFiltered" }))).toBe("0005");
  const hold = reasonCodec("RuntimeHoldReason", pallets);
  expect(bytesToHex(hold.encode({ pallet: "Demo", value: "Locked" }))).toBe("1400");
  expect(hold.decode(hexToBytes("1400"))).toEqual({ pallet: "Demo", value: "Locked" });
  expect(() => hold.decode(hexToBytes("0000"))).toThrow("RuntimeHoldReason has no pallet of index 0");
  const origin = originCallerCodec(pallets);
  const callers: [Caller, string][] = [
    [{ type: "Root" }, "0000"],
    [{ type: "Signed", who: alice }, `0001${"a1".repeat(32)}`],
    [{ type: "None" }, "0002"],
    [{ type: "Authorized" }, "0003"],
    [
      { type: "Pallet", pallet: "Demo", value: { type: "Someone", value: `0x${"0b".repeat(20)}` } },
      `1400${"0b".repeat(20)}`,
    ],
  ];
  for (const [caller, hex] of callers) {
    expect(bytesToHex(origin.encode(caller))).toBe(hex);
    expect(origin.decode(hexToBytes(hex))).toEqual(caller);
  }
});
