// What the service knows, kept as it is now: read once, then followed by its events.

const KEPT_EVENTS = 60;
const PAGE = 1000, MOST_MEETINGS = 10000;
const RETRY_MS = 2000;
const SILENCE_MS = 45000; // three beats of the stream without a byte: a connection that died without a word

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
  #numbers = 0; // of events
  #touched = null; // the meetings that events brought while a list of them was on its way: newer than it
  #from = 0;
  #to = 0;
  tokenGone = false; // a token was taken, and is accepted no longer

  get token() {
    return sessionStorage.getItem("token");
  }

  set token(token) {
    token ? sessionStorage.setItem("token", token) : sessionStorage.removeItem("token");
    this.tokenGone = false;
    this.#changed();
    if (this.#to !== 0) {
      this.#attempt(() => this.#meetingsRead()); // who may operate sees passcodes, others do not
    }
  }

  /** Takes the token if the service does; else an Error. */
  async signIn(token) {
    await this.#ask("/v1/status", {headers: {Authorization: `Bearer ${token}`}});
    this.token = token;
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

  /** What changes without an event: the configuration, how ready it is. */
  refresh() {
    if (!this.lostSince) {
      this.#attempt(() => this.#statusSoon());
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
    const token = this.token;
    const headers = {...(token && {Authorization: `Bearer ${token}`}), ...options.headers};
    const answer = await fetch(path, {...options, headers, cache: "no-store"});
    if (answer.status === 401 && token && token === this.token && headers.Authorization === `Bearer ${token}`) {
      this.token = null;
      this.tokenGone = true;
    }
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
    this.#touched = new Set();
    const range = `from=${new Date(this.#from).toISOString()}&to=${new Date(this.#to).toISOString()}`;
    const meetings = await this.#list(`/v1/meetings?${range}`, "meetings", MOST_MEETINGS);
    const newer = new Set(this.#touched);
    this.#touched = null;
    const gone = [...this.meetings].filter(([id]) => newer.has(id));
    this.meetings = new Map(meetings.map((one) => [one.id, {...one, was: one.space ?? this.meetings.get(one.id)?.was}]));
    gone.forEach(([id, one]) => this.meetings.set(id, one));
    this.#told = new Map([...this.#told].filter(([, {meeting}]) => !meeting || this.meetings.has(meeting)));
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
    const silence = new AbortController();
    let watch = 0;
    const beat = () => {
      clearTimeout(watch);
      watch = setTimeout(() => silence.abort(), SILENCE_MS);
    };
    try {
      const answer = await this.#ask(`/v1/events?last=${KEPT_EVENTS}`, {signal: silence.signal, headers: this.#lastId === null ? {} : {"Last-Event-ID": this.#lastId}});
      this.#opened ||= Date.parse(answer.headers.get("Date"));
      beat();
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      await this.#read();
      let text = "";
      for (;;) {
        const {value, done} = await reader.read();
        beat();
        if (done) {
          break;
        }
        const parts = (text + value).split("\n\n");
        text = parts.pop();
        parts.forEach((part) => this.#take(part));
      }
    } finally {
      clearTimeout(watch);
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
    if (kind === "meeting") {
      this.#touched?.add(data.id);
    }
    if (data.deleted || (kind === "meeting" && !before && !this.#wants(data))) {
      map.delete(data[key]);
    } else {
      // Where a meeting was is worth knowing after it has given its space back.
      map.set(data[key], {...data, was: data.space ?? before?.was});
    }
    this.#note(kind, data, before?.state);
  }

  // A calendar of a year is not kept here: only what may be shown.
  #wants(meeting) {
    return Date.parse(meeting.start) < this.#to && Date.parse(meeting.end) > this.#from;
  }

  #putOther(kind, data) {
    const meeting = this.meetings.get(data.meeting);
    if (kind === "participant" && meeting) {
      this.#touched?.add(meeting.id);
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
    const known = this.#told.get(name)?.state ?? (at < this.#opened ? undefined : before); // what was read is newer than the past
    const meeting = kind === "meeting" ? data.id : kind === "participant" ? data.meeting : null;
    data.deleted || (meeting && !this.meetings.has(meeting)) ? this.#told.delete(name) : this.#told.set(name, {state: data.state, meeting});
    if (data.state && known !== data.state && kind !== "pool") {
      this.events.unshift({kind, data, at, number: this.#numbers++});
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
