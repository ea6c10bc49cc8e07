import { useEffect } from 'react';
import { useMap, useSelection, useSession } from '../../../session/use-session.ts';
import { codeView, openFile } from '../code-view.ts';
import { useSelectedService } from './use-selected-service.ts';

/** Goes where others point: to a line that somebody asked for, and to the service that was selected on the chart. */
export function useFollowedPlaces(): void {
  const { selection } = useSession();
  const place = useSelection(({ code }) => code);
  const service = useSelectedService();
  const services = useMap()?.services;
  const entry = services?.find(({ name }) => name === service)?.entry ?? '';
  useEffect(() => {
    const isAnother = codeView.getState().followed !== entry;
    codeView.setState({ followed: entry });
    if (place !== null) {
      openFile(place.path, place.line);
      // The list of one service does not hold what is another's.
      const owners = (services ?? []).filter(({ files }) => files.includes(place.path));
      if (owners.length > 0 && owners.every(({ name }) => name !== service)) codeView.setState({ scope: 'all' });
      // Whoever asks for a solution sees it beside their own.
      if (place.isSolution) codeView.setState({ comparedWith: 'solution', line: null });
      selection.setState({ code: null });
    } else if (isAnother && entry !== '' && !isTyping()) {
      openFile(entry);
      codeView.setState({ scope: 'selected' });
    }
  }, [place, entry, service, services, selection]);
}

/** Whoever types goes on in their file. */
function isTyping(): boolean {
  return document.activeElement?.closest('.monaco-editor') != null;
}
