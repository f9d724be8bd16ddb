// What somebody should look at, the worst first, each with the way to it; nothing here: all is well.
import {element, keep, say} from "./dom.js";
import {missedToday} from "./panels.js";
import {isTroubled, meetingEnd} from "./timeline.js";
import {clock, timeWords, words} from "./words.js";

const MOST = 8;
const HEALTHY_POOL = new Set(["ours", "unmarked", "unsure", "marked"]);

const english = (text) => element("span", {lang: "en"}, text);
const title = (meeting) => element("bdi", {}, meeting.title || words("untitled"));

/** Each {key, look, words: what a list item says, go: where a press leads; null: nowhere}. */
export function troubles(service, open, filter) {
  const {status, lostSince, refused} = service;
  const meetings = [...service.meetings.values()], found = [];
  const add = (look, key, said, go = null) => found.push({look, key, said, go});
  const part = (id) => () => document.getElementById(id).focus();
  if (lostSince && !refused) {
    add("bad", "link", [words("lost", clock(lostSince))]);
  }
  for (const reason of status?.reasons ?? []) {
    add("bad", `reason ${reason}`, [words("notReadyFor"), english(reason)]);
  }
  if (status && !HEALTHY_POOL.has(status.pool.owner)) {
    add("bad", "pool", [english(`${status.pool.text}: ${status.pool.advice}`)]);
  }
  const refusal = status?.configuration.refused_at;
  if (refusal) {
    add("bad", "configuration", [words("configurationRefused", timeWords(Date.parse(refusal))), ...status.configuration.faults.flatMap((one) => [" – ", english(one)])]);
  }
  const waiting = meetings.filter((one) => one.state === "waiting");
  if (waiting.length > 0) {
    add("bad", "waiting", [words("waitFor", waiting.length), title(waiting[0])], waiting.length === 1 ? () => open(waiting[0].id) : () => filter("missedOnly"));
  }
  const lost = meetings.filter((one) => one.state !== "waiting" && isTroubled(one));
  if (lost.length > 0) {
    add("bad", "lost", [words("lostMeetings", lost.length), title(lost[0])], lost.length === 1 ? () => open(lost[0].id) : () => filter("missedOnly"));
  }
  for (const one of service.bridges.values()) {
    if (one.state === "down" || one.state === "degraded") {
      add(one.state === "down" ? "bad" : "warn", `bridge ${one.name}`, [words("bridgeIs", one.name, words(one.state)), english(one.reason_text)], part("bridges-part"));
    }
  }
  for (const one of meetings) {
    const absent = one.state === "active" ? one.participants.filter((leg) => leg.state === "failed").length : 0;
    if (absent > 0 && meetingEnd(one) > Date.now()) {
      add("warn", `people ${one.id}`, [words("notReached", absent), title(one)], () => open(one.id));
    }
  }
  const missed = missedToday(meetings);
  if (missed.length > 0) {
    add("warn", "missed", [words("missedCount", missed.length), title(missed[missed.length - 1])], missed.length === 1 ? () => open(missed[0].id) : () => filter("missedOnly"));
  }
  for (const one of service.calendars.values()) {
    if (["stale", "failed", "held", "unfinished"].includes(one.state)) {
      add("warn", `calendar ${one.name}`, [words("calendarIs", one.name, words(`calendar_${one.state}`)), one.last_error && " – ", one.last_error && english(one.last_error)], part("calendars-part"));
    } else if (one.refused_count > 0) {
      add("warn", `refused ${one.name}`, [words("calendarIs", one.name, words("refusedEvents", one.refused_count))], part("calendars-part"));
    }
  }
  if (status && status.spaces.contested > 0) {
    add("warn", "contested", [words("contestedSpaces", status.spaces.contested)]);
  }
  return found.sort((a, b) => (a.look === "bad" ? 0 : 1) - (b.look === "bad" ? 0 : 1));
}

export function attention(service, open, filter) {
  const all = troubles(service, open, filter);
  const rest = all.length - MOST;
  const shown = rest > 0 ? [...all.slice(0, MOST), {look: "quiet", key: "rest", said: [words("andMore", rest)], go: null}] : all;
  document.getElementById("attention").hidden = all.length === 0;
  keep(document.getElementById("troubles"), shown.map(({look, key, said, go}) => ({key, sign: `${look} ${said.map((one) => one?.textContent ?? one).join()}`, make: () =>
    element("li", {class: look}, go ? element("button", {type: "button", class: "link", "data-key": `trouble ${key}`, onclick: go}, said) : element("span", {}, said))})));
  say(document.getElementById("troubles-said"), service.status ? words("troublesSaid", all.length) : "");
  document.title = all.some((one) => one.look === "bad") ? `(${all.length}) cospaced` : "cospaced";
}
