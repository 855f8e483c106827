/** Starts the explorer, or waits until the run has an archive. */

import { dataSource, requestedRun } from "./data/origin"; // comes first, to request the run early
import { Explorer } from "./explorer";
import { Header } from "./header";
import { notify, notifyError } from "./notification";

async function main(): Promise<void> {
  const run = await requestedRun;
  if (run.waiting) {
    const header = new Header(run);
    notify(run.waiting, "lasting");
    dataSource.follow({
      archive: () => location.reload(),
      live: (live) => header.setTraining(live),
    });
    return;
  }
  const data = Promise.all([
    dataSource.archive(),
    dataSource.curves(),
    run.kind === "robot" ? dataSource.scene() : null,
  ]);
  const header = new Header(run);
  const [archive, curves, scene] = await data;
  new Explorer(run, dataSource, header, { archive, curves, scene });
}

addEventListener("error", ({ error, message }) => notifyError(error ?? message));
addEventListener("unhandledrejection", ({ reason }) => notifyError(reason));
main().catch(notifyError);
