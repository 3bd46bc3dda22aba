// A tlog-proof file (c2sp.org/tlog-proof), step by step; each step says whether it holds.
import { Refusal, base64, equal, hex, join, sha256, unhex, utf8 } from "./bytes.js";
import { parseCheckpoint, parseKeys, parseNote, signers } from "./note.js";
import { leafHash, rootOf } from "./tree.js";

export function parseProof(given) {
  const text = given.replaceAll("\r\n", "\n");
  const cut = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(cut, 0)).split("\n");
  if (lines.shift() !== "c2sp.org/tlog-proof@v1") throw new Refusal("not_a_proof");
  const extra = lines[0]?.startsWith("extra ") ? base64(lines.shift().slice(6)) : null;
  const index = /^index (0|[1-9]\d{0,18})$/.exec(lines.shift() ?? "");
  const proof = lines.map(base64);
  if (!index || proof.length > 63 || proof.some((hash) => hash.length !== 32)) throw new Refusal("not_a_proof");
  if (!extra) throw new Refusal("no_entry");
  return { index: BigInt(index[1]), proof, extra, note: parseNote(text.slice(cut + 2)) };
}

function entryOf(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal("no_entry");
  }
}

// Returns { steps: [{ code, holds, ... }], entry }. Stops at the first step that does not hold.
export async function check(text, keys) {
  const steps = [];
  const found = { steps };
  const step = async (code, doing) => {
    try {
      steps.push({ code, holds: true, ...(await doing()) });
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      steps.push({ code: problem.message, holds: false });
      throw problem;
    }
  };
  let file, head;
  try {
    await step("read", () => {
      file = parseProof(text);
      head = parseCheckpoint(file.note.text);
      found.entry = entryOf(file.extra);
    });
    await step("included", async () => {
      const root = await rootOf(await leafHash(file.extra), file.index, head.size, file.proof);
      if (!equal(root, head.root)) throw new Refusal("not_included");
      return { place: String(file.index + 1n), size: String(head.size) };
    });
    await step("signed", async () => {
      const by = await signers(file.note, await parseKeys(keys));
      if (!by.logs.some((key) => key.name === head.origin)) throw new Refusal("not_signed");
      found.witnesses = by.witnesses.map((key) => key.name);
      return { name: head.origin };
    });
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
  }
  found.holds = steps.length === 3 && steps.every((one) => one.holds);
  return found;
}

// The name of the field that a text and its salt belong to, or "" when they are not what was sealed.
export async function fieldOf(entry, salt, text) {
  const made = hex(await sha256(join(utf8("liandong/v1\n"), unhex(salt.trim()), utf8(text))));
  return Object.keys(entry.commitments ?? {}).find((field) => entry.commitments[field] === made) ?? "";
}
