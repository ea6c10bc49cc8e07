import { check } from 'flotilla:checks';

/** Steps that were written after a later one of the same parcel. */
const late = `from moves after join moves before
  on before.parcel = after.parcel and before.id < after.id and before.step > after.step`;

export const mixedUp = check('of a hundred parcels, those with a step written too late', (run) =>
  run
    .store('tracking-db')
    .row(`select 100.0 * count(distinct after.parcel) / (select count(distinct parcel) from moves) ${late}`)
    .before(run.action('deploy', 'warehouse'))
    .lasting('10s')
    .atLeast(10),
);

// A replica of the old code still ends what it has in hand: five seconds later it is gone.
export const inOrder = check('steps written too late since the deploy', (run) =>
  run
    .store('tracking-db')
    .change(`select count(*) ${late}`)
    .after(run.action('deploy', 'warehouse'))
    .settling('5s')
    .lasting('12s')
    .exactly(0),
);

export const oneLeft = check('readers that have something to read, once one is dead', (run) =>
  run.topic('parcel.moved').readers('tracking').lowest().while(run.fault('kill', 'tracking#1')).exactly(1),
);

export const lagOfTheDead = check('most moves that waited while one was dead', (run) =>
  run.topic('parcel.moved').lag('tracking').highest().while(run.fault('kill', 'tracking#1')).atLeast(25),
);

export const takenOver = check('moves still unread, once the other reads for two', (run) =>
  run
    .topic('parcel.moved')
    .lag('tracking')
    .now()
    .while(run.fault('kill', 'tracking#1'))
    .settling('10s')
    .lasting('12s')
    .atMost(20),
);

export const bothRead = check('readers that have something to read, once it is back', (run) =>
  run.topic('parcel.moved').readers('tracking').now().after(run.restore('tracking#1')).exactly(2),
);

export const lagClimbs = check('most moves that waited in the rush', (run) =>
  run.topic('parcel.moved').lag('tracking').highest().while(run.fault('traffic', 'parcels')).atLeast(60),
);

export const fourRead = check('readers that have something to read, of six', (run) =>
  run.topic('parcel.moved').readers('tracking').now().after(run.action('scale', 'tracking')).lasting('5s').exactly(4),
);

export const lagDrains = check('fewest moves unread in the rush, with four to read them', (run) =>
  run
    .topic('parcel.moved')
    .lag('tracking')
    .lowest()
    .while(run.fault('traffic', 'parcels'))
    .after(run.action('scale', 'tracking'))
    .settling('5s')
    .atMost(30),
);

export const stuck = check('moves behind the one that nobody can read', (run) =>
  run
    .topic('parcel.moved')
    .lag('tracking')
    .now()
    .after(run.action('poison', 'parcel.moved'))
    .before(run.action('deploy', 'tracking'))
    .atLeast(30),
);

export const setAside = check('messages set aside', (run) => run.topic('parcel.moved.dead').sent().atLeast(1));

export const flowsAgain = check('moves still unread, with the new code', (run) =>
  run.topic('parcel.moved').lag('tracking').now().after(run.action('deploy', 'tracking')).lasting('5s').atMost(20),
);
