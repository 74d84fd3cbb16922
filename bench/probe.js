/**
 * Runs in the page before anything else does, and says when a person could use it.
 *
 * With a control to look for: the first one that is shown, enabled and not under something else gets a real
 * click (the bench sends it), and the page is usable when an element changes around it. Without one, the page is
 * text: usable once it is painted and its own scripts have run. Times are in ms since the navigation began.
 */
(root, wanted) => {
  const say = (what) => benchHears(JSON.stringify(what));
  const count = () => document.querySelectorAll("*").length;
  let done = false, clicked = false, asked = 0, ready = null, nodes = 0;

  /** Where to click, or null while nothing can be clicked. */
  function control() {
    for (const el of document.querySelectorAll(wanted)) {
      if (el.disabled || !el.checkVisibility({ visibilityProperty: true })) continue;
      el.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, width, height } = el.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const hit = document.elementFromPoint(x, y);
      if (!hit || !(el.contains(hit) || hit.closest("label")?.contains(el))) return null;
      return { el, x, y };
    }
    return null;
  }

  function look() {
    if (done) return;
    requestAnimationFrame(look);
    if (asked && performance.now() - asked < 300) return;
    const found = control();
    if (!found) return;
    asked = performance.now();
    if (ready === null) {
      [ready, nodes] = [asked, count()];
      const answer = new MutationObserver(() => {
        if (!clicked || done) return;
        done = true;
        say({ usable: performance.now(), ready, nodes });
      });
      answer.observe(found.el.closest(root), { childList: true, subtree: true, characterData: true, attributes: true });
    }
    say({ click: { x: found.x, y: found.y } });
  }

  function read() {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    if (!paint || document.readyState === "loading") return requestAnimationFrame(read);
    const parsed = performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd;
    if (!parsed) return requestAnimationFrame(read);
    say({ usable: Math.max(parsed, paint.startTime), ready: parsed, nodes: count() });
  }

  document.addEventListener("click", (event) => { if (event.isTrusted) clicked = true; }, true);
  requestAnimationFrame(wanted ? look : read);
}
