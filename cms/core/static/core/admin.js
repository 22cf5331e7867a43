/* What is typed in a form of the admin stays as it was typed; the server reads it or says what to do. */
(() => {
  "use strict";
  /* The calendar would write another day over what it cannot read, when the field is left. */
  window.jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
})();
