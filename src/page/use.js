// How much of the pool was and will be used: the most spaces at once, hour by hour of today and day by day around it.
import {element, fill} from "./dom.js";
import {meetingEnd} from "./timeline.js";
import {dayName, hour, words} from "./words.js";

const HOUR_MS = 3600e3;
const WIDTH = 420, HEIGHT = 130, FOOT = 18, LEFT = 24;
const USED = new Set(["scheduled", "starting", "active", "waiting", "ending", "ended"]);

/** The most meetings at one moment in [from, to). */
export function most(meetings, from, to) {
  const steps = [];
  for (const meeting of meetings) {
    const start = Math.max(from, Date.parse(meeting.start)), end = Math.min(to, meetingEnd(meeting));
    if (start < end && USED.has(meeting.state)) {
      steps.push([start, 1], [end, -1]);
    }
  }
  steps.sort((a, b) => a[0] - b[0] || a[1] - b[1]); // one that ends makes room for one that begins
  let now = 0, peak = 0;
  for (const [, step] of steps) {
    now += step;
    peak = Math.max(peak, now);
  }
  return peak;
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

/** The seven days from the day before yesterday on. */
export const useRange = () => {
  const first = new Date();
  first.setHours(0, 0, 0, 0);
  first.setDate(first.getDate() - 2);
  const last = new Date(first);
  last.setDate(last.getDate() + 7);
  return [first.getTime(), last.getTime()];
};

export function use(service) {
  const meetings = [...service.meetings.values()];
  const today = new Date();
  today.setHours(0, 0, 0, 0);
  const hours = Array.from({length: 24}, (_, i) => {
    const at = new Date(today).setHours(i);
    return {name: hour(at), value: most(meetings, at, at + HOUR_MS)};
  });
  const days = Array.from({length: 7}, (_, i) => {
    const at = new Date(useRange()[0]);
    at.setDate(at.getDate() + i);
    const next = new Date(at).setDate(at.getDate() + 1);
    return {name: dayName(at), value: most(meetings, at.getTime(), next)};
  });
  fill(document.getElementById("use"), plot(words("useDay"), hours, service.spaces.size), plot(words("useWeek"), days, service.spaces.size));
}
