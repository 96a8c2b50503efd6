// The wire itself: JSON-RPC 2.0 over WebSocket and HTTP, ids, batches, notifications, limits, hosts and pages, and what every
// namespace does with wrong input.

import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { METHODS } from "../../node/rpc/methods.ts";
import { type Devnet, post, startDevnet } from "../chain/devnet.ts";
import { Wire } from "./wire.ts";

let devnet: Devnet;
let wire: Wire;
beforeAll(async () => {
  devnet = await startDevnet({
    sealing: "manual",
    rpcLimits: { subscriptions: 5, connections: 4, batch: 10, requestBytes: 100_000 },
  });
  wire = await Wire.open(devnet.url);
});
afterAll(async () => {
  await wire.close();
  await devnet.stop();
  expect(devnet.defects).toEqual([]);
});
const http = async (
  body: string,
  headers: Record<string, string> = {},
  method = "POST",
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const out = request(
      { host: "127.0.0.1", port: devnet.port, method, headers: { "content-type": "application/json", ...headers } },
      (response) => {
        let text = "";
        response.on("data", (part) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode!, text }));
      },
    );
    out.on("error", reject);
    out.end(method === "GET" ? undefined : body);
  });

describe("requests", () => {
  it.each([["aB12"], [7], [0], [null], [""]])("echoes the id %j", async (id) => {
    expect(
      JSON.parse(await wire.raw(JSON.stringify({ jsonrpc: "2.0", id, method: "system_chain", params: [] }))),
    ).toEqual({ jsonrpc: "2.0", id, result: "Bittensor" });
  });
  const refused: readonly (readonly [string, string, object])[] = [
    ["text that is no JSON", "{", { jsonrpc: "2.0", id: null, error: { code: -32700, message: "Parse error" } }],
    ["an empty batch", "[]", { jsonrpc: "2.0", id: null, error: { code: -32600, message: "Invalid request" } }],
    ["a number", "1", { jsonrpc: "2.0", id: null, error: { code: -32600, message: "Invalid request" } }],
    [
      "no method",
      '{"jsonrpc":"2.0","id":1}',
      { jsonrpc: "2.0", id: 1, error: { code: -32600, message: "Invalid request" } },
    ],
    [
      "another version",
      '{"jsonrpc":"1.0","id":1,"method":"system_chain"}',
      { jsonrpc: "2.0", id: 1, error: { code: -32600, message: "Invalid request" } },
    ],
    [
      "an id that is a list",
      '{"jsonrpc":"2.0","id":[1],"method":"system_chain"}',
      { jsonrpc: "2.0", id: null, error: { code: -32600, message: "Invalid request" } },
    ],
    [
      "an id that can't be given back",
      '{"jsonrpc":"2.0","id":1e400,"method":"system_chain"}',
      { jsonrpc: "2.0", id: null, error: { code: -32600, message: "Invalid request" } },
    ],
    [
      "an unknown method",
      '{"jsonrpc":"2.0","id":1,"method":"no_such"}',
      { jsonrpc: "2.0", id: 1, error: { code: -32601, message: "Method not found" } },
    ],
    [
      "a method of every object",
      '{"jsonrpc":"2.0","id":1,"method":"constructor"}',
      { jsonrpc: "2.0", id: 1, error: { code: -32601, message: "Method not found" } },
    ],
  ];
  it.each(refused)("refuses %s", async (_, text, answer) => {
    expect(JSON.parse(await wire.raw(text))).toEqual(answer);
    expect(JSON.parse((await http(text)).text)).toEqual(answer);
  });
  it("answers batches in order, and passes over notifications", async () => {
    const batch = [
      { jsonrpc: "2.0", id: "a", method: "system_chain" },
      { jsonrpc: "2.0", method: "system_chain" },
      5,
      { jsonrpc: "2.0", id: "b", method: "engine_createBlock", params: [true, true] },
      { jsonrpc: "2.0", id: "c", method: "nope" },
    ];
    const answers = JSON.parse(await wire.raw(JSON.stringify(batch))) as { id: unknown }[];
    expect(answers.map((one) => one.id)).toEqual(["a", null, "b", "c"]);
    const notifications = JSON.stringify([{ jsonrpc: "2.0", method: "system_chain" }]);
    expect(await http(notifications)).toEqual({ status: 200, text: "" });
    const tooLong = JSON.stringify(
      Array.from({ length: 11 }, (_, id) => ({ jsonrpc: "2.0", id, method: "system_chain" })),
    );
    expect(JSON.parse((await http(tooLong)).text).error).toEqual({
      code: -32010,
      message: "The batch request was too large",
      data: "Exceeded max limit of 10",
    });
  });
  it("takes parameters by name and ignores what is too much", async () => {
    expect((await post(devnet.http, "chain_getBlockHash", { number: 0 })).result).toBe(
      devnet.node.blockchain.genesis.hash,
    );
    expect((await post(devnet.http, "chain_getBlockHash", [0, "more", {}])).result).toBe(
      devnet.node.blockchain.genesis.hash,
    );
    expect((await post(devnet.http, "chain_getBlockHash", [[0, "0x0", 999_999]])).result).toEqual([
      devnet.node.blockchain.genesis.hash,
      devnet.node.blockchain.genesis.hash,
      null,
    ]);
  });
  it("takes hexadecimal digits with and without 0x", async () => {
    const key = "26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac";
    const [plain, marked] = await Promise.all([
      post(devnet.http, "state_getStorage", [key]),
      post(devnet.http, "state_getStorage", [`0x${key.toUpperCase()}`]),
    ]);
    expect(plain.result).toBe(marked.result);
    expect(plain.result).toMatch(/^0x[0-9a-f]{8}$/);
  });
});

describe("every method", () => {
  const garbage: readonly unknown[] = [
    [],
    [null],
    [1.5],
    ["zz"],
    [{}],
    [[[]]],
    ["0x", "0x", "0x", "0x"],
    { a: 1 },
    [-1, -1, -1],
    [true, true, true],
    ["0x".padEnd(66, "f"), [{}]],
    "text",
    7,
  ];
  it.each([...METHODS.keys()])("%s answers garbage with a well-formed answer", async (name) => {
    for (const params of garbage) {
      const answer = await post(devnet.http, name, params);
      expect(Object.keys(answer).sort()).toEqual(
        answer.error === undefined ? ["id", "jsonrpc", "result"] : ["error", "id", "jsonrpc"],
      );
      if (answer.error === undefined) continue;
      expect(Number.isInteger(answer.error.code)).toBe(true);
      expect(answer.error.code).not.toBe(-32603);
      expect(typeof answer.error.message).toBe("string");
      expect(["undefined", "string"]).toContain(typeof answer.error.data);
    }
  });
  it("is listed, aliases too", async () => {
    const { result } = (await post(devnet.http, "rpc_methods")) as { result: { methods: string[] } };
    expect(result.methods).toEqual([...result.methods].sort());
    for (const name of [
      "account_nextIndex",
      "state_getStorageAt",
      "chain_getHead",
      "state_call",
      "chainHead_v1_follow",
      "transaction_v1_broadcast",
      "archive_v1_storage",
      "engine_createBlock",
      "dev_newBlock",
    ]) {
      expect(result.methods).toContain(name);
    }
  });
});

describe("limits", () => {
  it("refuses what is too big", async () => {
    const big = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "state_call", params: ["x".repeat(200_000)] });
    const { status, text } = await http(big);
    expect(status).toBe(413);
    expect(JSON.parse(text).error.code).toBe(-32007);
    const socket = new WebSocket(devnet.url);
    await new Promise((resolve) => socket.once("open", resolve));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => {});
    socket.send(big);
    await closed;
  });
  it("grants each connection so many subscriptions", async () => {
    const other = await Wire.open(devnet.url);
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push((await other.subscribe("chain_subscribeNewHeads")).id);
    expect((await other.answer("chain_subscribeNewHeads")).error).toEqual({
      code: -32006,
      message: "Too many subscriptions on the connection",
      data: "Exceeded max limit of 5",
    });
    expect(await other.ask("chain_unsubscribeNewHeads", [ids[0]])).toBe(true);
    await other.subscribe("chain_subscribeNewHeads");
    await other.close();
  });
  it("grants so many connections", async () => {
    const others = await Promise.all([1, 2, 3].map(() => Wire.open(devnet.url)));
    await expect(Wire.open(devnet.url)).rejects.toThrow("429");
    await Promise.all(others.map((one) => one.close()));
    await expect
      .poll(
        async () =>
          Wire.open(devnet.url).then(
            (one) => one.close().then(() => true),
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
  });
  it("sends the id of a subscription before its first notification", async () => {
    const other = await Wire.open(devnet.url);
    const { id } = await other.subscribe("chain_subscribeNewHeads");
    await expect.poll(() => other.messages.length, { timeout: 20_000 }).toBe(2);
    expect(JSON.parse(other.messages[0]!).result).toBe(id);
    expect(JSON.parse(other.messages[1]!)).toMatchObject({
      method: "chain_newHead",
      params: { subscription: id, result: { number: expect.stringMatching(/^0x/) } },
    });
    await other.close();
  });
  it("has no subscriptions over HTTP", async () => {
    expect((await post(devnet.http, "chain_subscribeNewHeads")).error).toEqual({
      code: -32601,
      message: "Method not found",
      data: "Subscriptions need a WebSocket connection",
    });
  });
});

describe("doors", () => {
  it("are open on both loopback addresses", async () => {
    const other = await Wire.open(`ws://[::1]:${devnet.port}`);
    expect(await other.ask("system_chain")).toBe("Bittensor");
    await other.close();
  });
  it("tell their health", async () => {
    expect(await http("", {}, "GET").then(({ status }) => status)).toBe(405);
    const text = await new Promise<string>((resolve) => {
      request({ host: "127.0.0.1", port: devnet.port, path: "/health" }, (response) =>
        response.on("data", (part) => resolve(String(part))),
      ).end();
    });
    expect(JSON.parse(text)).toEqual({ peers: 0, isSyncing: false, shouldHavePeers: false });
  });
  it("are shut to foreign names, pages and content types", async () => {
    const body = '{"jsonrpc":"2.0","id":1,"method":"system_chain"}';
    expect((await http(body, { host: "evil.example" })).status).toBe(403);
    expect((await http(body, { "content-type": "text/plain" })).status).toBe(415);
    const strict = await devnet.node.listen({
      ports: [0],
      external: false,
      cors: ["http://localhost"],
      allowUnsafe: true,
    });
    const from = (origin: string) =>
      fetch(`http://127.0.0.1:${strict[0]}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin },
        body,
      }).then((one) => one.status);
    expect(await from("http://localhost:3000")).toBe(200);
    expect(await from("https://evil.example")).toBe(403);
    expect(await from("http://localhost.evil.example")).toBe(403);
  });
  it("keep unsafe methods from strangers", async () => {
    const [port] = await devnet.node.listen({ ports: [0], external: false, cors: "all", allowUnsafe: false });
    for (const name of [
      "dev_newBlock",
      "engine_createBlock",
      "author_removeExtrinsic",
      "state_getPairs",
      "system_dryRun",
    ]) {
      expect((await post(`http://127.0.0.1:${port}`, name)).error).toEqual({
        code: -32601,
        message: "RPC call is unsafe to be called externally",
      });
    }
    expect((await post(`http://127.0.0.1:${port}`, "system_chain")).result).toBe("Bittensor");
  });
  it("survive what is not HTTP", async () => {
    for (const bytes of [
      "\0\0\0\0",
      "GET / HTTP/9.9\r\n\r\n",
      "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
      "\x16\x03\x01\x02\x00",
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(devnet.port, "127.0.0.1", () => socket.end(bytes));
        socket.on("error", () => {});
        socket.on("close", () => resolve());
        socket.resume();
      });
    }
    expect((await post(devnet.http, "system_chain")).result).toBe("Bittensor");
  });
});
