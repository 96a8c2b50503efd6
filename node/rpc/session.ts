// One WebSocket connection: its subscriptions, and what goes out to it.

import { randomBytes } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** 16 random letters, as the reference names subscriptions and operations. */
export function randomId(): string {
  let id = "";
  for (const byte of randomBytes(16)) id += LETTERS[byte % LETTERS.length];
  return id;
}

export class Session {
  readonly #subscriptions = new Map<string, Sink>();
  readonly #send: (text: string) => void;
  readonly #onEnd = new Set<() => void>();

  constructor(send: (text: string) => void) {
    this.#send = send;
  }
  get subscriptions(): number {
    return this.#subscriptions.size;
  }
  send(text: string): void {
    this.#send(text);
  }
  /** A new sink; it holds back what is sent until `open`. */
  sink(notification: string): Sink {
    const sink: Sink = new Sink(randomId(), notification, this);
    this.#subscriptions.set(sink.id, sink);
    return sink;
  }
  /** Ends one subscription. */
  end(id: string): boolean {
    const sink = this.#subscriptions.get(id);
    if (sink === undefined) return false;
    this.#subscriptions.delete(id);
    sink.close();
    return true;
  }
  /** Runs when the connection closes. */
  onEnd(work: () => void): () => void {
    this.#onEnd.add(work);
    return () => void this.#onEnd.delete(work);
  }
  /** Ends everything. */
  close(): void {
    for (const id of [...this.#subscriptions.keys()]) this.end(id);
    for (const work of [...this.#onEnd]) work();
    this.#onEnd.clear();
  }
}

/** Where a subscription writes to. */
export class Sink {
  readonly id: string;
  readonly session: Session;
  readonly #notification: string;
  #held: unknown[] | undefined = [];
  #stop: (() => void) | undefined;
  #closed = false;

  constructor(id: string, notification: string, session: Session) {
    this.id = id;
    this.#notification = notification;
    this.session = session;
  }
  get closed(): boolean {
    return this.#closed;
  }
  send(result: unknown): void {
    if (this.#closed) return;
    if (this.#held !== undefined) this.#held.push(result);
    else
      this.session.send(
        JSON.stringify({ jsonrpc: "2.0", method: this.#notification, params: { subscription: this.id, result } }),
      );
  }
  /** The client knows the id now: what was held back goes out. */
  open(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const result of held) this.send(result);
  }
  /** What to run when the subscription ends. */
  set stop(stop: () => void) {
    if (this.#closed) stop();
    else this.#stop = stop;
  }
  /** Ends the subscription from this side. */
  finish(): void {
    this.session.end(this.id);
  }
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stop?.();
  }
}
