// Keeps drafts while they are typed, inserts comments, shows who else is here, and the shortcuts. The pages work without.

const sentences = JSON.parse(document.body.dataset.sentences);
const place = location.pathname;
const form = document.getElementById("say");
const saved = document.getElementById("saved");
const draft = document.querySelector("[data-draft]")?.dataset.draft;

// Drafts

let waiting = null;
let sending = false;

function tell(key) {
  if (saved) saved.textContent = sentences[`script-${key}`];
}

async function keep() {
  waiting = null;
  if (sending) { later(); return; }
  sending = true;
  try {
    const fields = new URLSearchParams(new FormData(form));
    const answer = await fetch(draft, { method: "POST", body: fields });
    const said = answer.ok || answer.status === 409 ? await answer.json() : {};
    if (said.revision) form.elements.revision.value = said.revision;
    tell(answer.ok ? "saved" : answer.status === 409 ? "newer" : "not-saved");
  } catch {
    tell("not-saved");
  } finally {
    sending = false;
  }
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(keep, 400);
}

function contradict() {
  const line = document.getElementById("contradiction");
  if (line) line.hidden = !document.querySelector(".mark input[value=no]:checked") || !awarding();
}

// Words under "Award", or a badge, say that an award is meant.
function awarding() {
  return ["awarded-comment", "link", "credential"].some((id) => document.getElementById(id)?.value.trim());
}

if (form && draft) {
  for (const field of form.elements) field.addEventListener("input", () => { later(); contradict(); });
  form.addEventListener("submit", () => clearTimeout(waiting));
  // What is typed last must not be asked about when the page is left: it is kept.
  addEventListener("pagehide", () => {
    if (waiting) navigator.sendBeacon(draft, new URLSearchParams(new FormData(form)));
  });
  contradict();
}

// Comments

for (const bank of document.querySelectorAll(".bank")) bank.hidden = false;
for (const button of document.querySelectorAll(".insert")) {
  button.addEventListener("click", () => {
    const area = document.getElementById(button.dataset.into);
    area.value = [area.value.trim(), button.dataset.text].filter(Boolean).join("\n");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    button.closest("details").open = false;
    area.focus();
  });
}
for (const button of document.querySelectorAll(".keep")) {
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.from).value.trim();
    if (!text) return;
    const { badge, question, shared = "" } = button.dataset;
    const fields = { badge, question, shared, text, then: "/comments" };
    const answer = await fetch("/comments", { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
    tell(answer.type === "opaqueredirect" ? "kept-comment" : "not-saved");
  });
}

// Who else is here

const others = document.getElementById("others");
async function ask() {
  try {
    const answer = await fetch(`${place}/others`, { cache: "no-store" });
    if (!answer.ok) return;
    const line = await answer.text();
    if (line !== others.textContent) others.textContent = line;
    others.hidden = !line;
  } catch { // the next look may find it
  }
}
if (others) setInterval(ask, 5000);

// Shortcuts

const answers = [...document.querySelectorAll("article[id^='q-']")];
let current = -1;

function go(step) {
  if (!answers.length) return;
  answers[current]?.classList.remove("current");
  current = Math.min(Math.max(current + step, 0), answers.length - 1);
  const answer = answers[current];
  answer.classList.add("current");
  answer.tabIndex = -1;
  answer.focus({ preventScroll: true });
  answer.scrollIntoView({ block: "start" });
}

function here() {
  if (current < 0) go(1);
  return answers[current];
}

function mark(value) {
  const box = here()?.querySelector(`.mark input[value=${value}]`);
  if (!box) return;
  box.click();
  if (value === "no") box.closest(".mark").querySelector("textarea").focus();
}

const keys = {
  j: () => go(1),
  k: () => go(-1),
  e: () => mark("yes"),
  m: () => mark("no"),
  c: () => {
    const area = here()?.querySelector(".mark textarea");
    if (area?.checkVisibility()) area.focus();
  },
  i: () => {
    const bank = here()?.querySelector(".bank");
    if (bank?.checkVisibility()) { bank.open = true; (bank.querySelector(".insert") ?? bank.querySelector("summary")).focus(); }
  },
  d: () => {
    const target = document.querySelector("#decision .choice, #opinion input, #take-back, #held-decision .choice");
    target?.focus();
    target?.scrollIntoView({ block: "center" });
  },
  n: () => {
    const player = (answers[current] ?? document).querySelector("audio, video");
    if (player) { if (player.paused) player.play(); else player.pause(); }
  },
  q: () => location.assign("/"),
  "?": () => {
    const list = document.getElementById("keys");
    list.open = true;
    list.querySelector("summary").focus();
  },
};

if (document.body.dataset.shortcuts === "on" && document.getElementById("keys")) {
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("textarea, select, input:not([type=radio]):not([type=checkbox])");
    if (event.key === "Escape" && typing) { typing.blur(); here()?.focus(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}

for (const player of document.querySelectorAll("audio, video")) {
  const row = document.createElement("p");
  row.className = "row";
  for (const speed of [1, 1.25, 1.5, 2]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "choice";
    button.textContent = `${speed}×`;
    button.setAttribute("aria-pressed", String(speed === 1));
    button.addEventListener("click", () => {
      player.playbackRate = speed;
      for (const one of row.children) one.setAttribute("aria-pressed", String(one === button));
    });
    row.append(button);
  }
  player.after(row);
}
