import { Money } from './record/prices/card.js';
export async function compare(slices, alternatives) {
    const groups = new Map();
    const total = emptyGroup(alternatives.length);
    const sides = alternatives.map(({ name }) => {
        return { name, unpriced: 0, alone: { requests: 0, usd: new Money(0) } };
    });
    for await (const slice of slices) {
        for (const row of slice) {
            const group = groups.get(row.group) ?? emptyGroup(alternatives.length);
            groups.set(row.group, group);
            const isUsed = row.usage.source !== 'none';
            const otherwise = isUsed ? alternatives.map(alternative => alternative.price(row)) : [];
            for (const sum of [group, total])
                addRow(sum, row, otherwise);
            if (!isCompared(row, otherwise)) {
                for (const [index, side] of sides.entries())
                    leaveRow(side, row, otherwise[index] ?? null);
            }
        }
    }
    return {
        groups: [...groups]
            .toSorted(([, a], [, b]) => b.spentUsd.cmp(a.spentUsd))
            .map(([name, group]) => plainGroup(name, group)),
        total: plainGroup('total', total),
        alternatives: sides.map(({ name, unpriced, alone: { requests, usd } }, index) => {
            const notes = alternatives[index]?.notes() ?? [];
            return { name, unpriced, alone: { requests, usd: usd.toFixed() }, notes };
        })
    };
}
function emptyGroup(alternatives) {
    return {
        requests: 0,
        spentUsd: new Money(0),
        otherwiseUsd: Array.from({ length: alternatives }, () => new Money(0)),
        leftOut: { withoutUsage: 0, unpriced: 0, unpricedElsewhere: 0 }
    };
}
function isCompared(row, otherwise) {
    return row.usage.source !== 'none' && row.costUsd !== null && otherwise.every(cost => cost !== null);
}
function addRow(group, row, otherwise) {
    if (isCompared(row, otherwise)) {
        group.requests++;
        group.spentUsd = group.spentUsd.plus(row.costUsd ?? 0);
        group.otherwiseUsd = otherwise.map((cost, index) => new Money(cost).plus(group.otherwiseUsd[index] ?? 0));
    }
    else if (row.usage.source === 'none')
        group.leftOut.withoutUsage++;
    else if (row.costUsd === null)
        group.leftOut.unpriced++;
    else
        group.leftOut.unpricedElsewhere++;
}
function leaveRow(side, row, cost) {
    if (row.usage.source === 'none')
        return;
    if (cost === null) {
        side.unpriced++;
    }
    else {
        side.alone.requests++;
        side.alone.usd = side.alone.usd.plus(cost);
    }
}
function plainGroup(group, { requests, spentUsd, otherwiseUsd, leftOut }) {
    return {
        group,
        requests,
        spentUsd: spentUsd.toFixed(),
        otherwiseUsd: otherwiseUsd.map(cost => cost.toFixed()),
        leftOut
    };
}
//# sourceMappingURL=what-if.js.map