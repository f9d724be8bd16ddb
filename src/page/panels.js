// The lists of the page: numbers, bridges, calendars, events.
import {element, fact, keep} from "./dom.js";
import {byStart, meetingStart} from "./timeline.js";
import {clock, exactTime, fromNow, legWords, timeWords, words} from "./words.js";

const LOOKS = {up: "good", degraded: "warn", down: "bad", unknown: "quiet", active: "good", missed: "bad", waiting: "warn", connected: "good",
  ok: "good", stale: "bad", held: "warn", unfinished: "warn"};

export const looks = (state) => LOOKS[state] ?? "";
const pill = (state, said) => element("span", {class: `pill ${looks(state)}`}, said);
const when = (time) => element("time", {datetime: new Date(time).toISOString(), title: exactTime(time)}, fromNow(time));

/** Midnight of today and of so many days later, as the reader's clock has it. */
export function midnight(days = 0) {
  const at = new Date();
  at.setHours(0, 0, 0, 0);
  return at.setDate(at.getDate() + days);
}

export const missedToday = (meetings) => meetings.filter((one) => one.state === "missed" && meetingStart(one) >= midnight() && meetingStart(one) < midnight(1));

export function numbers(service) {
  const {status} = service;
  if (!status) {
    return;
  }
  const meetings = [...service.meetings.values()];
  const next = meetings.filter((one) => one.state === "scheduled").sort(byStart)[0];
  const missed = missedToday(meetings).length;
  const rows = [
    ["running", status.meetings.active + status.meetings.starting + status.meetings.ending, ""], ["waitingNow", status.meetings.waiting, status.meetings.waiting ? "warn" : ""],
    ["next", next ? timeWords(meetingStart(next)) : words("none"), "", next && (next.title || words("untitled"))],
    ["missedToday", missed, missed ? "bad" : ""], ["freeSpaces", words("freeOf", status.spaces.free, service.spaces.size), status.spaces.free === 0 ? "warn" : ""],
    ["preferred", status.preferred_bridge ?? words("none"), status.preferred_bridge ? "" : "bad"],
  ];
  keep(document.getElementById("numbers"), rows.map(([key, value, look, more]) => ({key, sign: `${words(key)} ${value} ${look} ${more}`, make: () =>
    element("div", {}, element("dt", {}, words(key)), element("dd", {class: look}, String(value)), more ? element("dd", {class: "more", title: more}, element("bdi", {}, more)) : null)})));
}

// A card is made anew when what it says changes, and each minute for its times.
const cards = (parent, all, make) => keep(document.getElementById(parent), all.map((one) => ({key: one.name,
  sign: `${words("bridges")} ${Math.floor(Date.now() / 60000)} ${JSON.stringify(one)}`, make: () => make(one)})));

export function bridges(service) {
  cards("bridges", [...service.bridges.values()], (one) => {
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
        fact(words("since"), when(Date.parse(one.since)))),
      one.last_error ? element("p", {class: "quiet"}, `${words("lastError")} `, when(Date.parse(one.last_error_at)), ": ", element("span", {lang: "en"}, one.last_error)) : null);
  });
}

export function calendars(service) {
  const all = [...service.calendars.values()];
  keep(document.getElementById("no-calendars"), all.length === 0 ? [{key: "none", sign: words("noCalendars"), make: () => element("p", {}, words("noCalendars"))}] : []);
  cards("calendars", all, (one) => {
    const refused = one.refused ?? [], open = document.querySelector(`[data-refused="${CSS.escape(one.name)}"]`)?.open ?? false;
    return element("article", {class: "card"},
      element("div", {class: "bar"}, element("h3", {}, one.name), pill(one.state === "failed" ? "down" : one.state, words(`calendar_${one.state}`))),
      element("p", {}, one.last_success ? [words("lastSync", ""), when(Date.parse(one.last_success))] : words("neverRead"),
        one.bookings === undefined ? null : ` · ${words("bookings", one.bookings)}`),
      one.held ? element("p", {class: "warn"}, words("heldBack", one.held.lost, one.held.of)) : null,
      one.last_error ? element("p", {class: "bad", lang: "en"}, one.last_error) : null,
      one.source?.next_look && one.source.failures > 0 ? element("p", {class: "quiet"}, `${words("nextLook")} `, when(Date.parse(one.source.next_look))) : null,
      one.duplicate_count > 0 ? element("p", {class: "quiet"}, words("duplicates", one.duplicate_count)) : null,
      refused.length > 0 ? element("details", {open, "data-refused": one.name}, element("summary", {"data-key": `refused ${one.name}`}, words("refusedEvents", one.refused_count ?? refused.length)),
        element("ul", {}, refused.map((event) => element("li", {lang: "en"}, element("strong", {}, element("bdi", {}, event.title ?? event.uid ?? ""), event.when ? `, ${event.when}` : ""), ` ${event.line ? `(${words("line", event.line)})` : ""} ${event.why}`)))) : null);
  });
}

const eventName = (kind, data) => (kind === "meeting" ? data.title || words("untitled") : data.name || data.address || "");
const eventState = (kind, data) => (kind === "participant" ? legWords(data.state) : words(kind === "calendar" ? `calendar_${data.state}` : data.state));
const who = (cause) => (cause ? ` – ${cause.token ?? cause.name ?? cause.uid}` : "");

export function events(service) {
  const list = document.getElementById("events");
  const some = service.events.length > 0;
  keep(list, !some ? [{key: "none", sign: words("nothingYet"), make: () => element("li", {}, words("nothingYet"))}] : service.events.map(({kind, data, at, number}) => {
    const meeting = kind === "participant" ? service.meetings.get(data.meeting) : null;
    const place = meeting ? ` (${meeting.title || words("untitled")})` : data.reason && kind === "meeting" ? ` (${data.reason})` : "";
    return {key: number, sign: `${words("bridges")} ${place}`, make: () => element("li", {}, element("time", {datetime: new Date(at).toISOString(), title: exactTime(at)}, clock(at)),
      element("span", {}, element("bdi", {}, eventName(kind, data)), " ", element("span", {class: looks(data.state)}, words("became", "", eventState(kind, data)).trim()), element("bdi", {}, place), who(data.cause)))};
  }));
}
