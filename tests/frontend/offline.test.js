/** The service worker, with a cache and a network that a test holds in its hand. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const SITE = "https://cours.example/";
const source = readFileSync(new URL("../../cat_course/frontend/static/cat_course/offline.js", import.meta.url), "utf8");

/** A worker that has just taken over a page open at *url*; `network` says what each address answers. */
async function activated(url, network) {
  const kept = new Map();
  const cache = { match: async (key) => kept.get(key.url ?? key)?.clone(), put: async (key, answer) => void kept.set(key.url ?? key, answer), keys: async () => [...kept.keys()].map((key) => ({ url: key })) };
  const listeners = {};
  const clients = { claim: async () => {}, matchAll: async () => [{ url }] };
  const self = { addEventListener: (name, listener) => (listeners[name] = listener), skipWaiting: () => {}, clients, registration: { scope: SITE }, labels: { offline: {} } };
  const fetch = async (request) => network(request.url ?? request);
  vm.runInNewContext(source, { self, caches: { open: async () => cache }, fetch, URL, Response });
  const waits = [];
  listeners.activate({ waitUntil: (wait) => waits.push(wait) });
  await Promise.all(waits);
  return async (address) => {
    let answer;
    listeners.fetch({ request: { url: address, method: "GET" }, respondWith: (given) => (answer = given), waitUntil: (wait) => waits.push(wait) });
    const text = await (await answer).text();
    await Promise.all(waits);
    return text;
  };
}

test("a file that failed at the first visit is asked again, and a good one is kept for when the network is gone", async () => {
  const script = `${SITE}_static/quiz.js?v=1`;
  let state = "busy";
  const ask = await activated(`${SITE}page.html`, (url) => {
    if (state === "gone") throw new TypeError("no network");
    if (url === script) return state === "busy" ? new Response("busy", { status: 503 }) : new Response("script");
    return new Response(`<script src="_static/quiz.js?v=1"></script>`);
  });
  state = "well";
  assert.equal(await ask(script), "script");
  state = "gone";
  assert.equal(await ask(script), "script");
  assert.match(await ask(`${SITE}page.html`), /quiz\.js/);
});

test("a page that failed while the worker took over is not kept in its place", async () => {
  let state = "busy";
  const ask = await activated(`${SITE}page.html`, () => (state === "busy" ? new Response("busy", { status: 404 }) : new Response("page")));
  state = "well";
  assert.equal(await ask(`${SITE}page.html`), "page");
});
