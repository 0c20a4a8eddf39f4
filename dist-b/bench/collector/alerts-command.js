/** `teeline alerts prometheus`: a rule file for the configuration. */
import { stringify } from 'yaml';
import { loadConfig } from './config.js';
import { alertRules } from './deliver/telemetry/alert-rules.js';
/** Prints the rules; Prometheus reads them as one of its `rule_files`. Throws `TEELINE_CONFIG_…`. */
export function runAlertsPrometheus(flags) {
    const { config } = loadConfig(flags, process.env);
    process.stdout.write(stringify(alertRules(config), { lineWidth: 0 }));
}
//# sourceMappingURL=alerts-command.js.map