// The print button of a paper page.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
