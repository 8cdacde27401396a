/** Signatures beside the one on screen: found by words, and read whole to be compared or merged. */
import type { ReportDetail, SignatureDetail, SignatureRow } from '../../shared/contract.ts';
import { NO_FILTER } from '../../shared/no-filter.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Slice } from './state.ts';

/** A signature with its newest report. */
export interface Side {
  readonly detail: SignatureDetail;
  readonly report: ReportDetail;
}

export interface LookupSlice {
  /** The signatures with most crashes that match, of whatever status; none where the host does not answer. */
  findSignatures(this: void, words: string, limit: number): Promise<readonly SignatureRow[]>;
  readDetail(this: void, id: string): Promise<Result<SignatureDetail>>;
  readSide(this: void, id: string): Promise<Result<Side>>;
}

export const lookupSlice: Slice<LookupSlice> = (_, __, bridge) => ({
  async findSignatures(words, limit) {
    const filter = { ...NO_FILTER, status: 'all', search: words.trim() } as const;
    const reply = await bridge.call('inbox.page', { filter, sort: 'count', offset: 0, limit });
    return reply.ok ? reply.value.rows : [];
  },

  readDetail: async (id) => bridge.call('signature.detail', { id }),

  async readSide(id) {
    const detail = await bridge.call('signature.detail', { id });
    if (!detail.ok) return detail;
    const report = await bridge.call('report.detail', { id: detail.value.newestReport });
    return report.ok ? ok({ detail: detail.value, report: report.value }) : report;
  },
});
