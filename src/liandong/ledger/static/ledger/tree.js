// The Merkle tree of RFC 6962: from an entry's bytes and its proof to the root.
import { Refusal, join, sha256 } from "./bytes.js";

export const leafHash = (entry) => sha256(join(Uint8Array.of(0), entry));

const nodeHash = (left, right) => sha256(join(Uint8Array.of(1), left, right));

// RFC 9162, section 2.1.3.2. `index` and `size` are BigInt, since a log may outgrow 2^32.
export async function rootOf(leaf, index, size, proof) {
  if (index >= size) throw new Refusal("not_included");
  let at = index;
  let last = size - 1n;
  let found = leaf;
  for (const sibling of proof) {
    if (last === 0n) throw new Refusal("not_included");
    if (at & 1n || at === last) {
      found = await nodeHash(sibling, found);
      while (!(at & 1n) && at) {
        at >>= 1n;
        last >>= 1n;
      }
    } else {
      found = await nodeHash(found, sibling);
    }
    at >>= 1n;
    last >>= 1n;
  }
  if (last !== 0n) throw new Refusal("not_included");
  return found;
}
