/** Columns of `teeline.events`: losses, alerts, rollbacks and configuration changes, so that nothing is silent. */
export const eventColumns = {
    ts: "DateTime64(6, 'UTC')",
    kind: 'LowCardinality(String)',
    message: 'String',
    count: 'UInt64',
    attributes: 'Map(LowCardinality(String), String)',
    collector: 'LowCardinality(String)'
};
//# sourceMappingURL=event.js.map