// Bytes: text, base64 as it must be written, hashes. A Refusal carries the code of a sentence.
export class Refusal extends Error {}

export const utf8 = (text) => new TextEncoder().encode(text);

export function base64(text) {
  try {
    const raw = atob(text);
    if (btoa(raw) !== text) throw new Refusal("not_base64");
    return Uint8Array.from(raw, (one) => one.charCodeAt(0));
  } catch {
    throw new Refusal("not_base64");
  }
}

export const hex = (data) => Array.from(data, (one) => one.toString(16).padStart(2, "0")).join("");

export function unhex(text) {
  if (!/^([0-9a-f]{2})+$/.test(text)) throw new Refusal("not_hex");
  return Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
}

export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const equal = (one, other) =>
  one.length === other.length && one.every((value, at) => value === other[at]);

export async function sha256(data) {
  if (!globalThis.crypto?.subtle) throw new Refusal("no_webcrypto");
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data));
}
