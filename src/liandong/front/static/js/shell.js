// What every page does: ask before what cannot be undone, send filters as they change, copy, keep the menu tidy.

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  if (form) form.requestSubmit();
});

document.addEventListener("click", async (event) => {
  const copier = event.target.closest("[data-copy]");
  if (copier) {
    await navigator.clipboard.writeText(copier.dataset.copy);
    copier.querySelector("[data-said]")?.replaceChildren(copier.dataset.copied ?? "✓");
  }
  const printer = event.target.closest("[data-print]");
  if (printer) window.print();
  for (const open of document.querySelectorAll("details.bar-more[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// <form data-confirm="dialog-id">: the dialog holds a <form method="dialog"> with a button value="yes".
document.addEventListener("submit", (event) => {
  const form = event.target;
  const dialog = document.getElementById(form.dataset.confirm ?? "");
  if (!dialog || form.dataset.sure) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  dialog.showModal();
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return;
    form.dataset.sure = "1";
    form.requestSubmit(event.submitter);
    delete form.dataset.sure;
  }, { once: true });
}, true);

// A second press of the same button does nothing while the first is on its way.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 8000);
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
