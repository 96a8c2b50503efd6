// Errors as clients see them: code, message and, where the reference gives it, a text that says more. Codes of JSON-RPC 2.0,
// jsonrpsee and the node's own ranges.

export interface ErrorObject {
  readonly code: number;
  readonly message: string;
  readonly data?: string;
}

export class RpcFailure extends Error {
  override readonly name = "RpcFailure";
  readonly code: number;
  readonly data: string | undefined;
  constructor(code: number, message: string, data?: string) {
    super(message);
    this.code = code;
    this.data = data;
  }
  get object(): ErrorObject {
    const { code, message, data } = this;
    return data === undefined ? { code, message } : { code, message, data };
  }
}

export const parseError = (): RpcFailure => new RpcFailure(-32700, "Parse error");
export const invalidRequest = (): RpcFailure => new RpcFailure(-32600, "Invalid request");
export const methodNotFound = (): RpcFailure => new RpcFailure(-32601, "Method not found");
export const invalidParams = (why: string): RpcFailure => new RpcFailure(-32602, "Invalid params", why);
export const internalError = (): RpcFailure => new RpcFailure(-32603, "Internal error");
export const unsafeCalled = (): RpcFailure => new RpcFailure(-32601, "RPC call is unsafe to be called externally");
export const tooBig = (limit: number): RpcFailure =>
  new RpcFailure(-32007, "Request is too big", `Exceeded max limit of ${limit}`);
export const answerTooBig = (limit: number): RpcFailure =>
  new RpcFailure(-32008, "Response is too big", `Exceeded max limit of ${limit}`);
export const batchTooLong = (limit: number): RpcFailure =>
  new RpcFailure(-32010, "The batch request was too large", `Exceeded max limit of ${limit}`);
export const tooManySubscriptions = (limit: number): RpcFailure =>
  new RpcFailure(-32006, "Too many subscriptions on the connection", `Exceeded max limit of ${limit}`);
