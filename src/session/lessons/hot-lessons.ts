interface Saved {
  /** Null where something was saved that all lessons share. */
  readonly id: string | null;
  readonly isText: boolean;
}

/** While a lesson is written, the development server tells what was saved. A built page is never told anything. */
export function onLessonSaved(id: string, heard: (saved: Saved) => void): () => void {
  // Vite gives it to a module that says import.meta.hot in these very words.
  const hot = import.meta.hot;
  if (!hot) return () => {};
  const listen = (saved: Saved): void => {
    if (saved.id === null || saved.id === id) heard(saved);
  };
  hot.on('flotilla:lesson', listen);
  return () => hot.off('flotilla:lesson', listen);
}
