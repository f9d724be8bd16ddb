// What the page says, in English and French, and how it writes times. A new word is one row.
import {say} from "./dom.js";

const WORDS = {
  skip: ["To the meetings", "Aller aux réunions"],
  token: ["Sign in", "S'identifier"],
  signOut: ["Sign out", "Se déconnecter"],
  language: ["Language", "Langue"],
  now: ["Now", "Maintenant"],
  timeline: ["Spaces over time", "Les espaces dans le temps"],
  earlier: ["Earlier", "Plus tôt"],
  later: ["Later", "Plus tard"],
  span: ["Shown time", "Durée affichée"],
  zone: ["Times in {0}.", "Heures de {0}."],
  chartWords: ["{0} meetings from {1} to {2}. The arrow keys go from one to the next; the table of meetings below says the same.",
    "{0} réunions de {1} à {2}. Les flèches vont de l'une à l'autre ; le tableau des réunions ci-dessous dit la même chose."],
  attention: ["Needs attention", "À regarder"],
  troublesSaid: ["Needs attention: {0}", "À regarder : {0}"],
  notReadyFor: ["Not ready: ", "Pas prêt : "],
  waitFor: ["Waiting for a space or a bridge: {0}, first ", "En attente d'un espace ou d'un pont : {0}, d'abord "],
  bridgeIs: ["Bridge {0} is {1}: ", "Pont {0} {1} : "],
  calendarIs: ["Calendar {0}: {1}", "Calendrier {0} : {1}"],
  lostMeetings: ["Running, but their bridge cannot be asked or was lost: {0}, first ", "En cours, mais leur pont ne répond pas ou a été perdu : {0}, d'abord "],
  notReached: ["Participants not reached: {0}, in ", "Participants non joints : {0}, dans "],
  missedCount: ["Missed today: {0}, last ", "Manquées aujourd'hui : {0}, la dernière "],
  contestedSpaces: ["Spaces that somebody else changes: {0}", "Espaces modifiés par un tiers : {0}"],
  andMore: ["and {0} more", "et {0} de plus"],
  search: ["Search", "Chercher"],
  found: ["Found: {0}", "Trouvées : {0}"],
  more: ["Show more ({0})", "Afficher la suite ({0})"],
  missedGroup: ["Missed", "Manquées"],
  runNow: ["Running now", "En cours"],
  invited: ["{0} invited", "invités : {0}"],
  spaceNumbers: ["Spaces {0}", "Espaces {0}"],
  lastError: ["Last error", "Dernière erreur"],
  heldBack: ["Held back: {0} of {1} bookings would be lost", "Retenu : {0} réservations sur {1} seraient perdues"],
  nextLook: ["Next look", "Prochaine lecture"],
  duplicates: ["In another calendar, too: {0}", "Aussi dans un autre calendrier : {0}"],
  keepIt: ["No", "Non"],
  endQuestion: ["End “{0}” now? All participants are disconnected.", "Terminer « {0} » maintenant ? Tous les participants sont déconnectés."],
  cancelQuestion: ["Cancel “{0}”? It will not start.", "Annuler « {0} » ? Elle ne démarrera pas."],
  hangQuestion: ["Hang up {0} and remove them from the meeting?", "Raccrocher {0} et retirer ce participant de la réunion ?"],
  working: ["Under way…", "En cours…"],
  tokenGone: ["The token is no longer accepted: signed out.", "Le jeton n'est plus accepté : session fermée."],
  hours: ["{0} hours", "{0} heures"],
  week: ["1 week", "1 semaine"],
  meetings: ["Meetings", "Réunions"],
  show: ["Show", "Afficher"],
  bridges: ["Bridges", "Ponts"],
  calendars: ["Calendars", "Calendriers"],
  use: ["Use of the pool", "Utilisation des espaces"],
  events: ["What happened last", "Derniers événements"],
  ready: ["ready", "prêt"],
  notReady: ["not ready", "pas prêt"],
  live: ["live", "en direct"],
  offline: ["no connection", "connexion perdue"],
  connecting: ["connecting…", "connexion…"],
  lost: ["no connection since {0}: what is shown may be old", "connexion perdue depuis {0} : l'affichage peut être ancien"],
  configurationRefused: ["the configuration was refused ({0}): an older one runs", "configuration refusée ({0}) : une plus ancienne est en service"],
  refused: ["not allowed to read: sign in with a token", "lecture refusée : identifiez-vous avec un jeton"],
  running: ["Running", "En cours"],
  waitingNow: ["Waiting", "En attente"],
  next: ["Next start", "Prochain début"],
  none: ["none", "aucun"],
  missedToday: ["Missed today", "Manquées aujourd'hui"],
  freeSpaces: ["Free spaces", "Espaces libres"],
  freeOf: ["{0} of {1}", "{0} sur {1}"],
  preferred: ["Bridge in use", "Pont utilisé"],
  space: ["Space", "Espace"],
  spaceNumber: ["Space {0}", "Espace {0}"],
  noSpaceYet: ["Not enough spaces", "Espaces insuffisants"],
  legend: ["Solid: has its space. Dashed: where it will be, if nothing changes. Red line: now.",
    "Trait plein : l'espace est attribué. Tirets : l'espace prévu si rien ne change. Ligne rouge : maintenant."],
  nothingHere: ["Nothing in this time.", "Rien dans cette période."],
  time: ["Time", "Horaire"],
  title: ["Title", "Titre"],
  untitled: ["(private)", "(privé)"],
  state: ["State", "État"],
  people: ["Participants", "Participants"],
  connectedOf: ["{0} of {1} connected", "{0} sur {1} connectés"],
  comes: ["now and to come", "en cours et à venir"],
  past: ["over", "terminées"],
  missedOnly: ["missed or in trouble", "manquées ou en difficulté"],
  all: ["all", "toutes"],
  why: ["Why", "Pourquoi"],
  when: ["When", "Quand"],
  endedAt: ["Ended at", "Terminée à"],
  join: ["To join", "Pour rejoindre"],
  calendar: ["Calendar", "Calendrier"],
  organizer: ["Organizer", "Organisateur"],
  bridge: ["Bridge", "Pont"],
  passcode: ["Passcode", "Code d'accès"],
  address: ["Address", "Adresse"],
  attempts: ["Calls", "Appels"],
  close: ["Close", "Fermer"],
  extend: ["Extend by 15 min", "Prolonger de 15 min"],
  end: ["End now", "Terminer"],
  cancel: ["Cancel it", "Annuler"],
  dial: ["Dial", "Appeler"],
  dialWhom: ["Address to dial", "Adresse à appeler"],
  hangUp: ["Hang up", "Raccrocher"],
  done: ["Done.", "Fait."],
  failed: ["Not done: {0}", "Échec : {0}"],
  since: ["Since", "Depuis"],
  advice: ["What to do", "Que faire"],
  load: ["Load", "Charge"],
  calls: ["Calls", "Appels en cours"],
  clock: ["Clock", "Horloge"],
  ahead: ["{0} s ahead", "en avance de {0} s"],
  behind: ["{0} s behind", "en retard de {0} s"],
  alarms: ["Alarms", "Alarmes"],
  isPreferred: ["preferred", "préféré"],
  lastSync: ["Read {0}", "Lu {0}"],
  neverRead: ["Never read", "Jamais lu"],
  bookings: ["bookings: {0}", "réservations : {0}"],
  refusedEvents: ["Refused events: {0}", "Événements refusés : {0}"],
  calendar_ok: ["up to date", "à jour"], calendar_held: ["held back", "retenu"], calendar_unfinished: ["unfinished", "inachevé"],
  calendar_stale: ["stale", "périmé"], calendar_failed: ["never read", "jamais lu"], calendar_new: ["not read yet", "pas encore lu"],
  nothingYet: ["Nothing yet.", "Rien pour l'instant."],
  noCalendars: ["No calendar yet. cospacectl import gives one, calendars: in the configuration names others.",
    "Aucun calendrier. cospacectl import en fournit un ; calendars: dans la configuration en nomme d'autres."],
  line: ["line {0}", "ligne {0}"],
  useDay: ["Spaces in use today, by hour (most at once)", "Espaces utilisés aujourd'hui, par heure (maximum simultané)"],
  useWeek: ["Spaces in use by day (most at once)", "Espaces utilisés par jour (maximum simultané)"],
  tokenWhat: ["A token lets this page extend, end, dial and hang up. cospacectl token makes one.",
    "Un jeton permet de prolonger, terminer, appeler et raccrocher. cospacectl token en crée un."],
  tokenLabel: ["Token", "Jeton"],
  signIn: ["Use it", "Utiliser"],
  became: ["{0} is {1}", "{0} : {1}"],
  inMinutes: ["in {0} min", "dans {0} min"],
  // States, as the API names them.
  scheduled: ["scheduled", "prévue"], starting: ["starting", "démarre"], active: ["running", "en cours"], waiting: ["waiting", "en attente"],
  ending: ["ending", "se termine"], ended: ["ended", "terminée"], missed: ["missed", "manquée"], cancelled: ["cancelled", "annulée"],
  pending: ["to be dialled", "à appeler"], dialing: ["being dialled", "appel en cours"], ringing: ["ringing", "sonne"], connected: ["connected", "connecté"],
  disconnected: ["left", "parti"], failed_leg: ["not reached", "non joint"], listed: ["listed only", "listé seulement"],
  up: ["up", "en service"], degraded: ["degraded", "dégradé"], down: ["down", "hors service"], unknown: ["unknown", "inconnu"],
  free: ["free", "libre"], missing: ["missing", "manquant"], in_use: ["in use", "occupé"], closing: ["closing", "fermeture"], contested: ["contested", "contesté"], leaving: ["leaving", "retiré"],
};

export const LANGUAGES = ["en", "fr"];
let at = Math.max(0, LANGUAGES.indexOf(localStorage.getItem("language") ?? navigator.language.slice(0, 2)));

export const language = () => LANGUAGES[at];
export function languageSet(name) {
  at = LANGUAGES.indexOf(name);
  localStorage.setItem("language", name);
}

/** The words of a key, with {0}, {1} filled in. An unknown key is said as it is: better than nothing. */
export function words(key, ...values) {
  const text = WORDS[key]?.[at] ?? key;
  return text.replace(/\{(\d)\}/g, (_, i) => values[i]);
}

/** "failed" of a participant is no state of a meeting. */
export const legWords = (state) => words(state === "failed" ? "failed_leg" : state);

// As the reader's own settings write it, if they are of this language.
const locale = () => navigator.languages.find((one) => one.startsWith(language())) ?? language();
const formats = new Map();
const format = (options) => (when) => {
  const key = locale() + JSON.stringify(options);
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(locale(), options));
  }
  return formats.get(key).format(when);
};
export const clock = format({hour: "2-digit", minute: "2-digit"});
export const hour = format({hour: "numeric"});
export const dayClock = format({weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit"});
export const dayName = format({weekday: "short", day: "numeric"});
export const dayLong = format({weekday: "long", day: "numeric", month: "long"});
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
export const exactTime = format({dateStyle: "full", timeStyle: "medium"});

/** "14:30", or with its day if that is not today. */
export const timeWords = (when) => (new Date(when).toDateString() === new Date().toDateString() ? clock(when) : dayClock(when));

/** "3 min ago", "in 2 hours". */
export function fromNow(when) {
  const seconds = (when - Date.now()) / 1000;
  const relative = new Intl.RelativeTimeFormat(locale(), {numeric: "auto", style: "short"});
  for (const [unit, length] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (Math.abs(seconds) >= length) {
      return relative.format(Math.round(seconds / length), unit);
    }
  }
  return relative.format(Math.round(seconds), "second");
}

/** The fixed words of the document: data-words is its text, data-label its accessible name. */
export function wordsPut() {
  document.documentElement.lang = language();
  for (const one of document.querySelectorAll("[data-words]")) {
    say(one, words(one.dataset.words));
  }
  for (const one of document.querySelectorAll("[data-label]")) {
    one.setAttribute("aria-label", words(one.dataset.label));
  }
}
