/** After the first visit the page needs no network. Without it, or in development, nothing is lost. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // A private window may forbid it.
  navigator.serviceWorker.register('./service-worker.js', { updateViaCache: 'none' }).catch(() => {});
}
