// The doors to the outside: WebSocket and HTTP on the same ports, on both loopback addresses. Mirrors sc-rpc-server.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { PlainFailure } from "../plain_failure.ts";
import { answerTo, type Door } from "./dispatch.ts";
import { tooBig } from "./failure.ts";
import { MISSED_PINGS, PING_MILLISECONDS } from "./limits.ts";
import { Session } from "./session.ts";

export interface ServerOptions {
  readonly ports: readonly number[];
  /** Listens on every address instead of the loopback ones. */
  readonly external: boolean;
  /** Web pages that may call; "all", or a list of origins. */
  readonly cors: "all" | readonly string[];
}
/** A port that can't be listened on. */
export class PortFailure extends PlainFailure {
  override readonly name = "PortFailure";
}

/** Pages on this machine, and the usual explorer, may call. */
export const DEFAULT_ORIGINS: readonly string[] = [
  "http://localhost",
  "http://127.0.0.1",
  "https://localhost",
  "https://127.0.0.1",
  "https://polkadot.js.org",
];

export class RpcServer {
  readonly #door: Door;
  readonly #options: ServerOptions;
  readonly #servers: Server[] = [];
  readonly #sockets: WebSocketServer;
  readonly #timer: NodeJS.Timeout;
  #ports: number[] = [];

  private constructor(door: Door, options: ServerOptions) {
    this.#door = door;
    this.#options = options;
    this.#sockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: door.limits.requestBytes,
      clientTracking: true,
    });
    this.#timer = setInterval(() => this.#ping(), PING_MILLISECONDS);
    this.#timer.unref();
  }

  /** Listens. Throws a PortFailure when a port can't be had, with nothing left open. */
  static async open(door: Door, options: ServerOptions): Promise<RpcServer> {
    const server = new RpcServer(door, options);
    try {
      for (const port of options.ports) await server.#listen(port);
    } catch (error) {
      await server.close();
      throw error;
    }
    return server;
  }
  /** Ports that are listened on, in the order asked for. */
  get ports(): readonly number[] {
    return this.#ports;
  }
  get connections(): number {
    return this.#sockets.clients.size;
  }

  async #listen(port: number): Promise<void> {
    const [first, second] = this.#options.external ? ["0.0.0.0", "::"] : ["127.0.0.1", "::1"];
    const server = await this.#bind(port, first!);
    const chosen = (server.address() as AddressInfo).port;
    this.#ports.push(chosen);
    try {
      await this.#bind(chosen, second!);
    } catch (error) {
      // A machine without IPv6 is served over IPv4 alone.
      const cause = error instanceof Error ? error.cause : undefined;
      const code = cause instanceof Error && "code" in cause ? cause.code : "";
      if (code !== "EADDRNOTAVAIL" && code !== "EAFNOSUPPORT") throw error;
    }
  }
  #bind(port: number, host: string): Promise<Server> {
    const server = createServer((request, response) => this.#serve(request, response));
    server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    server.on(
      "clientError",
      (_, socket) => socket.writable && socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
    );
    return new Promise((resolve, reject) => {
      server.once("error", (error: NodeJS.ErrnoException) => {
        const why =
          error.code === "EADDRINUSE"
            ? "is in use by another process"
            : error.code === "EACCES"
              ? "needs privileges that this process lacks"
              : `can't be used (${error.message})`;
        reject(new PortFailure(`Port ${port} on ${host} ${why}. Choose another with --rpc-port.`, { cause: error }));
      });
      server.listen({ port, host, ipv6Only: host.includes(":") }, () => {
        this.#servers.push(server);
        server.removeAllListeners("error");
        server.on("error", (error) => this.#door.onDefect("server", error));
        resolve(server);
      });
    });
  }

  /** Whether the Host header names this machine: keeps a foreign page from reaching the node through a name of its own. */
  #hostAllowed(request: IncomingMessage): boolean {
    if (this.#options.external) return true;
    const host = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
    return host === "localhost" || host === "127.0.0.1" || host === "[::1]" || host === "::1";
  }
  #originAllowed(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    const { cors } = this.#options;
    return origin === undefined || cors === "all" || cors.some((one) => origin === one || origin.startsWith(`${one}:`));
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const allowed = this.#hostAllowed(request) && this.#originAllowed(request);
    if (allowed && this.#sockets.clients.size < this.#door.limits.connections) {
      this.#sockets.handleUpgrade(request, socket, head, (ws) => this.#connect(ws));
    } else {
      const status = allowed ? "429 Too Many Requests" : "403 Forbidden";
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    }
  }

  #connect(ws: WebSocket): void {
    const { limits } = this.#door;
    let inFlight = 0;
    let paused = false;
    let left = limits.perMinute ?? Number.POSITIVE_INFINITY;
    const session = new Session((text) => send(text));
    const send = (text: string): void => {
      if (ws.readyState !== ws.OPEN) return;
      if (ws.bufferedAmount > limits.cutBytes) {
        ws.terminate();
        return;
      }
      ws.send(text, balance);
      balance();
    };
    // Who does not take answers gets no further requests read.
    const balance = (): void => {
      const full = ws.bufferedAmount > limits.pauseBytes || inFlight >= limits.inFlight || left <= 0;
      if (full === paused || ws.readyState !== ws.OPEN) return;
      paused = full;
      if (full) ws.pause();
      else ws.resume();
    };
    const minute =
      limits.perMinute === undefined
        ? undefined
        : setInterval(() => {
            left = limits.perMinute!;
            balance();
          }, 60_000);
    missed.set(ws, 0);
    ws.on("pong", () => missed.set(ws, 0));
    ws.on("message", (data) => {
      left--;
      const answer = answerTo(this.#door, data.toString(), session);
      if (!(answer instanceof Promise)) {
        if (answer !== undefined) send(answer.text);
        answer?.after?.();
        return;
      }
      inFlight++;
      balance();
      void answer.then((one) => {
        inFlight--;
        if (one !== undefined) send(one.text);
        one?.after?.();
        balance();
      });
    });
    ws.on("error", (error: Error & { code?: string }) => {
      if (error.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH") ws.terminate();
    });
    ws.on("close", () => {
      clearInterval(minute);
      session.close();
    });
  }
  #ping(): void {
    for (const ws of this.#sockets.clients) {
      // Who is not read from can't be heard either.
      const silent = ws.isPaused ? 0 : (missed.get(ws) ?? 0) + 1;
      missed.set(ws, silent);
      if (silent > MISSED_PINGS) ws.terminate();
      else if (ws.readyState === ws.OPEN) ws.ping();
    }
  }

  /** Why a request over HTTP is not even read. */
  #refusal(request: IncomingMessage): readonly [status: number, text: string] | undefined {
    const { requestBytes } = this.#door.limits;
    if (!this.#hostAllowed(request)) return [403, "Provided Host header is not whitelisted.\n"];
    if (!this.#originAllowed(request)) return [403, "The origin of this page is not whitelisted (--rpc-cors).\n"];
    if (request.method === "OPTIONS" || isHealthCheck(request)) return undefined;
    if (request.method !== "POST") return [405, "Used HTTP Method is not allowed. POST is required\n"];
    // A page can't send this type to a foreign server without asking first.
    if (!/^application\/(json|json-rpc|jsonrequest)\b/i.test(request.headers["content-type"] ?? "")) {
      return [415, "Supplied content type is not allowed. Content-Type: application/json is required\n"];
    }
    return Number(request.headers["content-length"] ?? 0) > requestBytes ? [413, bigRequest(requestBytes)] : undefined;
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const { origin } = request.headers;
    const reply = (status: number, body: string, type = "text/plain") => {
      if (response.headersSent) return;
      response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
      response.end(body);
    };
    const answer = (text: string, after: (answered: string) => string) =>
      Promise.resolve(answerTo(this.#door, text, undefined)).then((one) =>
        reply(200, after(one?.text ?? ""), "application/json"),
      );
    const refusal = this.#refusal(request);
    if (refusal !== undefined) {
      reply(refusal[0], refusal[1], refusal[0] === 413 ? "application/json" : "text/plain");
      if (refusal[0] === 413) request.destroy();
      return;
    }
    if (origin !== undefined) {
      response.setHeader("access-control-allow-origin", this.#options.cors === "all" ? "*" : origin);
      response.setHeader("vary", "origin");
    }
    if (request.method === "OPTIONS") {
      response.setHeader("access-control-allow-methods", "POST");
      response.setHeader("access-control-allow-headers", "content-type");
      reply(200, "");
    } else if (isHealthCheck(request)) {
      void answer('{"jsonrpc":"2.0","id":0,"method":"system_health"}', (text) =>
        JSON.stringify((JSON.parse(text) as { result?: unknown }).result ?? null),
      );
    } else {
      this.#read(request, response, (text) => void answer(text, (one) => one), reply);
    }
  }
  /** Reads the body, up to the limit. */
  #read(
    request: IncomingMessage,
    response: ServerResponse,
    whole: (text: string) => void,
    reply: (status: number, body: string, type?: string) => void,
  ): void {
    const { requestBytes } = this.#door.limits;
    const parts: Buffer[] = [];
    let size = 0;
    request.on("data", (part: Buffer) => {
      size += part.length;
      if (size <= requestBytes) parts.push(part);
      else {
        reply(413, bigRequest(requestBytes), "application/json");
        request.destroy();
      }
    });
    request.on("error", () => response.destroy());
    request.on("end", () => {
      if (size <= requestBytes) whole(Buffer.concat(parts).toString("utf8"));
    });
  }

  /** Says goodbye to everybody and stops listening. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const ws of this.#sockets.clients) {
      ws.close(1001, "the node is shutting down");
      setTimeout(() => ws.terminate(), 200).unref();
    }
    await Promise.all(
      this.#servers.map(
        (server) =>
          new Promise<void>((resolve) => {
            server.close(() => resolve());
            server.closeIdleConnections();
            setTimeout(() => server.closeAllConnections(), 250).unref();
          }),
      ),
    );
    this.#servers.length = 0;
    this.#ports = [];
  }
}
const isHealthCheck = ({ method, url }: IncomingMessage): boolean =>
  method === "GET" && (url === "/health" || url === "/health/readiness");
const bigRequest = (limit: number): string => JSON.stringify({ jsonrpc: "2.0", id: null, error: tooBig(limit).object });

/** Pings in a row without an answer. */
const missed = new WeakMap<WebSocket, number>();
