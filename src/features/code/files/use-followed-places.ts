import { useEffect } from 'react';
import { useMap, useSelection, useSession } from '../../../session/use-session.ts';
import { codeView, openFile } from '../code-view.ts';
import { useSelectedService } from './use-selected-service.ts';

/** Goes where others point: to a line that somebody asked for, and to the service that was selected on the chart. */
export function useFollowedPlaces(): void {
  const { selection } = useSession();
  const place = useSelection(({ code }) => code);
  const service = useSelectedService();
  const entry = useMap()?.services.find(({ name }) => name === service)?.entry ?? '';
  useEffect(() => {
    const isAnother = codeView.getState().followed !== entry;
    codeView.setState({ followed: entry });
    if (place !== null) {
      openFile(place.path, place.line);
      // Whoever asks for a solution sees it beside their own.
      if (place.isSolution) codeView.setState({ comparedWith: 'solution', line: null });
      selection.setState({ code: null });
    } else if (isAnother && entry !== '' && !isTyping()) {
      openFile(entry);
      codeView.setState({ scope: 'selected' });
    }
  }, [place, entry, selection]);
}

/** Whoever types goes on in their file. */
function isTyping(): boolean {
  return document.activeElement?.closest('.monaco-editor') != null;
}
