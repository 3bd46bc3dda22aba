// What was found, in the words that the page brought along in its reader's language.
const words = JSON.parse(document.getElementById("verify-words").textContent);
// What keeps a browser from checking to the end says nothing against the proof.
const UNFINISHED = ["no_ed25519", "no_webcrypto", "no_key_given"];
const GROUND = { holds: "success", unknown: "warning", fails: "error" };

function put(parent, tag, text, name = "") {
  const node = document.createElement(tag);
  node.textContent = text;
  node.className = name;
  parent.append(node);
  return node;
}

const say = (code, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), words.steps[code] ?? code);

export function showSteps(found) {
  const box = document.querySelector("[data-result]");
  box.hidden = false;
  const unfinished = UNFINISHED.includes(found.steps.at(-1).code);
  const result = found.holds ? "holds" : unfinished ? "unknown" : "fails";
  box.dataset.result = result;
  box.querySelector("[data-verdict]").textContent = words[result];
  box.querySelector(".notice").className = `notice notice-${GROUND[result]}`;
  const list = box.querySelector("[data-steps]");
  list.replaceChildren();
  for (const { code, holds, ...values } of found.steps) {
    const line = put(list, "li", "");
    put(line, "span", holds ? words.yes : words.no, `pill ${holds ? "pill-good" : "pill-bad"}`);
    line.append(` ${say(code, values)}`);
  }
  if (found.holds) {
    put(list, "li", found.witnesses.length ? say("witnessed", { names: found.witnesses.join(", ") }) : say("no_witness"));
  }
}

export function showEntry(entry) {
  const box = document.querySelector("[data-entry]");
  box.hidden = !entry;
  if (!entry) return;
  const facts = box.querySelector("[data-facts]");
  facts.replaceChildren();
  const codes = Object.entries(entry.public ?? {}).map(([name, value]) => `${name}: ${value}`);
  const shown = {
    verb: `${words.said[entry.verb] ?? ""} (${entry.verb})`,
    at: new Date(entry.at).toLocaleString(document.documentElement.lang),
    subject: entry.subject,
    actor: entry.actor,
    place: entry.place ?? "–",
    public: codes.join(" · ") || "–",
  };
  for (const [name, value] of Object.entries(shown)) {
    put(facts, "dt", words.fields[name]);
    put(facts, "dd", value);
  }
  const seals = box.querySelector("[data-seals]");
  seals.replaceChildren();
  for (const [name, seal] of Object.entries(entry.commitments ?? {})) {
    const line = put(seals, "li", "");
    put(line, "b", name);
    put(line, "code", ` ${seal}`, "seal");
    line.dataset.seal = name;
  }
}

export function showWords(fitting) {
  const list = document.querySelector("[data-words]");
  list.replaceChildren();
  for (const { words: text, field } of fitting) {
    const line = put(list, "li", "");
    put(line, "span", field ? words.yes : words.no, `pill ${field ? "pill-good" : "pill-bad"}`);
    line.append(` ${field ? say("words_fit", { field }) : say("words_do_not_fit")}`);
    put(line, "blockquote", text, "words").lang = "zh-Hans";
  }
}
