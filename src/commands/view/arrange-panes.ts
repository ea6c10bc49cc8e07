import { focusPane, focusedPane, panesInSight } from '../../browser/focus-pane.ts';
import type { Session } from '../../session/session.ts';
import type { PaneName } from '../../session/stores/screen-store.ts';
import { always } from '../command.ts';
import type { Command } from '../command.ts';

export const toggleLesson: Command = {
  id: 'toggle-lesson',
  label: 'Lesson pane',
  group: 'View',
  keys: ['Mod+B'],
  alias: 'show hide toggle text',
  isPossible: isInLesson,
  run: ({ screen }) => screen.setState(({ lessonOpen }) => ({ lessonOpen: !lessonOpen })),
};

export const toggleInspector: Command = {
  id: 'toggle-inspector',
  label: 'Inspector pane',
  group: 'View',
  keys: ['Mod+\\'],
  alias: 'show hide toggle',
  isPossible: always,
  run: ({ screen }) => screen.setState(({ inspectorOpen }) => ({ inspectorOpen: !inspectorOpen })),
};

export const toggleEvidence: Command = {
  id: 'toggle-evidence',
  label: 'Evidence pane',
  group: 'View',
  keys: ['Mod+J'],
  alias: 'show hide toggle drawer',
  isPossible: always,
  run: ({ screen }) => screen.setState(({ evidenceOpen }) => ({ evidenceOpen: !evidenceOpen })),
};

/** What has much to show may cover the chart for a while. */
export const enlargeEvidence: Command = {
  id: 'enlarge-evidence',
  label: 'Evidence over the whole window',
  group: 'View',
  keys: [],
  alias: 'maximise enlarge code full screen larger smaller',
  isPossible: ({ screen }) => screen.getState().evidenceOpen,
  run: ({ screen }) => screen.setState(({ evidenceLarge }) => ({ evidenceLarge: !evidenceLarge })),
};

function isInLesson({ lesson }: Session): boolean {
  return lesson.getState().data !== null;
}

function goToPane(pane: PaneName, label: string): Command {
  return {
    id: `focus-${pane}`,
    label,
    group: 'Go to',
    keys: [],
    alias: 'focus pane',
    isPossible: (session) => panesInSight().length > 0 && (pane !== 'lesson' || isInLesson(session)),
    run: ({ screen }) => {
      screen.setState({
        pane,
        ...(pane === 'lesson' && { lessonOpen: true }),
        ...(pane === 'inspector' && { inspectorOpen: true }),
        ...(pane === 'evidence' && { evidenceOpen: true }),
      });
      focusPane(pane);
    },
  };
}

function nextPane(id: string, label: string, key: string, by: 1 | -1): Command {
  return {
    id,
    label,
    group: 'Go to',
    keys: [key],
    isPossible: () => panesInSight().length > 0,
    run: () => {
      const panes = panesInSight();
      const here = panes.indexOf(focusedPane() ?? '');
      const next = panes.at((here + by + (here < 0 && by < 0 ? 1 : 0)) % panes.length);
      if (next !== undefined) focusPane(next);
    },
  };
}

export const paneCommands: readonly Command[] = [
  nextPane('next-pane', 'Next pane', 'F6', 1),
  nextPane('previous-pane', 'Previous pane', 'Shift+F6', -1),
  goToPane('lesson', 'Lesson'),
  goToPane('canvas', 'Canvas'),
  goToPane('inspector', 'Inspector'),
  goToPane('evidence', 'Evidence'),
];
