// The lists of the page: numbers, meetings, bridges, calendars, events.
import {element, fact, fill} from "./dom.js";
import {isOver, isTroubled} from "./timeline.js";
import {clock, exactTime, fromNow, legWords, timeWords, words} from "./words.js";

const LOOKS = {up: "good", degraded: "warn", down: "bad", unknown: "quiet", active: "good", missed: "bad", waiting: "warn", connected: "good"};
const FILTERS = {
  comes: (meeting) => !isOver(meeting) || (meeting.state === "missed" && Date.parse(meeting.end) > Date.now()),
  missedOnly: (meeting) => meeting.state === "missed" || isTroubled(meeting),
  past: isOver,
  all: () => true,
};
const MOST_ROWS = 200;

const byStart = (a, b) => Date.parse(a.start) - Date.parse(b.start);
const looks = (state) => LOOKS[state] ?? "";
const pill = (state, said) => element("span", {class: `pill ${looks(state)}`}, said);
const when = (time) => element("time", {datetime: new Date(time).toISOString(), title: exactTime(time)}, fromNow(time));

export function numbers(service) {
  const {status} = service;
  if (!status) {
    return;
  }
  const meetings = [...service.meetings.values()];
  const midnight = new Date().setHours(0, 0, 0, 0);
  const next = meetings.filter((one) => one.state === "scheduled").sort(byStart)[0];
  const missed = meetings.filter((one) => one.state === "missed" && Date.parse(one.start) >= midnight && Date.parse(one.start) < midnight + 86400e3).length;
  const all = service.spaces.size;
  const rows = [
    ["running", status.meetings.active + status.meetings.starting, ""], ["waitingNow", status.meetings.waiting, status.meetings.waiting ? "warn" : ""],
    ["next", next ? `${timeWords(Date.parse(next.start))} ${next.title || words("untitled")}` : words("none"), ""],
    ["missedToday", missed, missed ? "bad" : ""], ["freeSpaces", words("freeOf", status.spaces.free, all), status.spaces.free === 0 ? "warn" : ""],
    ["preferred", status.preferred_bridge ?? words("none"), status.preferred_bridge ? "" : "bad"],
  ];
  fill(document.getElementById("numbers"), rows.map(([key, value, look]) => element("div", {},
    element("dt", {}, words(key)), element("dd", {class: look}, String(value)))));
}

export function meetingsTable(service, open) {
  const filter = document.getElementById("filter");
  const chosen = filter.value || "comes";
  fill(filter, Object.keys(FILTERS).map((key) => element("option", {value: key, selected: key === chosen}, words(key))));
  const shown = [...service.meetings.values()].filter(FILTERS[chosen]).sort(byStart).slice(0, MOST_ROWS);
  const head = element("thead", {}, element("tr", {}, ["time", "title", "space", "state", "people"].map((key) => element("th", {scope: "col"}, words(key)))));
  fill(document.getElementById("meetings"), head, element("tbody", {}, shown.length === 0
    ? element("tr", {}, element("td", {colspan: 5}, words("nothingHere"))) : shown.map((one) => meetingRow(one, open))));
}

function meetingRow(meeting, open) {
  const dialled = meeting.participants.filter((one) => one.state !== "listed");
  const connected = dialled.filter((one) => one.state === "connected").length;
  return element("tr", {}, element("td", {}, `${timeWords(Date.parse(meeting.start))}–${clock(Date.parse(meeting.end))}`),
    element("td", {}, element("button", {type: "button", "data-key": `row ${meeting.id}`, onclick: () => open(meeting.id)}, meeting.title || words("untitled"))),
    element("td", {}, meeting.space ? String(meeting.space.index) : "–"),
    element("td", {}, element("span", {class: isTroubled(meeting) ? "warn" : looks(meeting.state)}, words(meeting.state)), meeting.reason ? element("span", {lang: "en", class: "quiet"}, ` ${meeting.reason}`) : null),
    element("td", {}, dialled.length === 0 ? "–" : words("connectedOf", connected, dialled.length)));
}

export function bridges(service) {
  fill(document.getElementById("bridges"), [...service.bridges.values()].map((one) => {
    const skew = Math.round(Math.abs(one.skew_ms ?? 0) / 1000);
    const load = one.load !== null && one.load_limit ? element("meter", {min: 0, max: one.load_limit, value: one.load, high: one.load_limit * 0.8,
      "aria-label": words("load")}, `${one.load}`) : null;
    return element("article", {class: "card"},
      element("div", {class: "bar"}, element("h3", {}, one.name), pill(one.state, words(one.state))),
      one.preferred ? element("p", {class: "good"}, words("isPreferred")) : null,
      element("p", {lang: "en"}, one.reason_text),
      one.advice && one.advice !== "nothing" ? element("p", {}, `${words("advice")}: `, element("span", {lang: "en"}, one.advice)) : null,
      load,
      element("dl", {class: "facts"}, fact(words("calls"), String(one.calls)),
        fact(words("load"), one.load === null ? null : one.load_limit ? `${one.load} / ${one.load_limit}` : String(one.load)),
        fact(words("clock"), skew >= 1 ? words(one.skew_ms > 0 ? "ahead" : "behind", skew) : null),
        fact(words("alarms"), (one.alarms ?? []).join(", ")),
        fact(words("since"), when(Date.parse(one.since)))));
  }));
}

export function calendars(service) {
  const all = [...service.calendars.values()];
  fill(document.getElementById("calendars"), all.length === 0 ? element("p", {}, words("noCalendars")) : all.map((one) => {
    const refused = one.refused ?? [];
    return element("article", {class: "card"},
      element("div", {class: "bar"}, element("h3", {}, one.name), pill(one.state === "ok" ? "up" : "degraded", words(`calendar_${one.state}`))),
      element("p", {}, one.last_sync ? [words("lastSync", ""), when(Date.parse(one.last_sync))] : words("neverRead"),
        one.bookings === undefined ? null : ` · ${words("bookings", one.bookings)}`),
      one.last_error ? element("p", {class: "bad", lang: "en"}, one.last_error) : null,
      refused.length > 0 ? element("details", {}, element("summary", {"data-key": `refused ${one.name}`}, words("refusedEvents", refused.length)),
        element("ul", {}, refused.map((event) => element("li", {lang: "en"}, `${event.title ?? event.uid ?? ""}${event.when ? `, ${event.when}` : ""} ${event.line ? `(${words("line", event.line)})` : ""} ${event.why}`)))) : null);
  }));
}

export function events(service) {
  fill(document.getElementById("events"), service.events.length === 0 ? element("li", {}, words("nothingYet")) : service.events.map(({kind, data, at}) => {
    const name = kind === "meeting" ? data.title || words("untitled") : data.name || data.address || "";
    const state = kind === "participant" ? legWords(data.state) : words(data.state);
    return element("li", {}, element("time", {datetime: new Date(at).toISOString()}, clock(at)),
      element("span", {}, words("became", name, ""), element("span", {class: looks(data.state)}, state), data.reason && kind === "meeting" ? ` (${data.reason})` : ""));
  }));
}
