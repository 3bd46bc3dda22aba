// <form data-draft="raise">: keeps what is typed on this device until it is sent, so that nothing is lost.
// Never kept: hidden fields, files, passwords. Sent: the landing page says <body> or any element data-draft-sent="raise".

const name = (form) => `draft:${form.dataset.draft}`;
const kept = (field) => field.name && !["hidden", "file", "password", "submit"].includes(field.type) && !field.hasAttribute("data-no-draft");

function save(form) {
  const values = {};
  for (const field of form.elements) {
    if (!kept(field)) continue;
    if (field.type === "radio" && !field.checked) continue;
    values[field.name] = field.type === "checkbox" ? field.checked : field.value;
  }
  try {
    localStorage.setItem(name(form), JSON.stringify({ at: Date.now(), values }));
  } catch { /* a full or closed store: the form still works */ }
}

function restore(form) {
  const draft = JSON.parse(localStorage.getItem(name(form)) ?? "null");
  if (!draft || Date.now() - draft.at > 7 * 24 * 3600 * 1000) return;
  let changed = false;
  for (const field of form.elements) {
    if (!kept(field) || !(field.name in draft.values)) continue;
    const value = draft.values[field.name];
    if (field.type === "radio") field.checked = field.value === value;
    else if (field.type === "checkbox") field.checked = value;
    else if (!field.value && value) { field.value = value; changed = true; }
  }
  const note = form.querySelector("[data-draft-note]");
  if (note && changed) note.hidden = false;
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  restore(form);
  form.addEventListener("input", () => save(form));
  form.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
    localStorage.removeItem(name(form));
    form.reset();
    form.querySelector("[data-draft-note]").hidden = true;
  });
}
for (const sent of document.querySelectorAll("[data-draft-sent]")) {
  localStorage.removeItem(`draft:${sent.dataset.draftSent}`);
}
