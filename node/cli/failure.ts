// What a person did that can't be done: told in one line, with exit code 1.

import { PlainFailure } from "../plain_failure.ts";

export class CliFailure extends PlainFailure {
  override readonly name = "CliFailure";
}
