// How much of the pool was and will be used: the most spaces at once, hour by hour of today and day by day around it.
import {element, keep} from "./dom.js";
import {midnight} from "./panels.js";
import {meetingEnd, meetingStart} from "./timeline.js";
import {dayName, hour, words} from "./words.js";

const HOUR_MS = 3600e3;
const WIDTH = 420, HEIGHT = 130, FOOT = 18, LEFT = 24;
const USED = new Set(["scheduled", "starting", "active", "waiting", "ending", "ended"]);

/** The most meetings at one moment in each span between two neighbours of edges (milliseconds, ascending). */
export function most(meetings, edges) {
  const steps = [];
  for (const meeting of meetings) {
    const start = meetingStart(meeting), end = meetingEnd(meeting);
    if (start < end && USED.has(meeting.state) && end > edges[0] && start < edges.at(-1)) {
      steps.push([start, 1], [end, -1]);
    }
  }
  steps.sort((a, b) => a[0] - b[0] || a[1] - b[1]); // one that ends makes room for one that begins
  const peaks = [];
  let now = 0, i = 0;
  for (let span = 0; span + 1 < edges.length; span++) {
    while (i < steps.length && steps[i][0] <= edges[span]) {
      now += steps[i++][1];
    }
    let peak = now;
    while (i < steps.length && steps[i][0] < edges[span + 1]) {
      now += steps[i++][1];
      peak = Math.max(peak, now);
    }
    peaks.push(peak);
  }
  return peaks;
}

function plot(caption, columns, limit) {
  const top = Math.max(limit, 1, ...columns.map((one) => one.value));
  const height = (value) => ((HEIGHT - FOOT - 6) * value) / top;
  const wide = (WIDTH - LEFT) / columns.length;
  const base = HEIGHT - FOOT;
  const bars = columns.map((one, i) => element("g", {},
    element("rect", {class: "mass", x: LEFT + i * wide + 1, width: wide - 2, y: base - height(one.value), height: height(one.value)}, element("title", {}, `${one.name}: ${one.value}`)),
    i % Math.ceil(columns.length / 8) === 0 ? element("text", {x: LEFT + i * wide, y: HEIGHT - 4}, one.name) : null));
  const level = base - height(limit);
  const table = element("table", {class: "unseen"}, element("caption", {}, caption),
    columns.map((one) => element("tr", {}, element("th", {scope: "row"}, one.name), element("td", {}, String(one.value)))));
  return element("figure", {}, element("figcaption", {"aria-hidden": "true"}, caption),
    element("svg", {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true"}, element("line", {class: "rule", x1: LEFT, x2: WIDTH, y1: base, y2: base}),
      bars, element("line", {class: "limit", x1: LEFT, x2: WIDTH, y1: level, y2: level}), element("text", {x: 0, y: level + 4}, String(limit)), element("text", {x: 0, y: base}, "0")), table);
}

const DAYS_BEFORE = 2, DAYS = 7;

/** The seven days from the day before yesterday on. */
export const useRange = () => [midnight(-DAYS_BEFORE), midnight(DAYS - DAYS_BEFORE)];

// A day has 23, 24 or 25 hours.
function hoursOfToday() {
  const edges = [];
  for (let at = midnight(); at < midnight(1); at += HOUR_MS) {
    edges.push(at);
  }
  return [...edges, midnight(1)];
}

export function use(service) {
  const meetings = [...service.meetings.values()];
  const columns = (edges, name) => most(meetings, edges).map((value, i) => ({name: name(edges[i]), value}));
  const plots = [["useDay", columns(hoursOfToday(), hour)],
    ["useWeek", columns(Array.from({length: DAYS + 1}, (_, i) => midnight(i - DAYS_BEFORE)), dayName)]];
  keep(document.getElementById("use"), plots.map(([key, all]) => ({key, sign: `${words(key)} ${service.spaces.size} ${JSON.stringify(all)}`,
    make: () => plot(words(key), all, service.spaces.size)})));
}
