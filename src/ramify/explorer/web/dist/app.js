/* ramify, MIT licence. What else is in here, and its licences: THIRD_PARTY */
"use strict";(()=>{document.body.dataset.ready="0";})();
