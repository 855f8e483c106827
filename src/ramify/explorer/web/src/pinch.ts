/** Gestures with two fingers on an element. */

type Point = readonly [x: number, y: number]; // on the page

export class Pinch {
  private readonly fingers = new Map<number, Point>();

  /**
   * @param moved is called when a finger moves, with the factor by which the distance between the
   *   fingers grew, and the point between them before and after.
   */
  constructor(
    element: HTMLElement,
    private readonly moved: (factor: number, from: Point, to: Point) => void,
  ) {
    element.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "touch") this.fingers.set(event.pointerId, [event.clientX, event.clientY]);
    });
    element.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"] as const) {
      element.addEventListener(end, ({ pointerId }) => this.fingers.delete(pointerId));
    }
  }

  /** Whether two fingers are down. */
  get active(): boolean {
    return this.fingers.size === 2;
  }

  private move({ pointerId, clientX, clientY }: PointerEvent): void {
    if (!this.fingers.has(pointerId)) return;
    const before = this.measure();
    this.fingers.set(pointerId, [clientX, clientY]);
    const now = this.measure();
    if (before && now) this.moved(now.distance / before.distance, before.middle, now.middle);
  }

  private measure(): { distance: number; middle: Point } | null {
    const [a, b, third] = this.fingers.values();
    if (!a || !b || third) return null;
    return {
      distance: Math.max(1, Math.hypot(a[0] - b[0], a[1] - b[1])),
      middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2],
    };
  }
}
