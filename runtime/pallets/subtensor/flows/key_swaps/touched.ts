// How many reads and writes a key swap counts, of which its weight afterwards is made.

import { dbReadsWrites, type Weight } from "../../../../primitives/weight.ts";

export interface Touched {
  reads: number;
  writes: number;
}
export function touch(touched: Touched, reads: number, writes: number): void {
  touched.reads += reads;
  touched.writes += writes;
}
export const weightOf = ({ reads, writes }: Touched): Weight => dbReadsWrites(reads, writes);
