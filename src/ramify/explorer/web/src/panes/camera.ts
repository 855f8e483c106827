/** Dragging in any pane turns the camera of all; the wheel, or two fingers, come nearer. */

import { byId } from "../dom";
import { Pinch } from "../pinch";
import type { Stage } from "../scene/stage";

export function camera(stage: Stage | null, moved: () => void): void {
  if (!stage) return;
  const panes = byId("panes");
  const pinch = new Pinch(panes, (factor) => {
    stage.approach(1 / factor);
    moved();
  });
  let from: { x: number; y: number } | null = null;
  panes.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Element && event.target.closest("header, .strip")) return;
    from = { x: event.clientX, y: event.clientY };
    panes.setPointerCapture(event.pointerId);
  });
  panes.addEventListener("pointermove", ({ clientX: x, clientY: y }) => {
    if (pinch.active) from = null;
    if (!from) return;
    stage.turn(x - from.x, y - from.y);
    from = { x, y };
    moved();
  });
  for (const end of ["pointerup", "pointercancel"]) panes.addEventListener(end, () => (from = null));
  panes.addEventListener(
    "wheel",
    (event) => {
      const pageScrolls = document.documentElement.scrollHeight > innerHeight + 1;
      if (pageScrolls && !event.ctrlKey) return;
      event.preventDefault();
      stage.approach(Math.exp(event.deltaY * 0.001));
      moved();
    },
    { passive: false },
  );
}
