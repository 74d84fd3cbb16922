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

/** The first visit came before this worker: keep the open pages and what they loaded. */
async function start() {
  await worker.clients.claim();
  const cache = await caches.open(CACHE);
  for (const client of await worker.clients.matchAll({ type: "window" })) {
    const page = await fetch(client.url, { cache: "force-cache" });
    const html = await page.clone().text();
    await cache.put(client.url, page);
    const links = [...html.matchAll(/(?:src|href)="([^"#]+\.(?:js|css|svg)(?:\?[^"]*)?)"/g)];
    await Promise.allSettled(links.map(([, link]) => keep(cache, new URL(link, client.url).href)));
  }
}

/** @param {Cache} cache @param {string} url */
async function keep(cache, url) {
  if (!(await cache.match(url))) await cache.put(url, await fetch(url, { cache: "force-cache" }));
}

/**
 * A versioned file never changes: the kept one is right. For the rest the network is asked first, so
 * that a corrected page is seen at once, and what is kept answers when the network does not.
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
    throw error;
  }
}
