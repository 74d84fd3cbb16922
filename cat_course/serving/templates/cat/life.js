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
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState !== "visible") return;
    const answer = await fetch(`${baseUrl}api/kernels/${kernelId}`).catch(() => null);
    if (answer?.status === 404) lost.hidden = false;
  });
}
