/** Where this page's data comes from. The run is requested while the rest of the script still loads. */

import type { DataSource } from "./api";
import { Report } from "./report";
import { Server } from "./server";

const embedded = document.getElementById("data");
export const dataSource: DataSource = embedded ? new Report(embedded.textContent ?? "") : new Server();
export const requestedRun = dataSource.run();
