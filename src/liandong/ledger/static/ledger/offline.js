// Keeps this one page in the browser, so that it opens and checks without a network.
const KEPT = "verify-v1";

export async function keepForOffline(form) {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(form.dataset.worker, { scope: form.dataset.scope });
    const parts = performance.getEntriesByType("resource").map((part) => part.name);
    const own = parts.filter((part) => part.startsWith(`${location.origin}/static/`));
    const icons = Array.from(document.querySelectorAll("use"), (use) => use.href.baseVal.split("#")[0]);
    const addresses = [form.dataset.scope, ...own, ...icons].map((part) => new URL(part, location.href).href);
    const store = await caches.open(KEPT);
    await store.addAll([...new Set(addresses)]);
    document.querySelector("[data-offline]").hidden = false;
  } catch {
    // A private window keeps nothing. The page still checks as long as it is open.
  }
}
