// Saves a reload: says when something new is on the shelf, and counts the marks. The pages work without it.

const news = document.getElementById("news");
const form = document.getElementById("return");
let mark = document.body.dataset.mark;
let touched = false;

function count() {
  const line = document.getElementById("marked");
  if (!line) return;
  const more = document.querySelectorAll(".mark input[value=no]:checked").length;
  const good = document.querySelectorAll(".mark input[value=yes]:checked").length;
  line.hidden = false;
  line.textContent = `Marked so far: ${more} need${more === 1 ? "s" : ""} more, ${good} ${good === 1 ? "is" : "are"} enough.`;
}

function busy() { // what is being written or heard is not taken away
  return touched || [...document.querySelectorAll("audio, video")].some((player) => !player.paused);
}

async function look() {
  try {
    const answer = await fetch("/inbox/mark", { cache: "no-store" });
    const now = answer.ok ? await answer.text() : mark;
    if (now === mark) return;
    mark = now;
    if (busy()) news.hidden = false;
    else location.reload();
  } catch { // the inbox is not running; the next look may find it
  }
}

for (const field of document.querySelectorAll("form input, form textarea, .mark input, .mark textarea")) {
  field.addEventListener("input", () => { touched = true; count(); });
}
for (const one of document.forms) {
  one.addEventListener("submit", () => {
    touched = false;
    for (const button of document.querySelectorAll("button[type=submit]")) button.setAttribute("aria-busy", "true");
  });
}
addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });
document.getElementById("wrong")?.querySelector("a")?.focus();
if (form && document.querySelector(".mark input:checked")) count();
setInterval(look, 1500);
