/** The page that shows how coefficients turn a gradient. */

import { ArmDemo } from "./arm_demo";
import { SurfaceDemo } from "./surface_demo";

new SurfaceDemo();
new ArmDemo();
