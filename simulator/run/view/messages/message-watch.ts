import { contentsOf } from './describe.ts';
import { KeptMessages } from './kept-messages.ts';
import { TraceSample } from './trace-sample.ts';
import type { Content } from './describe.ts';
import type { World } from '../../../fleet/world/world.ts';
import type { PacketObservation } from '../../../wire/facts.ts';
import type { NodeId, Packet } from '../../../wire/packet.ts';
import type { Message } from '../../../wire/view/message.ts';

/** In one frame; beyond it even a trace that is shown is cut, and is shown no more. */
const crowd = 4;
const clientTracesMax = 20_000;

/** Sees messages on their way, while somebody wants to. It touches nothing of the run. */
export class MessageWatch {
  readonly kept = new KeptMessages();
  readonly #world: World;
  readonly #keep: (message: Message) => void;
  readonly #sample = new TraceSample();
  readonly #clients: ReadonlySet<NodeId>;
  /** Traces that began with a request of a client. */
  readonly #clientTraces = new Set<string>();
  #most = 0;
  #stop: (() => void) | null = null;
  #shown: Message[] = [];
  #leftOut = 0;
  /** Called for each message of a client's request that arrives. */
  onHop: (() => void) | null = null;

  /** `keep` gets each message that is shown; without it the newest are kept here. */
  constructor(world: World, keep?: (message: Message) => void) {
    this.#world = world;
    this.#keep = keep ?? ((message) => this.kept.add(message));
    this.#clients = new Set([...world.flows.values()].map((flow) => flow.node));
  }

  watch(most: number): void {
    this.#most = most;
    if (most > 0) this.#stop ??= this.#world.network.observe((seen, packet) => this.#see(seen, packet));
    if (most > 0 || !this.#stop) return;
    this.#stop();
    this.#stop = null;
    this.#sample.forget();
    this.#shown = [];
    this.#leftOut = 0;
  }

  /** Whoever goes step by step sees everything, however much there was before. */
  leaveNoneOut(): void {
    this.#sample.forget();
  }

  /** Since the last time. */
  take(): { readonly messages: readonly Message[]; readonly leftOut: number } {
    const taken = { messages: this.#shown, leftOut: this.#leftOut };
    this.#sample.adapt(this.#shown.length + this.#leftOut, this.#most);
    this.#shown = [];
    this.#leftOut = 0;
    return taken;
  }

  /** Watches for the time of one hop, if nobody does anyway. Returns how to stop. */
  watchHops(onHop: () => void): () => void {
    this.onHop = onHop;
    const stop = this.#stop ? () => {} : this.#world.network.observe((seen) => this.#hop(seen));
    return () => {
      this.onHop = null;
      stop();
    };
  }

  #see(seen: PacketObservation, packet: Packet): void {
    if (seen.what === 'deliver') return this.#hop(seen);
    if (seen.packet === 'disconnect') return;
    if (seen.packet === 'call' && seen.trace && this.#isClient(seen.from)) this.#noteClient(seen.trace.traceId);
    const isTraced = seen.trace !== null || seen.protocol === 'http';
    // An answer to a call without a trace tells nothing, unless it brings records.
    if (!isTraced && (seen.protocol !== 'log' || packet.kind !== 'answer')) return;
    contentsOf(packet, seen.protocol).forEach((content, index) => {
      if (isTraced || content.what === 'record') this.#show(seen, content, index);
    });
  }

  #show(seen: PacketObservation, content: Content, index: number): void {
    const { traceId = seen.trace?.traceId ?? null } = content;
    const isShown = this.#shown.length < this.#most * crowd && this.#sample.shows(traceId ?? seen.id);
    if (!isShown) {
      this.#leftOut++;
      return;
    }
    const message = this.#messageOf(seen, content, traceId, index);
    this.#shown.push(message);
    this.#keep(message);
  }

  #messageOf(seen: PacketObservation, content: Content, traceId: string | null, index: number): Message {
    const [caller = '', callee = ''] = seen.link.split(' -> ');
    const goesThere = seen.packet === 'call' || seen.packet === 'cancel';
    const { what, ok, label, topic, partition } = content;
    return {
      id: index === 0 ? seen.id : `${seen.id}/${index}`,
      from: goesThere ? caller : callee,
      to: goesThere ? callee : caller,
      fromReplica: this.#replicaName(seen.from),
      toReplica: this.#replicaName(seen.to),
      sentUs: seen.atUs,
      arrivesUs: seen.arrivesUs ?? seen.atUs,
      what,
      lost: seen.what === 'drop' ? (seen.why ?? 'lost') : null,
      ok,
      label,
      traceId,
      spanId: seen.trace?.traceId === traceId ? (seen.trace?.spanId ?? null) : null,
      topic,
      partition,
    };
  }

  #hop({ what, trace, packet }: PacketObservation): void {
    if (!this.onHop || what !== 'deliver' || !trace || packet === 'cancel' || packet === 'disconnect') return;
    // What nobody watched from its beginning may be anybody's; then any work that has a trace counts.
    if (this.#clientTraces.size === 0 || this.#clientTraces.has(trace.traceId)) this.onHop();
  }

  #noteClient(traceId: string): void {
    this.#clientTraces.add(traceId);
    if (this.#clientTraces.size > clientTracesMax) this.#clientTraces.delete(this.#clientTraces.values().next().value!);
  }

  #isClient(node: NodeId): boolean {
    return this.#clients.has(node) || this.#world.simulation.nameOf(node).startsWith('client ');
  }

  #replicaName(node: NodeId): string | null {
    const name = this.#world.simulation.nameOf(node);
    if (this.#world.residents.has(node)) return name;
    const [replica, service] = name.split(' sidecar of ');
    return service === undefined ? null : replica!;
  }
}
