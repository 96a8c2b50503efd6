// The trie's door.
export { buildRoot } from "./build_root.ts";
export { type Cell, ELSEWHERE, type Place, type Plain, type StateVersion, TrieDefect } from "./node.ts";
export { emptyRoot } from "./node_encoding.ts";
export { orderedRoot } from "./ordered_root.ts";
export { countedPages, type Page, type Pages } from "./page.ts";
export { verifyProof } from "./proof.ts";
export { sortedRoot } from "./sorted_root.ts";
export { type Commit, type Mark, Trie } from "./trie.ts";
export { ValueCell } from "./value_cell.ts";
