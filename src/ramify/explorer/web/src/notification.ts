/** The notification at the bottom of the page: an error, or what an action did. */

import { byId } from "./dom";

const SECONDS = 8; // that a note stays
let timer = 0;

byId("message-close").addEventListener("click", dismissNotification);

/** Shows a notification. A note disappears after a few seconds; the other kinds stay. */
export function notify(text: string, kind: "error" | "note" | "lasting" = "note"): void {
  const element = byId("message");
  byId("message-text").textContent = text;
  element.className = kind;
  element.hidden = false;
  clearTimeout(timer);
  if (kind === "note") timer = setTimeout(dismissNotification, SECONDS * 1000);
}

export function dismissNotification(): void {
  byId("message").hidden = true;
}

/** Shows an error, unless it says that the page itself aborted a request. */
export function notifyError(error: unknown): void {
  if (error instanceof DOMException && error.name === "AbortError") return;
  console.error(error);
  notify(error instanceof Error ? error.message : String(error), "error");
}
