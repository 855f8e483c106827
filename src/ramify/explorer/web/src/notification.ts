/** One line that says what went wrong, or what happened. */

import { byId } from "./dom";

const SECONDS = 8;
let fading = 0;

byId("message-close").addEventListener("click", hush);

export function tell(text: string, kind: "error" | "note" | "lasting" = "note"): void {
  const element = byId("message");
  byId("message-text").textContent = text;
  element.className = kind;
  element.hidden = false;
  clearTimeout(fading);
  if (kind === "note") fading = setTimeout(hush, SECONDS * 1000);
}

export function hush(): void {
  byId("message").hidden = true;
}

export function tellError(error: unknown): void {
  if (error instanceof DOMException && error.name === "AbortError") return; // asked for
  console.error(error);
  tell(error instanceof Error ? error.message : String(error), "error");
}
