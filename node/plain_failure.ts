// Failures that a person can do something about: told in one line, without a stack, with exit code 1.

export class PlainFailure extends Error {
  override readonly name: string = "PlainFailure";
}
