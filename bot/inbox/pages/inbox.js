// Saves a reload: says when something new has come, and counts marks and characters. The pages work without it.

const news = document.getElementById("news");
const limited = [...document.querySelectorAll("textarea[data-most]")];
const sentences = JSON.parse(document.body.dataset.sentences);
const plural = new Intl.PluralRules(document.documentElement.lang);
let mark = document.body.dataset.mark;
let touched = false;
let leaving = false; // a form is on its way: loading again would stop it

// A sentence about a number, in the form that the page's language has for it. The sentences come with the page.
function say(key, count) {
  const said = sentences[`script-${key}-${plural.select(count)}`] ?? sentences[`script-${key}-other`];
  return said.replace("#", count.toLocaleString("en-GB"));
}

function count() {
  const line = document.getElementById("marked");
  if (!line) return;
  const more = document.querySelectorAll(".mark input[value=no]:checked").length;
  const good = document.querySelectorAll(".mark input[value=yes]:checked").length;
  line.hidden = false;
  line.textContent = sentences["script-marked"].replace("MORE", say("more", more)).replace("GOOD", say("good", good));
}

// How many characters are left, once they run short. Nothing is cut: a text that is too long is not sent.
const left = (area) => Number(area.dataset.most) - [...area.value.trim()].length;

function countDown(area) {
  const rest = left(area);
  const line = area.nextElementSibling;
  line.hidden = rest > Math.min(300, Number(area.dataset.most) / 5);
  line.textContent = rest < 0 ? say("over", -rest) : say("left", rest);
  line.classList.toggle("over", rest < 0);
}

for (const area of limited) {
  const line = document.createElement("small");
  line.className = "left";
  line.setAttribute("role", "status");
  area.after(line);
  area.addEventListener("input", () => countDown(area));
  countDown(area);
}

function busy() { // what is being written or heard is not taken away
  return touched || [...document.querySelectorAll("audio, video")].some((player) => !player.paused);
}

async function look() {
  try {
    const answer = await fetch(document.body.dataset.look, { cache: "no-store" });
    const now = answer.ok ? await answer.text() : mark;
    if (now === mark || leaving) return;
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
  one.addEventListener("submit", (event) => {
    const over = limited.find((area) => left(area) < 0);
    if (over) {
      event.preventDefault();
      over.focus();
      return;
    }
    touched = false;
    leaving = true;
    for (const button of document.querySelectorAll("button[type=submit]")) button.setAttribute("aria-busy", "true");
  });
}
addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });
document.getElementById("wrong")?.querySelector("a")?.focus();
if (document.querySelector(".mark input:checked")) count();
setInterval(look, 1500);
