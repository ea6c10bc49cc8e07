import type { NodeId } from '../../../wire/packet.ts';
import type { Connection } from './connection.ts';

/** Who is connected, by node, since each numbers its connections for itself. */
export class Connections {
  readonly #byNode = new Map<NodeId, Map<number, Connection>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  find(node: NodeId, number: number): Connection | undefined {
    return this.#byNode.get(node)?.get(number);
  }

  add(connection: Connection): void {
    const { node, number } = connection;
    let ofNode = this.#byNode.get(node);
    if (ofNode === undefined) this.#byNode.set(node, (ofNode = new Map()));
    if (!ofNode.has(number)) this.#size += 1;
    ofNode.set(number, connection);
  }

  remove({ node, number }: Connection): void {
    if (this.#byNode.get(node)?.delete(number)) this.#size -= 1;
  }

  /** As they are now: closing one does not disturb a walk over them. */
  of(node: NodeId): Connection[] {
    return [...(this.#byNode.get(node)?.values() ?? [])];
  }

  all(): Connection[] {
    return [...this.#byNode.keys()].flatMap((node) => this.of(node));
  }

  clear(): void {
    this.#byNode.clear();
    this.#size = 0;
  }
}
