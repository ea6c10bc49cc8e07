'use strict';
// Before the first paint, so that a chosen theme does not flash up in the other one.
try {
  const chosen = localStorage.getItem('flotilla.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is forbidden: the system decides.
}
