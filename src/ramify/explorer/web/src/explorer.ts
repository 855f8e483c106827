/** The explorer: puts the archive's map, the panes and what moves between them together. */

import { asked, source } from "./here"; // before what takes long to read
import { Archive } from "./archive";
import { diverse, nearest } from "./choose";
import { LearningCurves } from "./curves";
import { byId } from "./dom";
import { Filter, type Range } from "./filter";
import { handle } from "./handle";
import * as hash from "./hash";
import { Header } from "./header";
import { Histogram } from "./histogram";
import { keyboard } from "./keyboard";
import { everyFrame } from "./loop";
import { Board, viewNames } from "./map/board";
import type { ViewName } from "./map/view";
import { hush, tell, tellError } from "./message";
import { camera } from "./panes/camera";
import { Panes } from "./panes/panes";
import { Pictures } from "./panes/pictures";
import { Player } from "./player";
import { Steer } from "./steer";
import { Tabs } from "./tabs";

async function explore(): Promise<void> {
  const run = await asked;
  const coming = run.waiting
    ? null
    : Promise.all([
        source.archive(),
        source.curves(),
        run.kind === "robot" ? source.scene() : null,
      ]);
  const header = new Header(run);
  if (!coming) {
    tell(run.waiting ?? "", "lasting");
    source.follow({ archive: () => location.reload(), live: (live) => header.live(live) });
    return;
  }
  const [first, curves, scene] = await coming;
  let archive = new Archive(run, first);
  const place = hash.read();
  const filter = new Filter();
  const state = {
    view: "parallel" as ViewName,
    axes: [0, Math.min(1, run.measures.length - 1)] as [number, number],
    filter,
  };
  const names = viewNames(archive);
  state.view = place.view && names.includes(place.view) ? place.view : names[0];
  if (place.axes?.every((axis) => axis >= 0 && axis < archive.k)) state.axes = place.axes;

  const pictures = new Pictures(run, source, scene, (seconds) => {
    player.play(false);
    player.seek(seconds);
  });
  const panes = new Panes(
    () => archive,
    (cell) => (heard, signal) => source.motion(cell, heard, signal),
    (element) => pictures.picture(element),
    { changed, failed: tellError },
  );
  const player = new Player(() => panes.length);
  const board = new Board(archive, filter, state.axes, source.recorded, { open, brushed, note });
  const tabs = new Tabs(run, names, viewed);
  const histogram = new Histogram(filter, ranged);
  const learning = new LearningCurves();
  const steer = source.steering
    ? new Steer(run, source.steering, panes, {
        begun: () => {
          if (player.playing) player.seek(0); // side by side from the start
        },
        landed: (from, to) => {
          board.landing = to && { from, to, status: to.status };
          board.draw();
        },
        kept: reload,
      })
    : null;

  function filtered(): void {
    filter.apply(archive);
    histogram.show(archive);
    board.repaint();
  }

  function ranged(range: Range): void {
    filter.range = range;
    filtered();
  }

  function brushed(axis: number, range: Range | null): void {
    if (range) filter.brushes.set(axis, range);
    else filter.brushes.delete(axis);
    filtered();
  }

  function viewed(view: ViewName, axes: [number, number]): void {
    Object.assign(state, { view, axes });
    tabs.show(view, axes);
    board.show(archive, view, axes);
    changed();
  }

  /** The panes have changed. */
  function changed(): void {
    const cells = panes.spots.map(({ cell }) => cell);
    board.marked = panes.spots;
    if (!panes.steered) board.landing = null;
    board.draw();
    hash.write(state.view, cells, state.axes);
    steer?.follow();
    player.stale = true;
  }

  const shown = (): number[] =>
    [...archive.cells.keys()].filter(
      (row) => filter.mask[row] && (source.recorded?.has(archive.cells[row]) ?? true),
    );

  function note(row: number): string {
    if (source.recorded && !source.recorded.has(archive.cells[row]))
      return "not recorded: a click shows the nearest that is";
    return "click: watch · shift-click: compare";
  }

  async function show(cell: number, add: boolean): Promise<void> {
    await panes.open(cell, add, () => player.seek(0));
  }

  /** The elite of a row, or of the nearest that has a motion. */
  function open(row: number, add: boolean): void {
    hush();
    let chosen = row;
    if (source.recorded && !source.recorded.has(archive.cells[row])) {
      const all = [...source.recorded].flatMap((cell) => archive.row(cell) ?? []);
      if (!all.length) return tell("This report holds no motion.");
      chosen = nearest(archive, all, row);
      tell(
        `Cell #${archive.cells[row]} was not recorded: this is #${archive.cells[chosen]}, the nearest that was.`,
      );
    }
    void show(archive.cells[chosen], add || tabs.adding);
  }

  async function choose(count: number): Promise<void> {
    const rows = diverse(archive, shown(), count);
    if (!rows.length) return tell("No elite is left to show: widen the filter.");
    panes.list.slice(1).forEach((pane) => panes.close(pane));
    await Promise.all(rows.map((row, i) => show(archive.cells[row], i > 0)));
    if (panes.list.length) panes.select(panes.list[0]);
  }

  let reloads = 0;
  async function reload(): Promise<void> {
    const mine = ++reloads;
    const [message, curves] = await Promise.all([source.archive(), source.curves()]);
    if (mine !== reloads) return; // a newer one is on its way
    archive = new Archive(run, message);
    filter.apply(archive);
    header.show(archive.figures);
    learning.show(curves);
    histogram.show(archive);
    board.show(archive, state.view, state.axes);
  }

  byId("best").addEventListener("click", () => void choose(1));
  byId("diverse").addEventListener("click", () => void choose(4));
  camera(pictures.stage, () => (player.stale = true));
  keyboard({
    pause: () => player.toggle(),
    step: (frames) => player.step(frames),
    escape: () => (steer?.open ? steer.show(false) : panes.clear()),
  });
  new ResizeObserver(() => (player.stale = true)).observe(byId("panes"));
  everyFrame((elapsed) => {
    // The processor that draws is the one that the new motion is simulated on.
    if (pictures.stage?.quality.software && panes.awaited) return;
    const due = player.pass(elapsed);
    if (due || run.kind === "arm") panes.draw(player.seconds);
    pictures.draw(panes.all, due, player.playing, elapsed);
    panes.painted(() => pictures.stage?.finish());
  }, tellError);

  filter.apply(archive);
  const wanted = place.cells.filter((cell) => archive.row(cell) !== undefined).slice(0, 4);
  // While the first walk is simulated and the shaders are compiled, the map is painted.
  if (wanted.length) wanted.forEach((cell, i) => void show(cell, i > 0));
  else if (archive.count) void choose(1);
  else tell("The archive is empty so far.");
  pictures.stage?.prepare();
  header.show(archive.figures);
  learning.show(curves);
  histogram.show(archive);
  viewed(state.view, state.axes);
  pictures.stage?.warm();
  document.body.dataset.begun = "1";
  source.follow({
    archive: (version) => {
      if (version !== archive.figures.version) void reload().catch(tellError);
    },
    live: (live) => header.live(live),
  });
  const timings = handle(state, board, panes, pictures, player);
  await painted();
  timings.load = performance.now();
  document.body.dataset.ready = "1";

  /** Resolves when what was opened is drawn, or was given up. */
  async function painted(): Promise<void> {
    while (!panes.clicks.some(({ painted }) => painted !== null) && panes.list.length) {
      await new Promise(requestAnimationFrame);
    }
  }
}

addEventListener("error", ({ error, message }) => tellError(error ?? message));
addEventListener("unhandledrejection", ({ reason }) => tellError(reason));
explore().catch(tellError);
