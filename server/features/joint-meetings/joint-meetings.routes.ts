import { jointMeetingCommands, jointMeetingRoutes } from '../../../contract/joint-meetings.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { listMatters } from './joint-matters.queries.ts';
import { addMember, changeMember, type JointDeeds, leaveCommittee, propose } from './joint-meetings.commands.ts';
import { listMembers } from './joint-members.queries.ts';

/** 大党委、联席会: who sits there, and what they brought before it, to the end. */
export function makeJointMeetingsSlice(types: CaseTypes, deeds: JointDeeds): Slice {
  return {
    reads: bindReads(jointMeetingRoutes, {
      'POST /joint-meetings/members': (ctx, { query }) => listMembers(ctx, query),
      'POST /joint-meetings/matters': (ctx, { query }) => listMatters(types, ctx, query),
    }),
    commands: bindCommands(jointMeetingCommands, {
      'joint-members.add': addMember,
      'joint-members.change': changeMember,
      'joint-members.leave': leaveCommittee,
      'joint-members.propose': (ctx, input) => propose(deeds, ctx, input),
    }),
  };
}
