// Runs before the first page is drawn (no module: those wait for the document), so that nothing flashes in the wrong
// scheme. What the person chose is kept; without a choice the system's scheme holds, and its changes are followed.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const kept = () => {
    try {
      return localStorage.getItem('scrapeguard-scheme');
    } catch {
      return null; // Storage may be forbidden; then a choice lasts as long as the page.
    }
  };
  const apply = () => {
    document.documentElement.dataset.theme = kept() ?? (dark.matches ? 'dark' : 'light');
  };
  dark.addEventListener('change', apply);
  apply();
})();
