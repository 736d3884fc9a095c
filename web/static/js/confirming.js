// After somebody has confirmed who they are, what they had begun is sent without another press.
(() => {
  document.querySelector("form[data-carry-on]")?.submit();
})();
