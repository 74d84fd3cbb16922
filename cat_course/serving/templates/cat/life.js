// The life of the page, whichever script shows its widgets: it is ready, it says goodbye, it may have been lost.
{
  const { baseUrl, kernelId } = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  const lost = document.getElementById("cat-lost");
  document.getElementById("cat-wait").remove();
  lost.querySelector("button").addEventListener("click", () => location.reload());
  document.addEventListener("cat:lost", () => { lost.hidden = false; });
  addEventListener("pagehide", () => navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`));
  // Back from the browser's memory: the kernel has been told goodbye.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  // A table wider than the screen scrolls in its own box, which the keyboard must reach; one that fits is no stop.
  const fit = new ResizeObserver((boxes) => {
    for (const { target: box } of boxes) {
      const wide = box.scrollWidth > box.clientWidth;
      for (const [name, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": "Tableau à faire défiler" })) {
        if (wide) box.setAttribute(name, value);
        else box.removeAttribute(name);
      }
    }
  });
  for (const box of document.querySelectorAll(".jp-RenderedHTML > div")) fit.observe(box);
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState !== "visible") return;
    const answer = await fetch(`${baseUrl}api/kernels/${kernelId}`).catch(() => null);
    if (answer?.status === 404) lost.hidden = false;
  });
}
