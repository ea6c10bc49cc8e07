import { defineFault } from '../fault.ts';
import { onProcess } from '../on-process.ts';

export const crashPoint = defineFault({
  verb: 'crashpoint',
  label: 'Crash at a line',
  key: '',
  fitsOn: ['process'],
  isForForms: false,
  describe: (target, { file, line, pass, rate }) => {
    const where = `${target.name} dies at ${String(file)}:${String(line)}`;
    if (typeof rate === 'number') return `${where} in ${rate * 100} % of all passes`;
    return typeof pass === 'number' && pass > 1 ? `${where}, on pass ${pass}` : where;
  },
  apply: onProcess('crashpoint'),
});
