// The pool over time: a lane for each space, a bar for each meeting; what has no space yet stands where it will be.
import {element, fill} from "./dom.js";
import {clock, dayName, hour, timeWords, words} from "./words.js";

const HOUR_MS = 3600e3;
const OVER = new Set(["ended", "missed", "cancelled"]);
const SPANS = [4, 12, 24, 168]; // hours
const NARROW = 640; // pixels

export const meetingEnd = (meeting) => Date.parse(meeting.ended_at ?? meeting.end);
export const isOver = (meeting) => OVER.has(meeting.state);
// Waits, was lost, or is on a bridge that cannot be asked.
export const isTroubled = (meeting) => meeting.state === "waiting" || (Boolean(meeting.reason) && ["starting", "active"].includes(meeting.state));
const overlaps = (a, b) => Date.parse(a.start) < meetingEnd(b) && Date.parse(b.start) < meetingEnd(a);

/** Lanes by space index, and those for whom there will be none: the lowest free space for each, in order of start, as the service gives them. */
export function lanes(meetings, indexes) {
  const found = new Map(indexes.map((index) => [index, []]));
  const waiting = [];
  for (const meeting of meetings) {
    const index = (meeting.space ?? meeting.was)?.index;
    if (found.has(index)) {
      found.get(index).push({meeting, planned: false});
    } else if (!isOver(meeting)) {
      waiting.push(meeting);
    }
  }
  const left = [];
  for (const meeting of waiting.sort((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const index = indexes.find((one) => !found.get(one).some((bar) => overlaps(bar.meeting, meeting)));
    (index === undefined ? left : found.get(index)).push({meeting, planned: true});
  }
  return {found, left};
}

export class Timeline {
  span = Number(localStorage.getItem("span") ?? (innerWidth < NARROW ? 4 : 12));
  #offset = 0; // milliseconds from now

  constructor(service, open) {
    this.service = service;
    this.open = open;
    const select = document.getElementById("span");
    select.addEventListener("change", () => this.#shown(() => {
      this.span = Number(select.value);
      localStorage.setItem("span", this.span);
    }));
    document.getElementById("earlier").addEventListener("click", () => this.#move(-1));
    document.getElementById("later").addEventListener("click", () => this.#move(1));
    document.getElementById("to-now").addEventListener("click", () => this.#shown(() => { this.#offset = 0; }));
    document.getElementById("chart").addEventListener("keydown", (event) => this.#key(event));
  }

  get range() {
    const length = this.span * HOUR_MS;
    const from = Date.now() + this.#offset - length / 6;
    return [from, from + length];
  }

  #move(way) {
    this.#shown(() => { this.#offset += (way * this.span * HOUR_MS) / 2; });
  }

  #shown(change) {
    change();
    this.draw();
    this.service.show(...this.range);
  }

  // Left and right go from bar to bar of a lane, up and down from lane to lane, as in a grid.
  #key(event) {
    const bars = [...document.querySelectorAll("#chart .lane button")];
    const at = bars.indexOf(document.activeElement);
    const lane = document.activeElement.closest(".lane");
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    const jump = {ArrowDown: 1, ArrowUp: -1}[event.key];
    const other = step ? bars[at + step] : jump && bars[jump > 0 ? "find" : "findLast"]((bar) => bar.closest(".lane") !== lane && (bars.indexOf(bar) - at) * jump > 0);
    if (at >= 0 && other) {
      other.focus();
      event.preventDefault();
    }
  }

  draw() {
    const [from, to] = this.range;
    const place = (when) => (100 * (when - from)) / (to - from);
    const indexes = [...this.service.spaces.keys()].sort((a, b) => a - b);
    const {found, left} = lanes(this.service.meetings.values(), indexes);
    const rows = indexes.map((index) => this.#lane(words("spaceNumber", index), String(index), found.get(index), from, to, place));
    if (left.length > 0) {
      rows.push(this.#lane(words("noSpaceYet"), "!", left, from, to, place));
    }
    const line = element("div", {class: "now-line", "aria-hidden": "true"});
    fill(document.getElementById("chart"), this.#hours(from, to, place), rows, line);
    const name = document.querySelector("#chart .name")?.offsetWidth ?? 0;
    const share = place(Date.now()) / 100;
    line.style.left = `calc(${name}px + (100% - ${name}px) * ${share})`;
    line.hidden = share < 0 || share > 1;
    fill(document.getElementById("span"), SPANS.map((hours) => element("option", {value: hours, selected: hours === this.span},
      hours === 168 ? words("week") : words("hours", hours))));
    document.getElementById("legend").textContent = words("legend");
  }

  #hours(from, to, place) {
    const step = this.span > 48 ? 24 : Math.max(1, this.span / (innerWidth < NARROW ? 4 : 12)); // hours between two marks
    const marks = [];
    const first = new Date(from);
    first.setMinutes(0, 0, 0);
    first.setHours(step === 24 ? 0 : first.getHours() - (first.getHours() % step));
    for (const at = first; at < to; at.setHours(at.getHours() + step)) {
      if (place(at) >= 1 && place(at) <= 99) {
        const mark = element("span", {}, step === 24 || at.getHours() === 0 ? dayName(at) : hour(at));
        mark.style.left = `${place(at)}%`;
        marks.push(mark);
      }
    }
    return element("div", {class: "hours", "aria-hidden": "true"}, marks);
  }

  #lane(name, short, bars, from, to, place) {
    const shown = bars.filter(({meeting}) => Date.parse(meeting.start) < to && meetingEnd(meeting) > from)
      .sort((a, b) => Date.parse(a.meeting.start) - Date.parse(b.meeting.start));
    const list = element("ul", {"aria-label": `${name}${shown.length === 0 ? `: ${words("free")}` : ""}`}, shown.map((bar) => this.#bar(bar, place)));
    return element("div", {class: "lane"}, element("div", {class: "name", "aria-hidden": "true"}, innerWidth < NARROW ? short : name), list);
  }

  #bar({meeting, planned}, place) {
    const start = Date.parse(meeting.start), end = meetingEnd(meeting);
    const title = meeting.title || words("untitled");
    const looks = isOver(meeting) ? "over" : isTroubled(meeting) ? "trouble" : planned ? "planned" : "now-on";
    const button = element("button", {type: "button", class: looks, "data-key": meeting.id, title: `${title}, ${timeWords(start)}–${clock(end)}`,
      "aria-label": `${title}, ${timeWords(start)}–${clock(end)}, ${words(meeting.state)}`, onclick: () => this.open(meeting.id)}, title);
    const item = element("li", {}, button);
    item.style.left = `${Math.max(0, place(start))}%`;
    item.style.width = `max(.6rem, ${Math.min(100, place(end)) - Math.max(0, place(start))}%)`;
    return item;
  }
}
