// What the service knows, kept as it is now: read once, then followed by its events.

const KEPT_EVENTS = 60;
const PAGE = 1000, MOST_MEETINGS = 10000;
const RETRY_MS = 2000;

export class Service extends EventTarget {
  meetings = new Map();
  spaces = new Map();
  bridges = new Map();
  calendars = new Map();
  events = []; // {kind, data, at}, the newest first
  status = null;
  lostSince = null;
  refused = false;
  #lastId = null;
  #opened = 0; // by the service's clock
  #told = new Map(); // the state that was last heard of each object
  #from = 0;
  #to = 0;

  get token() {
    return sessionStorage.getItem("token");
  }

  set token(token) {
    token ? sessionStorage.setItem("token", token) : sessionStorage.removeItem("token");
    this.#changed();
  }

  /** The time whose meetings are wanted, in milliseconds; read from now on. */
  async show(from, to) {
    if (from >= this.#from && to <= this.#to) {
      return;
    }
    this.#from = Math.min(from, this.#from || from);
    this.#to = Math.max(to, this.#to);
    await this.#attempt(() => this.#meetingsRead());
  }

  /** Reads everything, then follows what happens; begins again by itself whenever the connection breaks. */
  async follow() {
    for (;;) {
      await this.#attempt(() => this.#listen());
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  /** Asks for a change. An Error with the service's words if it refuses. */
  async change(method, path, body) {
    const key = crypto.randomUUID();
    const answer = await this.#ask(path, {method, body: body && JSON.stringify(body),
      headers: {"Idempotency-Key": key, ...(body && {"Content-Type": "application/json"})}});
    return answer.json();
  }

  async #ask(path, options = {}) {
    const headers = {...options.headers, ...(this.token && {Authorization: `Bearer ${this.token}`})};
    const answer = await fetch(path, {...options, headers, cache: "no-store"});
    if (!answer.ok) {
      const problem = await answer.json().catch(() => ({}));
      const error = new Error(problem.detail ?? problem.title ?? `HTTP ${answer.status}`);
      error.status = answer.status;
      throw error;
    }
    return answer;
  }

  async #attempt(work) {
    try {
      await work();
    } catch (error) {
      this.refused = error.status === 401 || error.status === 403;
    }
  }

  async #list(path, name, most) {
    const all = [];
    let cursor = null;
    do {
      const page = await (await this.#ask(`${path}${path.includes("?") ? "&" : "?"}limit=${PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`)).json();
      all.push(...page[name]);
      cursor = page.next;
    } while (cursor !== null && all.length < most);
    return all;
  }

  async #meetingsRead() {
    const range = `from=${new Date(this.#from).toISOString()}&to=${new Date(this.#to).toISOString()}`;
    const meetings = await this.#list(`/v1/meetings?${range}`, "meetings", MOST_MEETINGS);
    this.meetings = new Map(meetings.map((one) => [one.id, one]));
    this.#changed();
  }

  async #statusRead() {
    this.status = await (await this.#ask("/v1/status")).json();
  }

  async #read() {
    await this.#statusRead();
    for (const [name, key] of [["spaces", "index"], ["bridges", "name"], ["calendars", "name"]]) {
      const all = await this.#list(`/v1/${name}`, name, Infinity);
      this[name] = new Map(all.map((one) => [one[key], one]));
    }
    await this.#meetingsRead();
    this.lostSince = null;
    this.refused = false;
    this.#changed();
  }

  // The stream is opened before all is read, so that nothing falls between. It begins with what happened last: of each meeting the newest event, which
  // is what was read, comes last.
  async #listen() {
    try {
      const answer = await this.#ask(`/v1/events?last=${KEPT_EVENTS}`, {headers: this.#lastId === null ? {} : {"Last-Event-ID": this.#lastId}});
      this.#opened ||= Date.parse(answer.headers.get("Date"));
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      await this.#read();
      let text = "";
      for (;;) {
        const {value, done} = await reader.read();
        if (done) {
          break;
        }
        const parts = (text + value).split("\n\n");
        text = parts.pop();
        parts.forEach((part) => this.#take(part));
      }
    } finally {
      this.lostSince ??= Date.now();
      this.#changed();
    }
  }

  #take(part) {
    const fields = {};
    for (const line of part.split("\n")) {
      const [, name, value] = line.match(/^([a-z]+): ?(.*)$/) ?? [];
      if (name) {
        fields[name] = fields[name] === undefined ? value : `${fields[name]}\n${value}`;
      }
    }
    this.#lastId = fields.id ?? this.#lastId;
    if (fields.data) {
      this.#put(fields.event, JSON.parse(fields.data));
    }
  }

  #put(kind, data) {
    const places = {meeting: [this.meetings, "id"], pool: [this.spaces, "index"], bridge: [this.bridges, "name"], calendar: [this.calendars, "name"]};
    if (!(kind in places)) {
      return this.#putOther(kind, data);
    }
    if (kind !== "meeting" && Date.parse(data.at) < this.#opened) {
      return this.#note(kind, data); // numbers in it may have changed since without an event
    }
    const [map, key] = places[kind];
    const before = map.get(data[key]);
    if (data.deleted) {
      map.delete(data[key]);
    } else {
      // Where a meeting was is worth knowing after it has given its space back.
      map.set(data[key], {...data, was: data.space ?? before?.was});
    }
    this.#note(kind, data, before?.state);
  }

  #putOther(kind, data) {
    const meeting = this.meetings.get(data.meeting);
    if (kind === "participant" && meeting) {
      const before = meeting.participants.find((one) => one.id === data.id);
      const others = meeting.participants.map((one) => (one === before ? data : one)).concat(before ? [] : [data]);
      this.meetings.set(meeting.id, {...meeting, participants: others.filter((one) => !one.deleted)});
      this.#note(kind, data, before?.state);
    } else if (kind !== "participant") {
      this.#attempt(() => this.#read()); // what was missed is read anew
    }
  }

  #note(kind, data, before) {
    const at = Date.parse(data.at), name = `${kind} ${data.id ?? data.name}`;
    const known = this.#told.get(name) ?? (at < this.#opened ? undefined : before); // what was read is newer than the past
    this.#told.set(name, data.state);
    if (data.state && known !== data.state && kind !== "pool") {
      this.events.unshift({kind, data, at});
      this.events.length = Math.min(this.events.length, KEPT_EVENTS);
    }
    this.#attempt(() => this.#statusSoon());
    this.#changed();
  }

  // Numbers of the whole service change with what happens: asked for once a second at most.
  #asking = false;
  async #statusSoon() {
    if (this.#asking) {
      return;
    }
    this.#asking = true;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    this.#asking = false;
    await this.#statusRead();
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
