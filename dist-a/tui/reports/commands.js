/** Adds `spend` and `batch` to `teeline report`; nothing of them is loaded before they are called. */
export function addReportCommands(report, connect, deps) {
    const { priceOtherwise, finish } = deps;
    common(report.command('spend'))
        .description("a month's spend by an attribute, its forecast and budgets; or beside other models or prices")
        .option('--by <attribute>', 'model, provider, feature, user, key or route', 'model')
        .option('--as <models>', 'what the same traffic would cost on these, separated by commas; may be given again', (models, before) => (before === undefined ? models : `${before},${models}`))
        .option('--reprice <card-or-file>', 'what it would cost under a price card, an edition of them, or a file of rules')
        .action(async (flags) => {
        const { runReportSpend } = await import('./main.js');
        finish(await runReportSpend(flags, connect, priceOtherwise));
    });
    common(report.command('batch'))
        .description('which calls nobody seems to have waited for, and what they would cost in batches')
        .action(async (flags) => {
        const { runReportBatch } = await import('./main.js');
        finish(await runReportBatch(flags, connect, priceOtherwise));
    });
}
function common(command) {
    return command
        .option('--month <yyyy-mm>', 'UTC; this month when absent')
        .option('--json', 'as JSON')
        .option('--md', 'as Markdown')
        .option('--html <file>', 'write a page with charts too')
        .option('--config <file>', 'configuration file (default: teeline.yaml, if there is one)')
        .option('--data <dir>', 'data directory (default: .teeline)');
}
//# sourceMappingURL=commands.js.map