// A person's way through the page: visit.mjs URL TOKEN BROWSER SHOTS. What must be done with the service is asked for on standard output.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {createInterface} from "node:readline/promises";
import {chromium} from "playwright-core";

const [url, token, browserPath, shots] = process.argv.slice(2);
const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const DEADLINE_MS = 20000;
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

const lines = createInterface({input: process.stdin})[Symbol.asyncIterator]();
async function ask(what) {
  console.log(`! ${what}`);
  await lines.next();
}

const browser = await chromium.launch({executablePath: browserPath, args: QUIET});
const faults = [];

async function open(options) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, locale: "en-GB", ...options});
  context.setDefaultTimeout(DEADLINE_MS);
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && !/ERR_CONNECTION|ERR_INCOMPLETE|401/.test(message.text()) && faults.push(message.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
      faults.push(`a foreign host: ${request.url()}`);
    }
  });
  await page.goto(url);
  await page.getByText("Board").first().waitFor();
  return page;
}

/** WCAG 2 A and AA, as axe sees them. */
async function assertAccessible(page) {
  await page.evaluate(AXE); // past the policy that keeps scripts out of the page
  const found = await page.evaluate(() => window.axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]}));
  assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`), []);
}

/** Of all bars the Tab key stops at one; what somebody reads or types in stays the same element while things happen. */
async function onePlaceInTheTimeline(page) {
  assert.equal(await page.locator('#chart button[tabindex="0"]').count(), 1, "one stop in the timeline");
}

async function theWorstFirst(page) {
  await page.locator("#attention", {hasText: "Missed today: 1"}).waitFor();
  await page.locator("#attention", {hasText: "Refused events: 1"}).waitFor();
  await page.getByLabel("Search").fill("sales");
  await page.locator("#found", {hasText: "Found: 1"}).waitFor();
  await page.getByLabel("Search").fill("");
}

async function noWiderThanTheScreen(page) {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page is wider than the screen");
}

async function seeWhatHappensNow(page) {
  const first = page.locator("#chart .lane").first();
  await first.getByRole("button", {name: /Board.*running/}).waitFor();
  await page.locator("#numbers", {hasText: "0 of 2"}).waitFor();
  await page.locator("#events", {hasText: "Board"}).waitFor(); // from before the page was opened
  await page.locator("#bridges", {hasText: "core1"}).getByText("in use").or(page.getByText("preferred")).first().waitFor();
  await page.locator("#bridges", {hasText: "core1"}).getByText(/^2$/).first().waitFor(); // calls, not as an event from before has them
  await page.locator("#calendars summary").click();
  await page.locator("#calendars").getByText(/NEVER|RRULE/).first().waitFor();
  await page.locator("#calendars summary + ul", {hasText: "Meeting"}).waitFor(); // by its title, as people know it
}

async function seeWhyOneWasMissed(page) {
  await page.locator("#filter").selectOption("missedOnly");
  await page.locator("#meetings").getByRole("button", {name: "Overbooked"}).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("missed").first().waitFor();
  await dialog.getByText(/space/).first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#filter").selectOption("comes");
}

async function useTheKeyboard(page) {
  const bar = page.locator("#chart .lane button").first();
  await bar.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), await bar.getAttribute("data-key"), "the focus was lost");
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await page.evaluate(() => document.activeElement.dataset.key), await bar.getAttribute("data-key"), "no way to the next lane");
}

async function readOnlyWithoutToken(page) {
  await page.locator("#chart .lane button").first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("connected").first().waitFor();
  assert.equal(await dialog.getByRole("button").count(), 1, "more than Close without a token");
  assert.equal(await dialog.getByText("4711").count(), 0, "the passcode is shown without a token");
  await page.keyboard.press("Escape");
  const answer = await page.evaluate(async () => (await fetch("/v1/meetings", {method: "POST", body: "{}"})).status);
  assert.equal(answer, 401);
}

async function titlesAreText(page) {
  await ask("markup");
  await page.locator("#meetings").getByText("<img src=x").waitFor();
  assert.equal(await page.locator("img").count(), 0, "a title became markup");
}

async function extendAndEnd(page) {
  await page.getByRole("button", {name: "Sign in"}).click();
  await page.getByLabel("Token").fill("cospaced_wrong");
  await page.getByRole("button", {name: "Use it"}).click();
  await page.locator("#token-said", {hasText: "not known"}).waitFor();
  await assertAccessible(page);
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", {name: "Use it"}).click();
  await page.locator("#chart").getByRole("button", {name: /^Board/}).click();
  const dialog = page.getByRole("dialog");
  const when = dialog.locator("dd").first();
  const before = await when.textContent();
  const asked = [];
  page.on("request", (request) => request.url().endsWith("/extend") && asked.push(request.url()));
  await dialog.getByRole("button", {name: "Extend by 15 min"}).dblclick();
  await dialog.getByText("Done.").waitFor();
  await page.waitForFunction((text) => document.querySelector("#meeting dd").textContent !== text, before);
  assert.equal(asked.length, 1, "a double click extended twice");
  await page.waitForFunction(() => !document.querySelector("#meeting [data-key=extend]").hasAttribute("aria-disabled"));
  await dialog.getByLabel("Address to dial").fill("late@example.com");
  await dialog.getByRole("button", {name: "Dial"}).click();
  const late = dialog.getByRole("row", {name: /late@example.com/});
  await late.getByText("connected").waitFor();
  await page.screenshot({path: join(shots, "page-meeting.png")});
  const sure = page.locator("#sure");
  await late.getByRole("button", {name: "Hang up"}).dblclick(); // the second press asks nothing and does nothing
  await sure.getByRole("button", {name: "Hang up"}).click();
  await late.waitFor({state: "detached"});
  await page.waitForFunction(() => !document.querySelector("#meeting [data-key=end]").hasAttribute("aria-disabled"));
  await dialog.getByRole("button", {name: "End now"}).dblclick();
  assert.ok(await sure.isVisible(), "a double click ended a meeting");
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await dialog.locator("dd", {hasText: "running"}).waitFor();
  await dialog.getByRole("button", {name: "End now"}).click();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "No", "the safe answer has the focus");
  await sure.getByRole("button", {name: "End now"}).click();
  await dialog.locator("dd", {hasText: "ended"}).first().waitFor();
  await page.keyboard.press("Escape");
}

async function seeARefusedConfiguration(page) {
  await ask("refuse");
  await page.locator("#attention", {hasText: "configuration was refused"}).waitFor();
  await ask("accept");
  await page.locator("#attention", {hasText: "configuration was refused"}).waitFor({state: "detached"});
}

async function followWhatHappens(page) {
  await ask("book");
  await page.locator("#meetings").getByRole("button", {name: "Just booked"}).waitFor();
  await ask("kill");
  await page.getByText(/no connection since/).waitFor();
  await ask("start");
  await page.getByText("live", {exact: true}).waitFor();
}

const page = await open({});
await seeWhatHappensNow(page);
await page.screenshot({path: join(shots, "page-light.png"), fullPage: true});
await assertAccessible(page);
await theWorstFirst(page);
await onePlaceInTheTimeline(page);
await seeWhyOneWasMissed(page);
await useTheKeyboard(page);
await readOnlyWithoutToken(page);
console.log("read by eye and keyboard, without a token");

const dark = await open({colorScheme: "dark", locale: "fr-FR"});
await dark.getByRole("heading", {name: "Réunions"}).waitFor();
assert.equal(await dark.locator("html").getAttribute("lang"), "fr");
await assertAccessible(dark);
await dark.screenshot({path: join(shots, "page-dark.png"), fullPage: true});
await dark.getByLabel("Langue").selectOption("en");
await dark.getByRole("heading", {name: "Meetings"}).waitFor();
const small = await open({viewport: {width: 360, height: 740}});
await noWiderThanTheScreen(small);
await noWiderThanTheScreen(page);
await small.screenshot({path: join(shots, "page-small.png"), fullPage: true});
console.log("dark, French, small");

await extendAndEnd(page);
await titlesAreText(page);
await assertAccessible(page);
console.log("extended, dialled, hung up, ended");
await seeARefusedConfiguration(page);
await followWhatHappens(page);
assert.deepEqual(faults, []);
await browser.close();
console.log("all seen");
process.exit(0);
