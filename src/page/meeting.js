// One meeting in a dialog: how it is, why, who is in it; with a token also what can be done about it.
import {element, fact, fill, keep, say} from "./dom.js";
import {isOver} from "./timeline.js";
import {clock, dayClock, legWords, words} from "./words.js";

const EXTENSION_MIN = 15;
const REST_MS = 800; // after a press the next one counts only then: a double click is one

export class MeetingDialog {
  #id = null;
  #said = "";
  #busy = false;
  #from; // the key of what opened it: it gets the focus back

  constructor(service) {
    this.service = service;
    this.dialog = document.getElementById("meeting");
    this.sure = document.getElementById("sure");
    this.dialog.addEventListener("close", () => this.#closed());
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
  }

  open(id) {
    this.#id = id;
    this.#said = "";
    this.#from = document.activeElement?.dataset.key;
    this.draw();
    if (!this.dialog.open) {
      this.dialog.showModal();
      this.dialog.querySelector("h2").focus();
    }
  }

  #closed() {
    this.#id = null;
    this.sure.close();
    const back = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === this.#from);
    if (document.activeElement === document.body) {
      back?.focus();
    }
  }

  draw() {
    const meeting = this.service.meetings.get(this.#id);
    if (!meeting) {
      return this.dialog.close();
    }
    const may = Boolean(this.service.token), sign = JSON.stringify([words("title"), may, this.#busy, meeting]);
    const part = (key, make, its = sign) => ({key, sign: its, make});
    const parts = [part("title", () => element("h2", {id: "meeting-title", tabindex: -1}, element("bdi", {}, meeting.title || words("untitled"))), meeting.title),
      part("facts", () => this.#facts(meeting))];
    if (may && !isOver(meeting)) {
      parts.push(part("tools", () => this.#tools(meeting)));
    }
    if (meeting.participants.length > 0) {
      parts.push(part("people", () => this.#people(meeting, may && !isOver(meeting))));
    }
    if (may && meeting.state === "active") {
      parts.push(part("dial", () => this.#dial(), words("dial")));
    }
    keep(this.dialog, [...parts, part("said", () => element("p", {role: "status"}), ""),
      part("close", () => element("div", {class: "tools"}, element("button", {type: "button", "data-key": "close", onclick: () => this.dialog.close()}, words("close"))), words("close"))]);
    say(this.dialog.querySelector("p[role=status]"), this.#said);
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

  #people(meeting, act) {
    return element("div", {class: "wide"}, element("table", {},
      element("caption", {class: "unseen"}, words("people")),
      element("thead", {}, element("tr", {}, ["people", "state", "attempts", "why"].map((key) => element("th", {scope: "col"}, words(key))), act ? element("td") : null)),
      element("tbody", {}, meeting.participants.map((one) => this.#person(meeting, one, act)))));
  }

  #person(meeting, one, act) {
    const looks = {connected: "good", failed: "bad"}[one.state] ?? "quiet";
    const name = one.name || one.address;
    return element("tr", {}, element("th", {scope: "row"}, element("bdi", {}, name)),
      element("td", {class: looks}, legWords(one.state)),
      element("td", {}, one.attempts || "–"),
      element("td", {lang: "en"}, one.reason ?? ""),
      act ? element("td", {}, element("button", {type: "button", "data-key": `hang ${one.id}`, "aria-label": `${words("hangUp")}: ${name}`,
        onclick: () => this.#ask("hangUp", words("hangQuestion", name), "DELETE", `participants/${one.id}`)}, words("hangUp"))) : null);
  }

  #tools(meeting) {
    const title = meeting.title || words("untitled");
    const tool = (key, looks, onclick) => element("button", {type: "button", class: looks, "data-key": key, "aria-disabled": this.#busy ? "true" : null, onclick}, words(key));
    return element("div", {class: "tools"}, tool("extend", "main", () => this.#do("POST", "extend", {minutes: EXTENSION_MIN})),
      meeting.state === "active" ? tool("end", "danger", () => this.#ask("end", words("endQuestion", title), "POST", "end"))
        : tool("cancel", "danger", () => this.#ask("cancel", words("cancelQuestion", title), "DELETE", "")));
  }

  #dial() {
    const input = element("input", {type: "text", name: "address", required: true, autocomplete: "off", "data-key": "address"});
    return element("form", {class: "tools", onsubmit: async (event) => {
      event.preventDefault();
      if (await this.#do("POST", "participants", {address: input.value.trim(), name: ""})) {
        input.value = "";
      }
    }}, element("label", {}, `${words("dialWhom")} `, input), element("button", {"data-key": "dial"}, words("dial")));
  }

  // What cannot be taken back is asked about, elsewhere on the screen, and "no" has the focus.
  #ask(key, question, method, path) {
    const id = this.#id;
    fill(this.sure, element("h2", {id: "sure-title"}, question), element("div", {class: "tools"},
      element("button", {type: "button", autofocus: true, onclick: () => this.sure.close()}, words("keepIt")),
      element("button", {type: "button", class: "danger", onclick: (event) => {
        if (event.detail > 1) {
          return; // of the double click that asked
        }
        this.sure.close();
        if (id === this.#id) {
          this.#do(method, path);
        }
      }}, words(key))));
    this.sure.showModal();
  }

  /** True if it was done; what is pressed meanwhile and a moment longer is not. */
  async #do(method, path, body) {
    if (this.#busy) {
      return false;
    }
    const id = this.#id, rest = new Promise((resolve) => setTimeout(resolve, REST_MS));
    this.#busy = true;
    this.#say(id, words("working"));
    let done = true;
    try {
      await this.service.change(method, `/v1/meetings/${id}${path && `/${path}`}`, body);
      this.#say(id, words("done"));
    } catch (error) {
      done = false;
      this.#say(id, words("failed", error.message));
    }
    rest.then(() => {
      this.#busy = false;
      this.draw();
    });
    return done;
  }

  #say(id, said) {
    if (id === this.#id) {
      this.#said = said;
      this.draw();
    }
  }
}
