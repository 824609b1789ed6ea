// Warns before the session ends, and sends no file when it has ended: the choice of a file cannot be given back by an answer. What was typed is kept by the answer itself, without script.
"use strict";
const session = document.getElementById("session");
if (session) {
  const [soon, ended] = session.children;
  const warnBefore = 300, again = 60;
  const hide = words => session.append(words);
  const show = (words, place) => place.prepend(words);
  const ask = async (address, options) => {
    const answer = await fetch(address, { cache: "no-store", ...options });
    return answer.ok ? (await answer.json()).seconds : 0;
  };
  let timer;
  const wait = seconds => {
    clearTimeout(timer);
    timer = setTimeout(look, seconds * 1000);
  };
  const tell = left => {
    if (left <= 0) {
      hide(soon);
      show(ended, document.querySelector("main"));
    } else if (left <= warnBefore) {
      hide(ended);
      soon.querySelector("[data-minutes]").textContent = Math.ceil(left / 60);
      show(soon, document.querySelector("main"));
      wait(Math.min(left + 1, again));
    } else {
      hide(soon);
      hide(ended);
      wait(left - warnBefore);
    }
  };
  const look = () => ask(session.dataset.time).then(tell, () => wait(again));
  soon.addEventListener("submit", event => {
    event.preventDefault();
    ask(soon.action, { method: "POST", body: new FormData(soon) }).then(left => {
      if (left <= 0) {
        tell(left);
        return;
      }
      hide(soon);
      wait(Math.max(left - warnBefore, again));
    }, () => wait(again));
  });
  document.addEventListener("submit", async event => {
    const form = event.target;
    if (form.dataset.asked || ![...form.querySelectorAll("input[type=file]")].some(field => field.files.length > 0)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // Where the network is broken, the form says so itself.
    if (await ask(session.dataset.time).catch(() => 1) <= 0) {
      hide(soon);
      show(ended, form);
      return;
    }
    hide(ended);
    form.dataset.asked = "1";
    form.requestSubmit(event.submitter);
    delete form.dataset.asked;
  }, true);
  // Ended between the question and the sending.
  document.addEventListener("session-ended", event => show(ended, event.target));
  document.addEventListener("visibilitychange", () => document.hidden || look());
  tell(Number(session.dataset.seconds));
}
