// The page: takes files, pasted text and keys, and shows what holds. Nothing leaves the browser.
import { Refusal } from "./bytes.js";
import { keepForOffline } from "./offline.js";
import { check, fieldOf } from "./proof.js";
import { showEntry, showSteps, showWords } from "./show.js";

const form = document.querySelector("[data-verify]");
const field = (name) => form.querySelector(`[name="${name}"]`);
let pairs = [];

async function take(files) {
  for (const file of files) {
    const text = await file.text();
    if (text.startsWith("{")) pairs = pairsIn(text);
    else field("proof").value = text;
  }
  await verify();
}

// A file of words: { "words": { "text": ["salt", "what was written"], … } }
function pairsIn(text) {
  try {
    return Object.values(JSON.parse(text).words).map(([salt, words]) => ({ salt, words }));
  } catch {
    return [{ salt: "", words: text }];
  }
}

async function fit(entry, { salt, words }) {
  try {
    return { words, field: await fieldOf(entry, salt, words) };
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    return { words, field: "" };
  }
}

async function verify() {
  const found = await check(field("proof").value, field("keys").value);
  showSteps(found);
  showEntry(found.entry);
  const salt = field("salt").value.trim();
  const given = salt ? [...pairs, { salt, words: field("words").value }] : pairs;
  const fitting = found.entry ? await Promise.all(given.map((pair) => fit(found.entry, pair))) : [];
  showWords(fitting);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  verify();
});
form.querySelector("[type=file]").addEventListener("change", (event) => take(event.target.files));
form.addEventListener("dragover", (event) => event.preventDefault());
form.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  take(event.dataTransfer.files);
});
form.hidden = false;
if (field("proof").value) verify();
keepForOffline(form);
