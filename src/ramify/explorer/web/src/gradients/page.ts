/** The page that shows how coefficients turn a gradient. */

import { branched, jacobian, normalised, pose } from "./arm";
import { ArmDemo } from "./arm_demo";
import { SurfaceDemo } from "./surface_demo";

const surface = new SurfaceDemo();
const arm = new ArmDemo();

declare global {
  interface Window {
    /** For tests: what is shown, and the functions that it is computed with. */
    gradients: object;
  }
}

window.gradients = { surface, arm, branched, jacobian, normalised, pose };
document.body.dataset.ready = "1";
