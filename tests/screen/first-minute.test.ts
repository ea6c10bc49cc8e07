import { expect, test } from 'vitest';
import { stageOf } from '../../src/features/first-minute/stage.ts';
import { checkouts, fault, frame, replica } from './frames.ts';

const up = [replica('payments', 'ready')];
const killed = { faults: [fault('kill', 'payments')], replicas: [replica('payments', 'stopped')] };

test('from an order sent to payments restored, the facts alone tell how far somebody is', () => {
  expect([
    stageOf(frame({ replicas: up }), 0),
    stageOf(frame({ replicas: up }), 1),
    stageOf(frame({ replicas: up, requests: checkouts(1) }), 1),
    stageOf(frame({ ...killed, requests: checkouts(1) }), 1),
    stageOf(frame({ ...killed, requests: checkouts(1) }), 2),
    stageOf(frame({ ...killed, requests: checkouts(2, 1) }), 2),
    stageOf(frame({ replicas: [replica('payments', 'starting')], requests: checkouts(2, 1) }), 2),
    stageOf(frame({ replicas: up, requests: checkouts(2, 1) }), 2),
  ]).toEqual(['send', 'follow', 'kill', 'send again', 'fail', 'why', 'restore', 'done']);
});

test('whoever sends an order in another way is as far', () => {
  expect(stageOf(frame({ replicas: up, requests: checkouts(1) }), 0)).toBe('kill');
});
