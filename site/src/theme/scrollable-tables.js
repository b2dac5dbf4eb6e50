// What scrolls can be reached with the keyboard; what does not is no stop on the way.
(() => {
  const update = ({ target }) => {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute('tabindex');
  };
  // It also tells when the page, which TypeDoc hides until it is ready, is shown.
  const observer = new ResizeObserver((entries) => entries.forEach(update));
  for (const frame of document.querySelectorAll('.table')) observer.observe(frame);
})();
