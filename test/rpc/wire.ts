// A bare WebSocket client: requests, subscriptions, and whatever else goes over the wire.

import { WebSocket } from "ws";

export interface Answer {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}
export interface Subscription<T = unknown> {
  readonly id: string;
  readonly seen: T[];
  /** Waits until a notification fits. */
  until(fits: (value: T) => boolean): Promise<T>;
}

export class Wire {
  readonly socket: WebSocket;
  readonly #waiting = new Map<unknown, (answer: Answer) => void>();
  readonly #feeds = new Map<string, { seen: unknown[]; listeners: Set<() => void> }>();
  /** Messages as they came, text. */
  readonly messages: string[] = [];
  #next = 1;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.setMaxListeners(0);
    socket.on("message", (data) => {
      const text = data.toString();
      this.messages.push(text);
      const message = JSON.parse(text) as Answer & { params?: { subscription: string; result: unknown } };
      if (message.params !== undefined) {
        const feed = this.#feed(message.params.subscription);
        feed.seen.push(message.params.result);
        for (const listener of [...feed.listeners]) listener();
      } else if (!Array.isArray(message)) {
        this.#waiting.get(message.id)?.(message);
        this.#waiting.delete(message.id);
      }
    });
  }
  static async open(url: string): Promise<Wire> {
    const socket = new WebSocket(url);
    const wire = new Wire(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    return wire;
  }
  #feed(id: string) {
    const known = this.#feeds.get(id) ?? { seen: [], listeners: new Set<() => void>() };
    this.#feeds.set(id, known);
    return known;
  }
  /** Sends text and waits for the next message. */
  raw(text: string): Promise<string> {
    return new Promise((resolve) => {
      this.socket.once("message", (data) => resolve(data.toString()));
      this.socket.send(text);
    });
  }
  answer(method: string, params: unknown = [], id: unknown = this.#next++): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, resolve);
      this.socket.once("close", () => reject(new Error("the connection closed")));
      this.socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    });
  }
  async ask<T = unknown>(method: string, params: unknown = []): Promise<T> {
    const { result, error } = await this.answer(method, params);
    if (error !== undefined) throw Object.assign(new Error(error.message), error);
    return result as T;
  }
  async subscribe<T = unknown>(method: string, params: unknown = []): Promise<Subscription<T>> {
    const id = await this.ask<string>(method, params);
    const feed = this.#feed(id);
    const seen = feed.seen as T[];
    return {
      id,
      seen,
      until: (fits) =>
        new Promise((resolve) => {
          const look = () => {
            const found = seen.find(fits);
            if (found === undefined) return false;
            feed.listeners.delete(look);
            resolve(found);
            return true;
          };
          if (!look()) feed.listeners.add(look);
        }),
    };
  }
  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise((resolve) => this.socket.once("close", resolve));
    this.socket.close();
    await closed;
  }
}
