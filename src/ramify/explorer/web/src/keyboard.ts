/** Keys: space pauses, arrows step, Escape closes. */

interface Keys {
  pause: () => void;
  step: (frames: number) => void;
  escape: () => void;
}

export function keyboard({ pause, step, escape }: Keys): void {
  addEventListener("keydown", (event) => {
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
    const types = target.matches("select, input:not([type=range])");
    if (event.key === "Escape") escape();
    else if (types) return;
    else if (event.key === " ") {
      if (target.matches("button:focus-visible")) return; // the key presses that button
      event.preventDefault();
      pause();
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      if (target.matches("input")) return; // the key moves that slider
      event.preventDefault();
      step((event.key === "ArrowLeft" ? -1 : 1) * (event.shiftKey ? 10 : 1));
    }
  });
  // A button pressed by the mouse would take the space key that should pause.
  addEventListener("keyup", (event) => {
    if (
      event.key === " " &&
      event.target instanceof HTMLButtonElement &&
      !event.target.matches(":focus-visible")
    ) {
      event.preventDefault();
    }
  });
}
