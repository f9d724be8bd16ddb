// The pool over time: a lane for each space, a bar for each meeting; what has no space yet stands where it will be.
import {element, fill, keep, say} from "./dom.js";
import {clock, dayName, hour, timeWords, words, zone} from "./words.js";

const HOUR_MS = 3600e3;
const OVER = new Set(["ended", "missed", "cancelled"]);
const OUT_OF_USE = new Set(["contested", "leaving", "missing"]);
const SPANS = [4, 12, 24, 168]; // hours
const NARROW = 640, LEAST_TEXT = 24; // pixels; a narrower bar has no room for words
const STEPS = 240; // of the shown time: it moves on by one of them, not by every moment
const FEW_LANES = 12, LEAST_FOLDED = 3; // of many lanes, those with nothing in them stand together

export const meetingStart = (meeting) => (meeting.from ??= Date.parse(meeting.start));
export const meetingEnd = (meeting) => (meeting.to ??= Date.parse(meeting.ended_at ?? meeting.end));
export const isOver = (meeting) => OVER.has(meeting.state);
// Waits, was lost, or is on a bridge that cannot be asked.
export const isTroubled = (meeting) => meeting.state === "waiting" || (Boolean(meeting.reason) && ["starting", "active"].includes(meeting.state));
export const byStart = (a, b) => meetingStart(a) - meetingStart(b);

/** Lanes by space index, and those for whom there will be none: the lowest free space for each, in order of start, as the service gives them. */
export function lanes(meetings, spaces, now) {
  const usable = [...spaces.keys()].sort((a, b) => a - b).filter((index) => !OUT_OF_USE.has(spaces.get(index).state));
  const found = new Map([...spaces.keys()].map((index) => [index, []]));
  const busyUntil = new Map();
  const waiting = [], left = [];
  for (const meeting of meetings) {
    const index = (meeting.space ?? meeting.was)?.index;
    if (found.has(index)) {
      found.get(index).push({meeting, planned: false});
      if (!isOver(meeting)) {
        busyUntil.set(index, Math.max(busyUntil.get(index) ?? 0, meetingEnd(meeting)));
      }
    } else if (!isOver(meeting)) {
      waiting.push(meeting);
    }
  }
  for (const meeting of waiting.sort(byStart)) {
    const index = usable.find((one) => (busyUntil.get(one) ?? 0) <= Math.max(now, meetingStart(meeting)));
    if (index === undefined) {
      left.push({meeting, planned: true});
    } else {
      found.get(index).push({meeting, planned: true});
      busyUntil.set(index, meetingEnd(meeting));
    }
  }
  return {found, left};
}

export class Timeline {
  span = Number(localStorage.getItem("span") ?? (innerWidth < NARROW ? 4 : 12));
  #offset = 0; // milliseconds from now
  #current; // the bar that the Tab key comes to

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
    const chart = document.getElementById("chart");
    chart.addEventListener("keydown", (event) => this.#key(event));
    chart.addEventListener("focusin", (event) => this.#stop(event.target.dataset.key));
  }

  get range() {
    const length = this.span * HOUR_MS;
    const from = Math.floor((Date.now() + this.#offset - length / 6) / (length / STEPS)) * (length / STEPS);
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

  // Of all bars the Tab key stops at one.
  #stop(key = this.#current) {
    const chart = document.getElementById("chart");
    const bars = [...chart.querySelectorAll("button")];
    const next = bars.find((bar) => bar.dataset.key === key) ?? bars.find((bar) => bar.classList.contains("now-on")) ?? bars[0];
    const last = chart.querySelector('button[tabindex="0"]');
    if (next && last !== next) {
      last?.setAttribute("tabindex", -1);
      next.setAttribute("tabindex", 0);
    }
    this.#current = next?.dataset.key;
  }

  draw() {
    const [from, to] = this.range;
    const place = (when) => (100 * (when - from)) / (to - from);
    const shown = ({meeting}) => meetingStart(meeting) < to && meetingEnd(meeting) > from;
    const {found, left} = lanes(this.service.meetings.values(), this.service.spaces, Date.now());
    const rows = this.#rows(found, shown);
    if (left.some(shown)) {
      rows.unshift({name: words("noSpaceYet"), short: "!", bars: left.filter(shown)});
    }
    const box = document.getElementById("lanes");
    keep(box, rows.map((row) => ({key: row.name, sign: row.name, make: () => this.#lane(row)})));
    const least = (100 * LEAST_TEXT) / box.offsetWidth;
    rows.forEach((row, i) => this.#bars(box.children[i].querySelector("ul"), row, place, least));
    fill(document.getElementById("hours"), this.#hours(from, to, place));
    const line = document.getElementById("now-line");
    const share = place(Date.now()) / 100;
    const name = document.querySelector("#lanes .name")?.offsetWidth ?? 0;
    line.style.left = `calc(${name}px + (100% - ${name}px) * ${share})`;
    line.hidden = share < 0 || share > 1;
    this.#stop();
    this.#words(from, to, rows.reduce((sum, row) => sum + row.bars.length, 0));
  }

  #words(from, to, count) {
    keep(document.getElementById("span"), SPANS.map((hours) => ({key: hours, sign: words("hours", hours), make: () =>
      element("option", {value: hours, selected: hours === this.span}, hours === 168 ? words("week") : words("hours", hours))})));
    say(document.getElementById("legend"), `${words("legend")} ${words("zone", zone())}`);
    say(document.getElementById("chart-words"), words("chartWords", count, timeWords(from), timeWords(to)));
  }

  #rows(found, shown) {
    const rows = [...found.keys()].sort((a, b) => a - b).map((index) => {
      const {state} = this.service.spaces.get(index);
      const odd = OUT_OF_USE.has(state) || state === "closing" ? ` (${words(state)})` : "";
      return {index, name: words("spaceNumber", index) + odd, short: String(index), odd, bars: found.get(index).filter(shown).sort((a, b) => byStart(a.meeting, b.meeting))};
    });
    return rows.length <= FEW_LANES ? rows : folded(rows);
  }

  #hours(from, to, place) {
    const step = this.span > 48 ? 24 : Math.max(1, this.span / (innerWidth < NARROW ? 4 : 12)); // hours between two marks
    const marks = [];
    const first = new Date(from);
    first.setMinutes(0, 0, 0);
    first.setHours(step === 24 ? 0 : first.getHours() - (first.getHours() % step));
    for (let at = first; at < to; at = nextMark(at, step)) {
      if (place(at) >= 1 && place(at) <= 99) {
        const mark = element("span", {}, step === 24 || at.getHours() === 0 ? dayName(at) : hour(at));
        mark.style.left = `${place(at)}%`;
        marks.push(mark);
      }
    }
    return marks;
  }

  #lane({name, short}) {
    return element("div", {class: "lane"}, element("div", {class: "name", "aria-hidden": "true", title: name}, innerWidth < NARROW ? short : name), element("ul"));
  }

  #bars(list, {name, bars}, place, least) {
    const label = bars.length === 0 ? `${name}: ${words("free")}` : name;
    if (list.getAttribute("aria-label") !== label) {
      list.setAttribute("aria-label", label);
    }
    keep(list, bars.map((bar) => {
      const {meeting} = bar, left = Math.max(0, place(meetingStart(meeting))).toFixed(2), right = Math.min(100, place(meetingEnd(meeting))).toFixed(2);
      return {key: meeting.id, sign: `${left} ${right} ${bar.planned} ${meeting.state} ${words(meeting.state)} ${meeting.start} ${meeting.end} ${meeting.title}`,
        make: () => this.#bar(bar, left, right, right - left > least)};
    }));
  }

  #bar({meeting, planned}, left, right, text) {
    const title = meeting.title || words("untitled");
    const looks = isOver(meeting) ? "over" : isTroubled(meeting) ? "trouble" : planned ? "planned" : "now-on";
    const said = `${title}, ${timeWords(meetingStart(meeting))}–${clock(meetingEnd(meeting))}`;
    const item = element("li", {}, element("button", {type: "button", class: looks, tabindex: -1, "data-key": meeting.id, title: said,
      "aria-label": `${said}, ${words(meeting.state)}`, onclick: () => this.open(meeting.id)}, text ? element("bdi", {}, title) : null));
    item.style.left = `${left}%`;
    item.style.width = `max(.6rem, ${right - left}%)`;
    return item;
  }
}

// By days as people count them, by hours as they pass: on the nights when the clocks change a day has 23 or 25.
function nextMark(at, step) {
  const next = new Date(at);
  if (step === 24) {
    next.setDate(next.getDate() + 1);
    return next;
  }
  do {
    next.setTime(next.getTime() + HOUR_MS);
  } while (next.getHours() % step !== 0);
  return next;
}

function folded(rows) {
  const result = [];
  for (let i = 0; i < rows.length;) {
    let end = i;
    while (end < rows.length && rows[end].bars.length === 0 && !rows[end].odd) {
      end++;
    }
    if (end - i >= LEAST_FOLDED) {
      const span = `${rows[i].index}–${rows[end - 1].index}`;
      result.push({name: words("spaceNumbers", span), short: span, bars: []});
      i = end;
    } else {
      result.push(rows[i++]);
    }
  }
  return result;
}
