// The live chat: takes what changed from the server, and sends what the person does.
import { asPhoto, dropped, isPicture } from "./attaching.js";
import * as microphone from "./microphone.js";
import { clock, draw, make } from "./view.js";

const at = (id) => document.getElementById(id);
const person = new URLSearchParams(location.search).get("person") || "1";
const log = at("log");
const text = at("text");

const messages = new Map();
let context = null; // { kind: "reply" | "edit", id }
let commands = [];
let chosen = -1;
let told = null; // the last notice shown; the first one after opening is old news

const ANSWERED = 30000; // milliseconds in which what comes after an act is taken for its answer
let caused = 0; // until when what comes is the answer to what the person did; 0 once it was followed

async function post(path, body, form = false) {
  caused = performance.now() + ANSWERED;
  const options = form ? { body } : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  const answer = await fetch(`${path}?person=${person}`, { method: "POST", ...options }).catch(() => null);
  if (!answer || !answer.ok) notify(answer ? await answer.text() : "The page cannot reach the sandbox.");
  return Boolean(answer && answer.ok);
}

// What the person does ------------------------------------------------------------------------------

const acts = {
  say: (words) => post("say", { text: words }),
  press: (id, data) => post("press", { id, data }),
  reply: (message) => setContext({ kind: "reply", id: message.id }, "Reply", message.text || "File"),
  edit: (message) => {
    setContext({ kind: "edit", id: message.id }, "Edit", message.text);
    text.value = message.text;
    grow();
  },
  show: (id) => at(`m${id}`)?.scrollIntoView({ block: "center" }),
};

function setContext(next, title = "", words = "") {
  context = next;
  at("context").hidden = !next;
  at("context-title").textContent = title;
  at("context-text").textContent = words;
  at("send").setAttribute("aria-label", next?.kind === "edit" ? "Save" : "Send");
  at("send").querySelector("use").setAttribute("href", next?.kind === "edit" ? "#icon-done" : "#icon-send");
  grow();
  if (next) text.focus();
}

async function send() {
  const words = text.value;
  if (!words.trim()) return;
  const was = context;
  text.value = "";
  setContext(null);
  closeMenu();
  grow();
  const sent = was?.kind === "edit"
    ? await post("edit", { id: was.id, text: words })
    : await post("say", { text: words, reply_to: was?.id });
  if (!sent && !text.value) text.value = words;
  grow();
}

function sendFile(file, facts = {}) {
  const form = new FormData();
  form.append("file", file, file.name);
  const kind = file.type === "audio/ogg" ? "voice" : file.type.split("/")[0];
  for (const [name, value] of Object.entries({ as: kind, ...facts })) form.append(name, value);
  return post("send-file", form, true);
}

async function sendFiles(files) {
  const how = files.some(isPicture) ? await askHow(files) : "files";
  if (!how) return;
  for (const file of files) {
    const photo = how === "photos" && isPicture(file) ? await asPhoto(file) : null;
    const plays = /^(audio|video)\//.test(file.type);
    if (photo) await sendFile(new File([photo], "photo.jpg", { type: photo.type }), { as: "photo" });
    else await sendFile(file, plays ? { seconds: await microphone.length(file) } : {});
  }
}

// Telegram's apps ask this of pictures as well. Resolves with "files", "photos", or nothing: then none is sent.
// One after another: that a dialog was closed is told a moment later, and would count as the answer to the next.
let asked = Promise.resolve();
const askHow = (files) => (asked = asked.then(() => ask(files)));

function ask(files) {
  const pictures = files.filter(isPicture).length;
  const some = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const rest = files.length - pictures;
  at("how-title").textContent = `Send ${some(pictures, "picture")}${rest ? ` and ${some(rest, "other file")}` : ""}?`;
  const dialog = at("how");
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue), { once: true }));
}

// The microphone ------------------------------------------------------------------------------------

let recording = null; // what is being recorded, or was and is not sent yet
let ticking = 0;

async function startRecording() {
  at("record").disabled = true;
  try {
    recording = await microphone.record();
  } catch (error) {
    notify(microphone.reason(error), 12000);
    return;
  } finally {
    at("record").disabled = false;
  }
  closeMenu();
  showRecording(true);
  at("recording-state").textContent = "Recording.";
  tick();
  ticking = setInterval(tick, 250);
  at("recording-send").focus();
}

function showRecording(on) {
  at("recording").hidden = !on;
  at("recording").classList.remove("over");
  at("write").hidden = on;
}

const tick = () => set(at("recording-time"), clock(recording.seconds()));

async function stopRecording() {
  clearInterval(ticking);
  at("recording").classList.add("over");
  const sound = await recording.stop();
  tick();
  return sound;
}

function closeRecording() {
  recording = null;
  showRecording(false);
  text.focus();
}

async function sendRecording() {
  at("recording-send").disabled = true;
  const sound = await stopRecording();
  const seconds = Math.max(1, recording.seconds());
  const sent = await sendFile(new File([sound], "voice.oga", { type: sound.type }), { as: "voice", seconds });
  at("recording-send").disabled = false;
  if (sent) { closeRecording(); return; }
  at("recording-state").textContent = "Not sent yet. Send again, or throw it away.";
  at("recording-send").focus();
}

async function dropRecording() {
  if (at("recording-send").disabled) return; // it is on its way
  await stopRecording();
  closeRecording();
  notify("The recording is thrown away.");
}

// The commands --------------------------------------------------------------------------------------

function fitting() {
  const typed = text.value.startsWith("/") ? text.value.slice(1).toLowerCase() : "";
  return commands.filter((entry) => entry.command.startsWith(typed));
}

function openMenu() {
  const list = fitting();
  const menu = at("menu");
  menu.replaceChildren(...list.map((entry, index) => make("li",
    { role: "option", id: `command-${index}`, "aria-selected": String(index === chosen), onclick: () => useCommand(entry) },
    make("b", {}, `/${entry.command}`), make("span", {}, entry.description))));
  menu.hidden = list.length === 0;
  at("commands").setAttribute("aria-expanded", String(!menu.hidden));
  if (chosen >= 0 && !menu.hidden) text.setAttribute("aria-activedescendant", `command-${chosen}`);
  else text.removeAttribute("aria-activedescendant");
}

function closeMenu() {
  chosen = -1;
  at("menu").hidden = true;
  at("commands").setAttribute("aria-expanded", "false");
  text.removeAttribute("aria-activedescendant");
}

function useCommand(entry) {
  text.value = "";
  closeMenu();
  acts.say(`/${entry.command}`);
  text.focus();
}

// What the server says ------------------------------------------------------------------------------

function place(message) {
  const node = draw(message, person, acts);
  const old = at(`m${message.id}`);
  messages.set(message.id, message);
  if (old) {
    const held = old.contains(document.activeElement);
    old.replaceWith(node);
    if (held) (node.querySelector(".choice") || text).focus();
  } else log.append(node);
}

function show(news) {
  const box = at("scroll");
  const low = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  if (news.fresh) { log.replaceChildren(); messages.clear(); }
  const added = news.messages.filter((message) => !messages.has(message.id));
  for (const id of news.gone) { at(`m${id}`)?.remove(); messages.delete(id); }
  news.messages.forEach(place);
  showState(news);
  showWaiting(news.waiting);
  showNotice(news);
  commands = news.commands;
  at("commands").hidden = commands.length === 0;
  follow(news, added, low);
}

// The page goes to the foot where the person is there already, or where their own act is answered: the answer to an
// old button comes far below it. What comes unasked moves nobody who is reading further up.
function follow(news, added, low) {
  if (caused) caused = news.waiting.length || !news.running ? Infinity : Math.min(caused, performance.now() + ANSWERED);
  const asked = added.length && (performance.now() < caused || added.some((message) => message.own));
  if (!asked && !(low && news.messages.length)) return;
  at("scroll").scrollTop = at("scroll").scrollHeight;
  if (asked) caused = 0;
}

function lookElsewhere(event) {
  const keys = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "];
  if (event.type !== "keydown" || (event.target === at("scroll") && keys.includes(event.key))) caused = 0;
}

function showState(news) {
  const empty = messages.size === 0;
  at("name").textContent = news.bot.name;
  document.querySelector(".face").textContent = news.bot.name.slice(0, 1);
  at("about").textContent = news.bot.about || "Press Start to find out.";
  at("welcome").hidden = at("start").hidden = !empty;
  at("write").hidden = empty || Boolean(recording);
  set(at("state"), "bot");
  set(at("hint"), news.running ? "" : "The bot is not running. What you send waits here for it.");
  at("hint").hidden = news.running;
  at("inbox").hidden = !news.inbox;
}

function set(node, words) { // a live region speaks at each write, so write only what is new
  if (node.textContent !== words) node.textContent = words;
}

function showWaiting(waiting) {
  for (const node of log.querySelectorAll("[aria-busy]")) node.removeAttribute("aria-busy");
  for (const [id, data] of waiting) {
    for (const node of at(`m${id}`)?.querySelectorAll(".choice") || []) {
      if (node.dataset.data === data) node.setAttribute("aria-busy", "true");
    }
  }
}

function showNotice(news) {
  const id = news.notice?.id ?? "";
  if (told !== null && id !== told && news.notice?.text) {
    if (news.notice.alert) { at("alert-text").textContent = news.notice.text; at("alert").showModal(); }
    else notify(news.notice.text);
  }
  told = id;
}

let fading = 0;
function notify(words, milliseconds = 4000) {
  at("notice").hidden = false;
  at("notice").textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => { at("notice").hidden = true; }, milliseconds);
}

// The page ------------------------------------------------------------------------------------------

function grow() {
  // Where nothing is typed, the microphone stands in the place of Send.
  const idle = microphone.can && !text.value && context?.kind !== "edit";
  const held = document.activeElement === at("send");
  at("record").hidden = !idle;
  at("send").hidden = idle;
  if (idle && held) text.focus();
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

function move(step) {
  const count = fitting().length;
  chosen = (chosen + step + count) % count;
  openMenu();
}

function onKey(event) {
  const menu = !at("menu").hidden;
  const touch = matchMedia("(pointer: coarse)").matches;
  if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1);
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !touch) {
    event.preventDefault();
    if (menu && chosen >= 0) useCommand(fitting()[chosen]);
    else send();
  } else if (event.key === "ArrowUp" && !text.value) {
    const own = [...messages.values()].reverse().find((message) => message.own && message.text);
    if (own) { event.preventDefault(); acts.edit(own); }
  }
}

text.addEventListener("keydown", onKey);
text.addEventListener("input", () => {
  chosen = -1;
  grow();
  if (/^\/\w*$/.test(text.value)) openMenu();
  else closeMenu();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (recording) { dropRecording(); return; }
  if (context?.kind === "edit") text.value = "";
  closeMenu();
  setContext(null);
});
at("write").addEventListener("submit", (event) => { event.preventDefault(); send(); });
at("start").addEventListener("click", () => acts.say("/start"));
at("context-close").addEventListener("click", () => {
  if (context?.kind === "edit") text.value = "";
  setContext(null);
  text.focus();
});
at("commands").addEventListener("click", () => {
  if (!at("menu").hidden) { closeMenu(); return; }
  openMenu();
  text.focus();
});
at("record").addEventListener("click", startRecording);
at("recording-send").addEventListener("click", sendRecording);
at("recording-drop").addEventListener("click", dropRecording);
addEventListener("beforeunload", (event) => { if (recording) event.preventDefault(); });
at("attach").addEventListener("click", () => at("file").click());
at("file").addEventListener("change", () => {
  const files = [...at("file").files];
  at("file").value = "";
  sendFiles(files);
});
dropped(at("phone"), sendFiles);

for (const kind of ["wheel", "touchmove", "keydown"]) at("scroll").addEventListener(kind, lookElsewhere, { passive: true });

grow();

const live = new EventSource(`live?person=${person}`);
live.addEventListener("message", (event) => show(JSON.parse(event.data)));
live.addEventListener("error", () => {
  at("state").textContent = "Connecting…";
  set(at("hint"), "The sandbox does not answer. This page keeps trying.");
  at("hint").hidden = false;
});
