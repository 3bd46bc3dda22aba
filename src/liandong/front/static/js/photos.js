// Shows the chosen photos beside <input type="file" data-photos>, before they are sent.

function show(input) {
  let list = input.parentElement.querySelector(".photos");
  if (!list) {
    list = document.createElement("ul");
    list.className = "photos";
    input.after(list);
  }
  for (const old of list.querySelectorAll("img")) URL.revokeObjectURL(old.src);
  list.replaceChildren();
  for (const file of input.files) {
    if (!file.type.startsWith("image/")) continue;
    const item = document.createElement("li");
    const picture = document.createElement("img");
    picture.src = URL.createObjectURL(file);
    picture.alt = file.name;
    item.append(picture);
    list.append(item);
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches('input[type="file"][data-photos]')) show(event.target);
});
