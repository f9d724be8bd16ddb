// The page: it reads, follows what happens, and draws; some times a second at most, and once in a while for the time that passes.
import {attention} from "./attention.js";
import {element, fill, say} from "./dom.js";
import {MeetingDialog} from "./meeting.js";
import * as panels from "./panels.js";
import {Service} from "./service.js";
import {meetingsTable} from "./table.js";
import {Timeline} from "./timeline.js";
import {use, useRange} from "./use.js";
import {language, languageSet, words, wordsPut} from "./words.js";

const REDRAW_MS = 10000, GAP_MS = 250;

const service = new Service();
const dialog = new MeetingDialog(service);
const open = (id) => dialog.open(id);
const timeline = new Timeline(service, open);

function filter(name) {
  const select = document.getElementById("filter");
  select.value = name;
  select.dispatchEvent(new Event("input"));
  select.focus();
}

function head() {
  const {status, lostSince, refused} = service;
  const ready = document.getElementById("ready");
  ready.hidden = !status;
  say(ready, words(status?.ready ? "ready" : "notReady"));
  ready.className = `pill ${status?.ready ? "good" : "bad"}`;
  const link = document.getElementById("link");
  say(link, service.tokenGone ? words("tokenGone") : refused ? words("refused") : words(lostSince ? "offline" : status ? "live" : "connecting"));
  link.className = `pill ${refused || lostSince || service.tokenGone ? "bad" : "quiet"}`;
  say(document.getElementById("token-button"), words(service.token ? "signOut" : "token"));
}

// What each part shows besides the words.
const PARTS = [head, () => attention(service, open, filter), () => panels.numbers(service), () => timeline.draw(), () => meetingsTable(service, open),
  () => panels.bridges(service), () => panels.calendars(service), () => use(service), () => panels.events(service), () => dialog.draw()];

function draw() {
  wordsPut();
  PARTS.forEach((part) => part());
}

// A part a frame: none of them is long, all together may be.
let due = 0, drawn = 0;
function drawSoon() {
  if (due === 0) {
    due = setTimeout(() => step(0), Math.max(0, drawn + GAP_MS - performance.now()));
  }
}

function step(part) {
  requestAnimationFrame(() => {
    if (part === 0) {
      wordsPut();
    }
    PARTS[part]();
    if (part + 1 < PARTS.length) {
      step(part + 1);
    } else {
      due = 0;
      drawn = performance.now();
      if (stale) {
        stale = false;
        drawSoon();
      }
    }
  });
}

// What comes while the parts are drawn is drawn after them.
let stale = false;
function changed() {
  stale = due !== 0;
  drawSoon();
}

function tokenAsk() {
  if (service.token) {
    service.token = null;
    return;
  }
  const box = document.getElementById("token");
  const input = element("input", {id: "token-input", type: "password", autocomplete: "off", required: true, "aria-describedby": "token-said"});
  const said = element("p", {id: "token-said", class: "bad", role: "alert"});
  fill(box, element("form", {onsubmit: async (event) => {
    event.preventDefault();
    try {
      await service.signIn(input.value.trim());
      box.close();
    } catch (error) {
      say(said, words("failed", error.message));
      input.setAttribute("aria-invalid", "true");
      input.focus();
    }
  }}, element("h2", {id: "token-title"}, words("token")), element("p", {}, words("tokenWhat")),
  element("label", {}, `${words("tokenLabel")} `, input), said,
  element("div", {class: "tools"}, element("button", {class: "main"}, words("signIn")),
    element("button", {type: "button", onclick: () => box.close()}, words("close")))));
  box.showModal();
}

const select = document.getElementById("language");
select.value = language();
select.addEventListener("change", () => {
  languageSet(select.value);
  draw();
});
for (const id of ["filter", "search"]) {
  document.getElementById(id).addEventListener("input", changed);
}
document.getElementById("more").addEventListener("click", changed);
document.getElementById("token-button").addEventListener("click", tokenAsk);
addEventListener("resize", changed);
service.addEventListener("change", changed);
setInterval(() => {
  service.refresh();
  changed();
}, REDRAW_MS);
draw();
service.show(...useRange());
service.show(...timeline.range);
service.follow();
