// The table of meetings: what waits and runs first, then day by day; some at first, more if asked. Its roles are said, because on a small screen its
// rows are no longer laid out as a table.
import {element, keep, say} from "./dom.js";
import {looks} from "./panels.js";
import {byStart, isOver, isTroubled, meetingEnd, meetingStart} from "./timeline.js";
import {clock, dayLong, legWords, words} from "./words.js";

const FILTERS = {
  comes: (meeting) => !isOver(meeting) || (meeting.state === "missed" && meetingEnd(meeting) > Date.now()),
  missedOnly: (meeting) => meeting.state === "missed" || isTroubled(meeting),
  past: isOver,
  all: () => true,
};
const RUNS = new Set(["starting", "active", "ending"]);
const FIRST_ROWS = 20, MORE_ROWS = 100;
const COLUMNS = ["time", "title", "space", "state", "people"];

let most = FIRST_ROWS;
document.getElementById("more").addEventListener("click", () => { most += MORE_ROWS; });
for (const id of ["filter", "search"]) {
  document.getElementById(id).addEventListener("input", () => { most = FIRST_ROWS; });
}

function found(meeting, text) {
  const said = [meeting.title, meeting.organizer, meeting.space?.call_id, ...meeting.participants.flatMap((one) => [one.name, one.address])];
  return said.some((one) => one && one.toLocaleLowerCase().includes(text));
}

// Of what comes, those that need somebody or run stand before the days.
function group(meeting, chosen) {
  if (chosen === "comes" && meeting.state !== "scheduled") {
    return meeting.state === "waiting" ? [0, words("waitingNow")] : RUNS.has(meeting.state) ? [1, words("runNow")] : [2, words("missedGroup")];
  }
  const day = new Date(meetingStart(meeting)).setHours(0, 0, 0, 0);
  return [day, dayLong(day)];
}

export function meetingsTable(service, open) {
  const filter = document.getElementById("filter");
  keep(filter, Object.keys(FILTERS).map((key) => ({key, sign: words(key), make: () => element("option", {value: key, selected: key === (filter.value || "comes")}, words(key))})));
  const chosen = filter.value || "comes", text = document.getElementById("search").value.trim().toLocaleLowerCase();
  const back = chosen === "past" || chosen === "missedOnly" ? -1 : 1; // what was last comes first
  const all = [...service.meetings.values()].filter((one) => FILTERS[chosen](one) && (text === "" || found(one, text)))
    .map((meeting) => ({meeting, group: group(meeting, chosen)}))
    .sort((a, b) => back * (a.group[0] - b.group[0] || byStart(a.meeting, b.meeting)));
  const groups = new Map();
  for (const {meeting, group: [order, name]} of all.slice(0, most)) {
    groups.set(order, groups.get(order) ?? {name, meetings: []}).get(order).meetings.push(meeting);
  }
  groupsPut([...groups].map(([order, one]) => ({order, ...one})), open);
  const more = document.getElementById("more");
  more.hidden = all.length <= most;
  say(more, words("more", all.length - Math.min(most, all.length)));
  say(document.getElementById("found"), text === "" ? "" : words("found", all.length));
}

function groupsPut(groups, open) {
  const table = document.getElementById("meetings");
  const head = {key: "head", sign: words("title"), make: () => element("thead", {role: "rowgroup"}, element("tr", {role: "row"}, COLUMNS.map((key) => element("th", {role: "columnheader", scope: "col"}, words(key)))))};
  const empty = {key: "empty", sign: words("nothingHere"), make: () => element("tbody", {role: "rowgroup"}, element("tr", {role: "row"}, element("td", {role: "cell", colspan: COLUMNS.length}, words("nothingHere"))))};
  keep(table, [head, ...(groups.length === 0 ? [empty] : groups.map(({order}) => ({key: order, sign: "", make: () => element("tbody", {role: "rowgroup"})})))]);
  groups.forEach(({name, meetings}, i) => keep(table.tBodies[i], [
    {key: "name", sign: name, make: () => element("tr", {role: "row", class: "group"}, element("th", {role: "rowheader", scope: "rowgroup", colspan: COLUMNS.length}, name))},
    ...meetings.map((one) => ({key: one.id, sign: `${words("title")} ${one.start} ${one.end} ${one.title} ${one.state} ${one.reason} ${one.space?.index} ${one.participants.map((leg) => leg.state)}`,
      make: () => row(one, open)}))]));
}

function times(meeting) {
  const start = meetingStart(meeting), end = Date.parse(meeting.end);
  const days = Math.round((new Date(end).setHours(0, 0, 0, 0) - new Date(start).setHours(0, 0, 0, 0)) / 86400e3);
  return `${clock(start)}–${clock(end)}${days > 0 ? ` (+${days})` : ""}`;
}

function row(meeting, open) {
  return element("tr", {role: "row"}, element("td", {role: "cell", class: "times"}, element("time", {datetime: meeting.start}, times(meeting))),
    element("td", {role: "cell"}, element("button", {type: "button", "data-key": `row ${meeting.id}`, onclick: () => open(meeting.id)}, element("bdi", {}, meeting.title || words("untitled")))),
    element("td", {role: "cell"}, meeting.space ? String(meeting.space.index) : "–"),
    element("td", {role: "cell"}, element("span", {class: isTroubled(meeting) ? "warn" : looks(meeting.state)}, words(meeting.state)), meeting.reason ? element("span", {lang: "en", class: "quiet reason"}, ` ${meeting.reason}`) : null),
    element("td", {role: "cell"}, people(meeting)));
}

function people(meeting) {
  const dialled = meeting.participants.filter((one) => one.state !== "listed");
  const count = (state) => dialled.filter((one) => one.state === state).length;
  if (!RUNS.has(meeting.state) || dialled.length === 0) {
    return meeting.participants.length === 0 ? "–" : words("invited", meeting.participants.length);
  }
  return [words("connectedOf", count("connected"), dialled.length), count("failed") > 0 ? element("span", {class: "bad"}, `, ${count("failed")} ${legWords("failed")}`) : null];
}
