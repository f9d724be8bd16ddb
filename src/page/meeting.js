// One meeting in a dialog: how it is, why, who is in it; with a token also what can be done about it.
import {element, fact, fill} from "./dom.js";
import {isOver} from "./timeline.js";
import {clock, dayClock, legWords, words} from "./words.js";

const EXTENSION_MIN = 15;

export class MeetingDialog {
  #id = null;
  #said = "";
  #sure = null; // what was asked once and waits for its second press

  constructor(service) {
    this.service = service;
    this.dialog = document.getElementById("meeting");
    this.dialog.addEventListener("close", () => { this.#id = null; });
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
  }

  open(id) {
    this.#id = id;
    this.#said = "";
    this.#sure = null;
    this.draw();
    this.dialog.showModal();
  }

  draw() {
    const meeting = this.service.meetings.get(this.#id);
    if (!meeting) {
      return this.dialog.close();
    }
    const address = this.dialog.querySelector("input")?.value ?? "";
    const title = element("h2", {id: "meeting-title", tabindex: -1}, meeting.title || words("untitled"));
    fill(this.dialog, title, this.#facts(meeting), this.#people(meeting), this.service.token ? this.#tools(meeting, address) : null,
      element("p", {role: "status"}, this.#said),
      element("div", {class: "tools"}, element("button", {type: "button", "data-key": "close", onclick: () => this.dialog.close()}, words("close"))));
  }

  #facts(meeting) {
    return element("dl", {class: "facts"},
      fact(words("when"), `${dayClock(Date.parse(meeting.start))} – ${clock(Date.parse(meeting.end))}`),
      fact(words("state"), words(meeting.state)),
      fact(words("endedAt"), meeting.ended_at && dayClock(Date.parse(meeting.ended_at))),
      fact(words("why"), meeting.reason && element("span", {lang: "en"}, meeting.reason)),
      fact(words("join"), meeting.space && `${meeting.space.uri} (${meeting.space.call_id})`),
      fact(words("passcode"), meeting.passcode),
      fact(words("bridge"), meeting.call?.bridge),
      fact(words("calendar"), meeting.calendar),
      fact(words("organizer"), meeting.organizer));
  }

  #people(meeting) {
    if (meeting.participants.length === 0) {
      return null;
    }
    const act = this.service.token && !isOver(meeting);
    return element("div", {class: "wide"}, element("table", {},
      element("caption", {class: "unseen"}, words("people")),
      element("thead", {}, element("tr", {}, ["people", "state", "attempts", "why"].map((key) => element("th", {scope: "col"}, words(key))), act ? element("td") : null)),
      element("tbody", {}, meeting.participants.map((one) => this.#person(meeting, one, act)))));
  }

  #person(meeting, one, act) {
    const looks = {connected: "good", failed: "bad"}[one.state] ?? "quiet";
    return element("tr", {}, element("th", {scope: "row"}, one.name || one.address),
      element("td", {class: looks}, legWords(one.state)),
      element("td", {}, one.attempts || "–"),
      element("td", {lang: "en"}, one.reason ?? ""),
      act ? element("td", {}, element("button", {type: "button", "data-key": `hang ${one.id}`,
        onclick: () => this.#twice(`hang ${one.id}`, "DELETE", `participants/${one.id}`)},
      this.#sure === `hang ${one.id}` ? words("sure") : words("hangUp"))) : null);
  }

  #tools(meeting, address) {
    if (isOver(meeting)) {
      return null;
    }
    const runs = meeting.state === "active";
    const tool = (key, looks, onclick) => element("button", {type: "button", class: looks, "data-key": key, onclick}, this.#sure === key ? words("sure") : words(key));
    const input = element("input", {type: "text", name: "address", required: true, autocomplete: "off", "data-key": "address", value: address});
    const form = element("form", {class: "tools", onsubmit: (event) => {
      event.preventDefault();
      const dialled = input.value.trim();
      input.value = "";
      this.#do("POST", "participants", {address: dialled, name: ""});
    }}, element("label", {}, `${words("dialWhom")} `, input), element("button", {"data-key": "dial"}, words("dial")));
    return [element("div", {class: "tools"},
      tool("extend", "main", () => this.#do("POST", "extend", {minutes: EXTENSION_MIN})),
      runs ? tool("end", "danger", () => this.#twice("end", "POST", "end")) : tool("cancel", "danger", () => this.#twice("cancel", "DELETE", ""))),
    runs ? form : null];
  }

  // What cannot be taken back is pressed twice.
  #twice(key, method, path) {
    if (this.#sure !== key) {
      this.#sure = key;
      return this.draw();
    }
    this.#sure = null;
    return this.#do(method, path);
  }

  async #do(method, path, body) {
    try {
      await this.service.change(method, `/v1/meetings/${this.#id}${path && `/${path}`}`, body);
      this.#said = words("done");
    } catch (error) {
      this.#said = words("failed", error.message);
    }
    if (this.#id !== null) {
      this.draw();
    }
  }
}
