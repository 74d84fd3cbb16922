/* The service worker of the book: what a learner has visited once stays readable without a network. */
const CACHE = "cat-course-1";
const worker = /** @type {any} */ (self);
/** @typedef {{ request: Request, waitUntil: (p: Promise<any>) => void, respondWith: (p: Promise<Response>) => void }} WorkerEvent */

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {WorkerEvent} */ event) => event.waitUntil(start()));
worker.addEventListener("message", (/** @type {WorkerEvent & { data: string[] }} */ event) => event.waitUntil(keepAll(event.data)));
worker.addEventListener("fetch", (/** @type {WorkerEvent} */ event) => {
  if (event.request.method === "GET" && ofTheBook(event.request.url)) event.respondWith(answer(event));
});

/** The book's own files, and not the applications, which need their server. @param {string} address */
function ofTheBook(address) {
  return address.startsWith(worker.registration.scope) && !address.slice(worker.registration.scope.length).startsWith("apps/");
}

/** What a page loaded on its own, before this worker was there to see it. @param {string[]} addresses */
async function keepAll(addresses) {
  const cache = await caches.open(CACHE);
  await Promise.allSettled(addresses.filter(ofTheBook).map((address) => keep(cache, address)));
}

/** The first visit came before this worker: keep the open pages and what they loaded, and the short address that leads home. */
async function start() {
  await worker.clients.claim();
  const cache = await caches.open(CACHE);
  await keep(cache, worker.registration.scope).catch(() => {});
  for (const client of await worker.clients.matchAll({ type: "window" })) {
    const page = await fetch(client.url, { cache: "force-cache" });
    const html = await page.clone().text();
    if (page.ok) await cache.put(client.url, page);
    const links = [...html.matchAll(/(?:src|href)="([^"#]+\.(?:js|css|svg)(?:\?[^"]*)?)"/g)];
    await Promise.allSettled(links.map(([, link]) => keep(cache, new URL(link, client.url).href)));
  }
}

/** @param {Cache} cache @param {string} url */
async function keep(cache, url) {
  if (await cache.match(url)) return;
  const found = await fetch(url, { cache: "force-cache" });
  if (found.ok) await cache.put(url, found); // an error that is kept would answer for ever
}

/**
 * A versioned file never changes: the kept one is right. For the rest the network is asked first, so
 * that a corrected page is seen at once, and what is kept answers when the network does not. A page
 * that is not kept is answered too, with those that are.
 *
 * @param {WorkerEvent} event
 */
async function answer(event) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(event.request);
  if (kept && event.request.url.includes("?v=")) return kept;
  try {
    const fresh = await fetch(event.request);
    if (fresh.ok) event.waitUntil(cache.put(event.request, fresh.clone()));
    return fresh;
  } catch (error) {
    if (kept) return kept;
    if (event.request.mode !== "navigate") throw error;
    return (await cache.match(event.request, { ignoreSearch: true })) ?? absent(cache);
  }
}

/** A page that says what can be read without a network, by title. @param {Cache} cache */
async function absent(cache) {
  /** @type {[url: string, title: string][]} */ const pages = [];
  for (const { url } of await cache.keys()) {
    const title = /\/book\/.*\.html$/.test(url) && (await (await cache.match(url))?.text())?.match(/<title>([^<]*)/)?.[1];
    if (title) pages.push([url, title]); // still written as HTML, entities and all
  }
  const links = pages.sort(([, a], [, b]) => a.localeCompare(b)).map(([url, title]) => `<li><a href="${url}">${title}</a></li>`);
  const { title, text, retry, kept } = words();
  const html = `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>:root{color-scheme:light dark}body{font:1.06rem/1.65 system-ui,sans-serif;max-width:40rem;margin:auto;padding:1rem}ul{padding:0;list-style:none}a{display:inline-block;padding:.5rem 0}</style>
<h1>${title}</h1><p>${text}</p><p><a href="">${retry}</a></p><h2>${kept}</h2><ul>${links.join("")}</ul></html>`;
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** The labels, which the build puts at the end of this script. @returns {Record<string, string>} */
const words = () => worker.labels.offline;
