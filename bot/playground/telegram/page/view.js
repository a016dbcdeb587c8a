// Draws messages. Everything that anybody wrote becomes text nodes: no markup is ever read from a message.

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

const PLAIN = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre" };

function link(address, children) {
  // Only addresses that open a page, a mail or Telegram: a script in a link stays text.
  if (!/^(https?:|mailto:|tg:)/i.test(address)) return make("span", {}, ...children);
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function quote(children, folded) {
  const block = make("blockquote", { class: folded ? "folded" : null }, ...children);
  if (!folded) return block;
  const more = make("button", { type: "button", class: "unfold", "aria-expanded": "false" }, "Show all");
  more.addEventListener("click", () => {
    const now = block.classList.toggle("folded");
    more.setAttribute("aria-expanded", String(!now));
    more.textContent = now ? "Show all" : "Show less";
  });
  requestAnimationFrame(() => { more.hidden = block.scrollHeight <= block.clientHeight; });
  return make("span", {}, block, more);
}

function styled(entity, source, children, acts) {
  const kind = entity.type;
  if (PLAIN[kind]) return make(PLAIN[kind], {}, ...children);
  if (kind === "text_link") return link(entity.url, children);
  if (kind === "url") return link(/^[a-z]+:/i.test(source) ? source : `https://${source}`, children);
  if (kind === "email") return link(`mailto:${source}`, children);
  if (kind === "blockquote") return quote(children, false);
  if (kind === "expandable_blockquote") return quote(children, true);
  if (kind === "bot_command") {
    return make("button", { type: "button", class: "command", onclick: () => acts.say(source) }, ...children);
  }
  if (kind === "spoiler") {
    const cover = make("button", { type: "button", class: "spoiler", "aria-expanded": "false", "aria-label": "Hidden text" }, ...children);
    cover.addEventListener("click", () => { cover.setAttribute("aria-expanded", "true"); cover.removeAttribute("aria-label"); });
    return cover;
  }
  return make("span", {}, ...children);
}

// Quotes and code stand on lines of their own, so the line break beside them is not drawn a second time.
const BLOCKS = ["blockquote", "expandable_blockquote", "pre"];
const unbroken = (words, before, after) => words.replace(before ? /\n$/ : /$^/, "").replace(after ? /^\n/ : /$^/, "");

// Entities count UTF-16 units, and so do JavaScript strings. They come sorted, the outer one first.
export function formatted(text, entities, acts, from = 0, to = text.length) {
  const nodes = [];
  let at = from;
  let rest = entities;
  let block = false;
  while (rest.length) {
    const [entity, ...others] = rest;
    const end = Math.min(entity.offset + entity.length, to);
    const inner = others.filter((other) => other.offset < end);
    rest = others.filter((other) => other.offset >= end);
    if (entity.offset < at) continue;
    const next = BLOCKS.includes(entity.type);
    nodes.push(unbroken(text.slice(at, entity.offset), next, block));
    const children = formatted(text, inner, acts, entity.offset, end);
    nodes.push(styled(entity, text.slice(entity.offset, end), children, acts));
    at = end;
    block = next;
  }
  nodes.push(unbroken(text.slice(at, to), false, block));
  return nodes.filter((node) => node !== "");
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

const KINDS = { voice: "Voice note", video: "Video", video_note: "Round video", sticker: "Sticker", photo: "Photo" };
const OTHER = { location: "A place", contact: "A contact", forward_origin: "Forwarded" };

const PLAYED = { voice: "audio", audio: "audio", video: "video", video_note: "video" };

export const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function player(message, person) {
  const { kind, name } = message.file;
  if (!PLAYED[kind]) return null;
  return make(PLAYED[kind], {
    class: "player", controls: true, preload: "metadata", playsinline: kind !== "voice", "aria-label": KINDS[kind] || name,
    src: `play/${message.id}?person=${person}`,
    onerror: (event) => event.target.remove(), // what cannot be played can still be downloaded
  });
}

function file(message, person) {
  const { kind, name, size: bytes, seconds } = message.file;
  const title = make("b", {}, KINDS[kind] || name);
  const facts = make("small", {}, `${seconds ? `${clock(seconds)} · ` : ""}${size(bytes)} · Download`);
  const address = `file/${message.id}?person=${person}`;
  return make("a", { class: "file", href: address, download: name }, icon("file"), make("span", {}, title, facts));
}

function button(message, wire, acts) {
  return make("button", { type: "button", class: "choice", "data-data": wire.callback_data, onclick: () => acts.press(message.id, wire.callback_data) }, wire.text);
}

function tools(message, acts) {
  const row = make("span", { class: "tools" });
  row.append(make("button", { type: "button", class: "tool", "aria-label": "Reply to this message", onclick: () => acts.reply(message) }, icon("reply")));
  if (message.own && message.text && message.other !== "forward_origin") {
    row.append(make("button", { type: "button", class: "tool", "aria-label": "Edit this message", onclick: () => acts.edit(message) }, icon("edit")));
  }
  return row;
}

export function draw(message, person, acts) {
  const when = new Date(message.at * 1000);
  const time = make("time", { datetime: when.toISOString() }, when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  const bubble = make("div", { class: "bubble" },
    make("span", { class: "unseen" }, message.own ? "You: " : "Bot: "),
    message.reply ? make("button", { type: "button", class: "quote", "aria-label": `In reply to: ${message.reply.text}`, onclick: () => acts.show(message.reply.id) }, message.reply.text) : null,
    message.other ? make("small", {}, OTHER[message.other]) : null,
    message.file ? player(message, person) : null,
    message.file ? file(message, person) : null,
    make("div", { class: "body", dir: "auto" }, ...formatted(message.text, message.entities, acts)),
    make("p", { class: "meta" }, message.edited ? "edited" : null, time));
  const side = message.own ? "message own" : "message";
  const node = make("li", { class: message.buttons.length ? `${side} wide` : side, id: `m${message.id}` },
    make("div", { class: "row" }, bubble, tools(message, acts)));
  if (message.buttons.length) {
    const rows = message.buttons.map((row) => make("div", {}, ...row.map((wire) => button(message, wire, acts))));
    node.append(make("div", { class: "buttons", role: "group", "aria-label": "Choices" }, ...rows));
  }
  return node;
}
