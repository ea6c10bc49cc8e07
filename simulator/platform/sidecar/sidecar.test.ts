import { describe, expect, test } from 'vitest';
import { Simulation } from '../../kernel/simulation.ts';
import { Lookahead } from '../../network/lookahead.ts';
import { Names } from '../../network/names.ts';
import { Network } from '../../network/network.ts';
import { Sidecar } from './sidecar.ts';
import type { LinkPolicy } from './sidecar.ts';
import type { HttpResponse } from '../../wire/http.ts';
import type { CallPacket, Packet } from '../../wire/packet.ts';

const latency = { kind: 'constant', us: 1_000 } as const;
const lane = { latency, jitter: null, loss: 0, bytesPerSecond: null, leastUs: 100 };
const [process, callee, sidecar] = [0, 1, 2];

/** What the callee does with its first call, its second ... : answer so after so long, or nothing. */
type Behaviour = { readonly afterUs: number; readonly status: number } | 'reset' | 'silence';

/** A process with its sidecar, and a callee behind a link of one millisecond. */
class Mesh {
  readonly simulation = new Simulation('1');
  readonly calls: number[] = [];
  readonly cancels: number[] = [];
  readonly answers: {
    readonly atUs: number;
    readonly exchange: number;
    readonly status: number;
    readonly text: string;
  }[] = [];
  readonly facts: string[] = [];
  readonly sidecar: Sidecar;

  constructor(policy: Partial<LinkPolicy>, behaviours: readonly Behaviour[]) {
    const { simulation } = this;
    const names = new Names();
    const network = new Network(simulation, names, { laneSpec: () => lane, policyFor: () => ({ balance: null }) });
    const whole: LinkPolicy = { timeoutUs: null, retries: null, breaker: null, ...policy };
    const parts = { simulation, network, lookahead: new Lookahead(100), policyFor: () => whole };
    let made: Sidecar | null = null;
    simulation.add('process', () => ({ name: 'process', receive: (packet) => this.#answered(packet) }));
    simulation.add('callee', () => ({
      name: 'callee',
      receive: (packet) => this.#called(network, packet, behaviours),
    }));
    simulation.add('sidecar', (node) => (made = new Sidecar('sidecar', node, 'orders', parts)));
    this.sidecar = made!;
    names.declare('payments', [callee]);
    names.setReady('payments', callee, true);
    simulation.facts.subscribe(({ atUs, fact }) => {
      if (fact.kind === 'breaker') this.facts.push(`${atUs} ${fact.to}`);
      if (fact.kind === 'link-policy') this.facts.push(`${atUs} ${fact.what}`);
    });
  }

  send(atUs: number, exchange: number, method = 'GET'): void {
    const payload = { method, path: '/', host: 'payments', headers: [], body: null };
    const call = {
      kind: 'call',
      from: process,
      to: sidecar,
      exchange,
      protocol: 'http',
      payload,
      trace: null,
    } as const;
    this.simulation.deliverAt(atUs + 100, process, call);
  }

  giveUp(atUs: number, exchange: number): void {
    this.simulation.deliverAt(atUs + 100, process, { kind: 'cancel', from: process, to: sidecar, exchange });
  }

  run(untilUs: number): void {
    this.simulation.runEvents(untilUs);
    this.simulation.advanceTo(untilUs);
    this.simulation.facts.flush();
  }

  #called(network: Network, packet: Packet, behaviours: readonly Behaviour[]): void {
    if (packet.kind === 'cancel') this.cancels.push(this.simulation.nowUs);
    if (packet.kind !== 'call') return;
    const behaviour = behaviours[this.calls.length] ?? 'silence';
    this.calls.push(this.simulation.nowUs);
    if (behaviour === 'silence') return;
    if (behaviour === 'reset') {
      network.fail(this.simulation.nowUs, callee, packet.from, packet.exchange, 'ECONNRESET', 'it died');
      return;
    }
    this.simulation.after(callee, behaviour.afterUs, () => this.#answer(network, packet, behaviour.status));
  }

  #answer(network: Network, call: CallPacket, status: number): void {
    network.answer(this.simulation.nowUs, callee, call.from, call.exchange, { status, headers: [], body: null });
  }

  #answered(packet: Packet): void {
    if (packet.kind !== 'answer') return;
    const { status, body } = packet.payload as HttpResponse;
    this.answers.push({ atUs: this.simulation.nowUs, exchange: packet.exchange, status, text: body?.text ?? '' });
  }
}

describe('a sidecar', () => {
  test('costs two short hops and passes on what it gets', () => {
    const mesh = new Mesh({ timeoutUs: 50_000 }, [{ afterUs: 5_000, status: 201 }]);
    mesh.send(0, 7);
    mesh.run(100_000);
    expect(mesh.answers).toEqual([{ atUs: 100 + 1_000 + 5_000 + 1_000 + 100, exchange: 7, status: 201, text: '' }]);
  });

  test('gives up after its time limit to the microsecond, tells the callee, and says 504', () => {
    const mesh = new Mesh({ timeoutUs: 50_000 }, ['silence']);
    mesh.send(0, 7);
    mesh.run(100_000);
    expect(mesh.answers).toMatchObject([{ atUs: 50_200, status: 504, text: 'payments: no answer within 50 ms' }]);
    expect(mesh.cancels).toEqual([51_100]);
    expect(mesh.facts).toEqual(['50100 timeout']);
  });

  test('tries again after each pause, each attempt with a time limit of its own', () => {
    const retries = { attempts: 2, backoffUs: 3_000, jitter: 'none' } as const;
    const mesh = new Mesh({ timeoutUs: 10_000, retries }, [
      'silence',
      { afterUs: 0, status: 500 },
      { afterUs: 0, status: 200 },
    ]);
    mesh.send(0, 7);
    mesh.run(100_000);
    // 100, and 10 000 until it gives up, and a pause of 3 000; the answer of 2 000, and a pause of 6 000.
    expect(mesh.calls).toEqual([1_100, 14_100, 22_100]);
    expect(mesh.answers).toMatchObject([{ atUs: 23_200, status: 200 }]);
    expect(mesh.facts).toEqual(['10100 timeout', '10100 retry', '15100 retry']);
  });

  test('hands on the last answer when all attempts are used up', () => {
    const retries = { attempts: 1, backoffUs: 1_000, jitter: 'none' } as const;
    const mesh = new Mesh({ retries }, [
      { afterUs: 0, status: 500 },
      { afterUs: 0, status: 502 },
      { afterUs: 0, status: 200 },
    ]);
    mesh.send(0, 7);
    mesh.run(100_000);
    expect(mesh.answers).toMatchObject([{ status: 502 }]);
    expect(mesh.calls).toHaveLength(2);
  });

  test('does not do twice what may have been done', () => {
    const retries = { attempts: 3, backoffUs: 1_000, jitter: 'none' } as const;
    const mesh = new Mesh({ timeoutUs: 10_000, retries }, ['reset', 'silence']);
    mesh.send(0, 7, 'POST');
    mesh.run(100_000);
    expect(mesh.calls).toHaveLength(1);
    expect(mesh.answers).toMatchObject([{ status: 503, text: 'payments: it died' }]);
  });

  test('with its breaker open answers 503 at once, and nothing goes out', () => {
    const breaker = { errorShare: 0.5, windowUs: 1_000_000, volume: 2, resetUs: 40_000 };
    const mesh = new Mesh({ breaker }, ['reset', 'reset', { afterUs: 0, status: 200 }]);
    mesh.send(0, 1);
    mesh.send(5_000, 2);
    mesh.send(10_000, 3);
    mesh.send(50_000, 4);
    mesh.run(100_000);
    expect(mesh.calls).toEqual([1_100, 6_100, 51_100]);
    expect(mesh.answers.map(({ atUs, exchange, status }) => `${exchange}: ${status} at ${atUs}`)).toEqual([
      '1: 503 at 2200',
      '2: 503 at 7200',
      '3: 503 at 10200',
      '4: 200 at 52200',
    ]);
    expect(mesh.answers[2]!.text).toBe('the breaker orders -> payments is open');
    expect(mesh.facts).toEqual(['7100 open', '10100 rejected', '50100 half-open', '52100 closed']);
  });

  test('passes on that its process has given up, and answers no more', () => {
    const mesh = new Mesh({ timeoutUs: 50_000 }, ['silence']);
    mesh.send(0, 7);
    mesh.giveUp(5_000, 7);
    mesh.run(100_000);
    expect(mesh.cancels).toEqual([6_100]);
    expect([mesh.answers, mesh.facts]).toEqual([[], []]);
  });

  test('ends what its process had under way when that dies, even what had not reached it yet', () => {
    const retries = { attempts: 3, backoffUs: 20_000, jitter: 'none' } as const;
    const mesh = new Mesh({ retries }, ['reset', 'silence']);
    mesh.send(0, 1);
    mesh.send(3_000, 2);
    mesh.send(9_950, 3);
    mesh.run(10_000);
    mesh.sidecar.clear();
    mesh.run(100_000);
    expect(mesh.calls).toEqual([1_100, 4_100]);
    expect(mesh.cancels).toEqual([11_000]);
    expect(mesh.answers).toEqual([]);
  });
});
