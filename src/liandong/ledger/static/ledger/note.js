// Signed notes (c2sp.org/signed-note), checkpoints and the keys that verify them.
import { Refusal, base64, equal, hex, join, sha256, utf8 } from "./bytes.js";

const LOG = 1;
const WITNESS = 4;

export function parseNote(text) {
  const cut = text.lastIndexOf("\n\n");
  const lines = text.slice(cut + 2).split("\n");
  if (cut < 0 || lines.pop() !== "" || !lines.length || lines.length > 64) throw new Refusal("not_a_note");
  const signatures = lines.map((line) => {
    const found = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line);
    const data = found ? base64(found[2]) : [];
    if (data.length < 5) throw new Refusal("not_a_note");
    return { name: found[1], id: data.slice(0, 4), data: data.slice(4) };
  });
  return { text: text.slice(0, cut + 1), signatures };
}

export function parseCheckpoint(text) {
  const [origin, size, root] = text.split("\n");
  if (!origin || !/^(0|[1-9]\d{0,18})$/.test(size ?? "") || !root) throw new Refusal("not_a_note");
  return { origin, size: BigInt(size), root: base64(root) };
}

// One verifier key a line: name+id+base64(kind, key).
export async function parseKeys(text) {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  if (!lines.length) throw new Refusal("no_key_given");
  return Promise.all(lines.map(parseKey));
}

async function parseKey(line) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/.exec(line) ?? [];
  if (!name) throw new Refusal("not_a_key");
  const material = base64(encoded);
  const made = (await sha256(join(utf8(`${name}\n`), material))).slice(0, 4);
  if (material.length !== 33 || hex(made) !== id) throw new Refusal("not_a_key");
  return { name, id: made, kind: material[0], key: material.slice(1), line };
}

// The keys that signed this note. One that does not fit refuses the whole; none at all, too.
export async function signers(note, keys) {
  const found = [];
  for (const signature of note.signatures) {
    const known = keys.filter((key) => key.name === signature.name && equal(key.id, signature.id));
    for (const key of known) {
      if (!(await fits(note.text, signature.data, key))) throw new Refusal("bad_signature");
      found.push(key);
    }
  }
  return { logs: found.filter((key) => key.kind === LOG), witnesses: found.filter((key) => key.kind === WITNESS) };
}

async function fits(text, data, key) {
  if (key.kind === LOG) return ed25519(key.key, data, utf8(text));
  const seconds = new DataView(data.buffer, data.byteOffset).getBigUint64(0);
  return ed25519(key.key, data.slice(8), utf8(`cosignature/v1\ntime ${seconds}\n${text}`));
}

async function ed25519(raw, signature, message) {
  let key;
  try {
    key = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    throw new Refusal("no_ed25519");
  }
  return crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
}
