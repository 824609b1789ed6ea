// Sends a file with a bar that shows how far it has come, and takes a file that is dropped. Without script the form is sent as any other, and its answer is the same.
"use strict";
const formOf = event => event.target.closest?.("form[data-upload]");
for (const [name, isOver] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(name, event => {
    const form = formOf(event);
    if (!form) return;
    event.preventDefault();
    form.classList.toggle("over", isOver);
    if (name !== "drop" || event.dataTransfer.files.length === 0) return;
    const button = form.querySelector("button"), field = form.querySelector("input[type=file]");
    // What is on its way has its file.
    if (button.disabled) return;
    // The server takes one: which of them was meant is the clerk's to say, and none that was chosen before is.
    const isOne = event.dataTransfer.files.length === 1;
    form.querySelector("[data-words]").textContent = isOne ? "" : form.dataset.one;
    if (!isOne) {
      field.value = "";
      return;
    }
    field.files = event.dataTransfer.files;
    button.focus();
  });
}
document.addEventListener("submit", event => {
  const form = formOf(event);
  if (!form) return;
  event.preventDefault();
  const bar = form.querySelector("progress"), words = form.querySelector("[data-words]"), button = form.querySelector("button");
  const request = new XMLHttpRequest();
  // The form as it was, its file chosen, to be sent once more: its key makes both one batch.
  const stay = text => {
    words.textContent = text;
    bar.hidden = true;
    button.disabled = false;
  };
  button.disabled = true;
  bar.hidden = false;
  request.upload.addEventListener("progress", sent => {
    bar.max = sent.total;
    bar.value = sent.loaded;
    words.textContent = `${form.dataset.sending} ${Math.floor(sent.loaded / sent.total * 100)}%`;
  });
  request.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    words.textContent = form.dataset.reading;
  });
  request.addEventListener("load", () => {
    if (request.status < 400) {
      location.assign(request.responseURL);
      return;
    }
    if (request.status === 401) {
      stay("");
      form.dispatchEvent(new Event("session-ended", { bubbles: true }));
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html"), main = page.querySelector("main");
    if (!main) {
      // Not one of our pages: a proxy on the way has answered.
      stay((request.status === 413 ? form.dataset.large : form.dataset.foreign).replace("{status}", request.status));
      return;
    }
    document.title = page.title;
    document.querySelector("main").replaceWith(main);
    main.focus();
  });
  request.addEventListener("error", () => stay(form.dataset.broken));
  request.open("POST", form.action);
  request.send(new FormData(form));
});
