"use strict";
// The terminal takes keys at once and whenever the window is come back to: nobody has to click into it first.
for (const event of ["load", "focus"]) {
  window.addEventListener(event, () => document.querySelector(".xterm-helper-textarea")?.focus());
}
