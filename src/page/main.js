// The page: it reads, follows what happens, and draws; at most once a frame, and once in a while for the time that passes.
import {element, fill} from "./dom.js";
import {MeetingDialog} from "./meeting.js";
import * as panels from "./panels.js";
import {Service} from "./service.js";
import {Timeline} from "./timeline.js";
import {use, useRange} from "./use.js";
import {clock, language, languageSet, timeWords, words, wordsPut} from "./words.js";

const REDRAW_MS = 15000;

const service = new Service();
const dialog = new MeetingDialog(service);
const timeline = new Timeline(service, (id) => dialog.open(id));

function head() {
  const {status, lostSince, refused} = service;
  const ready = document.getElementById("ready");
  ready.hidden = !status;
  ready.textContent = words(status?.ready ? "ready" : "notReady");
  ready.className = `pill ${status?.ready ? "good" : "bad"}`;
  const link = document.getElementById("link");
  link.textContent = refused ? words("refused") : lostSince ? words("lost", clock(lostSince)) : words("live");
  link.className = `pill ${refused || lostSince ? "bad" : "quiet"}`;
  const reasons = document.getElementById("reasons");
  const refusal = status?.configuration.refused_at;
  reasons.hidden = !status || (status.reasons.length === 0 && !refusal);
  fill(reasons, [...(status?.reasons ?? []), ...(refusal ? status.configuration.faults : [])].map((one) => element("li", {lang: "en"}, one)),
    refusal ? element("li", {}, words("configurationRefused", timeWords(Date.parse(refusal)))) : null);
  document.getElementById("token-button").textContent = words(service.token ? "signOut" : "token");
}

function draw() {
  wordsPut();
  head();
  panels.numbers(service);
  timeline.draw();
  panels.meetingsTable(service, (id) => dialog.open(id));
  panels.bridges(service);
  panels.calendars(service);
  use(service);
  panels.events(service);
  if (dialog.dialog.open) {
    dialog.draw();
  }
}

let due = false;
function drawSoon() {
  if (!due) {
    due = true;
    requestAnimationFrame(() => {
      due = false;
      draw();
    });
  }
}

function tokenAsk() {
  if (service.token) {
    service.token = null;
    return;
  }
  const box = document.getElementById("token");
  const input = element("input", {type: "password", autocomplete: "off", required: true});
  fill(box, element("form", {onsubmit: (event) => {
    event.preventDefault();
    service.token = input.value.trim();
    box.close();
  }}, element("h2", {id: "token-title"}, words("token")), element("p", {}, words("tokenWhat")),
  element("label", {}, `${words("tokenLabel")} `, input),
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
document.getElementById("filter").addEventListener("change", draw);
document.getElementById("token-button").addEventListener("click", tokenAsk);
addEventListener("resize", drawSoon);
service.addEventListener("change", drawSoon);
setInterval(drawSoon, REDRAW_MS);
draw();
service.show(...useRange());
service.show(...timeline.range);
service.follow();
