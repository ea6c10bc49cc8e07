import type { GroupDescriptionWire } from '../../../wire/log-protocol.ts';
import { AssignerProtocol } from './assigner.ts';
import { fromWire, type Bytes } from '../base/bytes.ts';

export interface MemberDescription {
  clientHost: string;
  clientId: string;
  memberId: string;
  memberAssignment: Bytes;
  memberMetadata: Bytes;
}

export interface GroupDescription {
  groupId: string;
  members: MemberDescription[];
  protocol: string;
  protocolType: string;
  state: 'Unknown' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead' | 'Empty';
}

export function groupDescription({ group, state, protocol, members }: GroupDescriptionWire): GroupDescription {
  return {
    groupId: group,
    state,
    protocol,
    protocolType: 'consumer',
    members: members.map(({ member, client, metadata, assignment }) => {
      const copy = Object.fromEntries(
        Object.entries(assignment).map(([topic, partitions]) => [topic, [...partitions]]),
      );
      return {
        clientHost: `/${client}`,
        clientId: client,
        memberId: member,
        memberMetadata: fromWire(metadata),
        memberAssignment: AssignerProtocol.MemberAssignment.encode({ version: 0, assignment: copy }),
      };
    }),
  };
}
