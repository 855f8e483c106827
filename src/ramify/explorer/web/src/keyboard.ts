/** Keyboard shortcuts: space plays or pauses, arrows step frames, Escape closes. */

interface Actions {
  togglePlayback: () => void;
  step: (frames: number) => void;
  escape: () => void;
}

export function listenToKeyboard({ togglePlayback, step, escape }: Actions): void {
  addEventListener("keydown", (event) => {
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") escape();
    else if (target.matches("select, input:not([type=range])")) return;
    else if (event.key === " ") {
      if (target.matches("button:focus-visible")) return; // the key presses that button
      event.preventDefault();
      togglePlayback();
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      if (target.matches("input")) return; // the key moves that slider
      event.preventDefault();
      step((event.key === "ArrowLeft" ? -1 : 1) * (event.shiftKey ? 10 : 1));
    }
  });
  // A button that was clicked keeps the focus. Without this, the space key would click it again.
  addEventListener("keyup", (event) => {
    const { target } = event;
    if (event.key === " " && target instanceof HTMLButtonElement && !target.matches(":focus-visible")) {
      event.preventDefault();
    }
  });
}
