/* What is typed in a form of the admin stays as it was typed; the server reads it or says what to do. */
(() => {
  "use strict";
  /* The calendar would write another day over what it cannot read, when the field is left. */
  const { jQuery } = window;
  jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
  /* Whoever types, or goes on, needs no calendar; open, it would lie over the next fields and buttons. */
  const close = ({ target }) => jQuery(target).data("xdsoft_datetimepicker")?.trigger("close.xdsoft");
  document.addEventListener("input", close);
  document.addEventListener("focusout", close);
  /* A browser cuts what is pasted at this length without a word; the server counts and refuses. */
  document.addEventListener("focusin", ({ target }) => target.removeAttribute("maxlength"));
})();
