// @ts-check
/**
 * The line to the kernel of this page: comm messages out and in, over one websocket that comes back when it can.
 *
 * The echo of what this page said itself is left out: it is old news by the time it comes.
 * Only Jupyter's JSON protocol is spoken. Frames that carry binary buffers are not: a page that needs them is
 * given Voila's own front end by the server.
 *
 * @typedef {(commId: string, data: any) => void} Listener
 */

const RETRIES = [500, 1000, 2000, 4000, 8000, 8000, 8000];

export class Kernel {
  /**
   * @param {string} url  the kernel's own address, without a query
   * @param {Listener} onMessage  called with what the kernel says to one comm
   * @param {() => void} onLost  called once, when there is no kernel to come back to
   */
  constructor(url, onMessage, onLost) {
    this.url = url;
    this.onMessage = onMessage;
    this.onLost = onLost;
    // The same session after a cut: the server keeps what the kernel said meanwhile, and says it again.
    this.session = newId();
    this.failures = 0;
    this.over = false;
    /** @type {string[]} */
    this.waiting = [];
    this.connect();
  }

  connect() {
    const address = new URL(`${this.url}/channels?session_id=${this.session}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    this.socket = socket;
    socket.addEventListener("open", () => {
      this.failures = 0;
      for (const text of this.waiting.splice(0)) socket.send(text);
    });
    socket.addEventListener("message", ({ data }) => this.receive(data));
    socket.addEventListener("close", () => this.reconnect());
  }

  async reconnect() {
    if (this.over) return;
    const wait = RETRIES[this.failures++];
    const answer = await fetch(this.url).catch(() => null);
    if (wait === undefined || answer?.status === 404) this.lose();
    else setTimeout(() => this.connect(), wait);
  }

  lose() {
    if (this.over) return;
    this.over = true;
    this.socket?.close();
    this.onLost();
  }

  /** @param {unknown} data */
  receive(data) {
    if (typeof data !== "string") return console.error("[cat_course] binary message ignored");
    const { msg_type: type, content, parent_header: cause } = JSON.parse(data);
    const own = content.data?.method === "echo_update" && cause.session === this.session;
    if (type === "comm_msg" && !own) this.onMessage(content.comm_id, content.data);
    // A kernel that restarts has forgotten the page's widgets.
    if (type === "status" && ["restarting", "dead"].includes(content.execution_state)) this.lose();
  }

  /**
   * Say *data* to one comm of the kernel; kept until the line is open, so nothing is lost to a short cut.
   *
   * @param {string} commId
   * @param {object} data
   */
  send(commId, data) {
    const text = JSON.stringify({
      channel: "shell",
      header: {
        msg_id: newId(), msg_type: "comm_msg", session: this.session, username: "", version: "5.3",
        date: new Date().toISOString(),
      },
      parent_header: {}, metadata: {}, content: { comm_id: commId, data },
    });
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(text);
    else this.waiting.push(text);
  }
}

/** An id nobody has to guess; `crypto.randomUUID` is missing from pages served over plain HTTP to a room. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
