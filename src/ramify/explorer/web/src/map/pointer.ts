/** Turns events of the mouse, or of fingers, into hovers, clicks, drags and zooms of the map. */

import { pageScrolls } from "../dom";
import { Pinch } from "../pinch";
import type { Point } from "./view";

const CLICK_RANGE = 4; // px that the pointer may move during a click

export interface PointerActions {
  hover: (at: Point, event: PointerEvent) => void;
  leave: () => void;
  click: (at: Point, shift: boolean) => void;
  /** Returns whether the drag had an effect. */
  drag: (from: Point, last: Point, to: Point) => boolean;
  /** Returns whether the map can be zoomed. */
  zoom: (factor: number, at: Point) => boolean;
}

/** @param bounds returns the place of the canvas on the page. */
export function listenToPointer(
  canvas: HTMLElement,
  bounds: () => DOMRect,
  actions: PointerActions,
): void {
  let drag: { from: Point; last: Point; far: boolean } | null = null;
  const onMap = (x: number, y: number): Point => [x - bounds().left, y - bounds().top];
  const at = (event: MouseEvent): Point => onMap(event.clientX, event.clientY);
  const pinch = new Pinch(canvas, (factor, from, to) => {
    const [before, now] = [onMap(...from), onMap(...to)];
    if (actions.zoom(factor, now)) actions.drag(before, before, now);
  });
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pinch.active) {
      drag = null;
      return;
    }
    drag = { from: at(event), last: at(event), far: false };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (pinch.active) return;
    const to = at(event);
    if (drag) {
      drag.far ||= Math.hypot(to[0] - drag.from[0], to[1] - drag.from[1]) >= CLICK_RANGE;
      if (drag.far && actions.drag(drag.from, drag.last, to)) {
        drag.last = to;
        return;
      }
    }
    actions.hover(to, event);
  });
  canvas.addEventListener("pointerup", (event) => {
    const clicked = drag && !drag.far;
    drag = null;
    if (clicked) actions.click(at(event), event.shiftKey);
  });
  canvas.addEventListener("pointercancel", () => (drag = null));
  canvas.addEventListener("pointerleave", () => actions.leave());
  const wheel = (event: WheelEvent): void => {
    if (pageScrolls() && !event.ctrlKey) return;
    if (actions.zoom(Math.exp(-event.deltaY * 0.002), at(event))) event.preventDefault();
  };
  canvas.addEventListener("wheel", wheel, { passive: false });
}
