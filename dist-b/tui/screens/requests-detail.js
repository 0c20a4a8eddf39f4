import { bytes, duration, whole } from '../kit/numbers.js';
import { beside, titleLine } from '../kit/panel.js';
import { fitStyled, fitText, wrap } from '../kit/text.js';
import { priceLines } from './requests-price.js';
import { gapPart, phaseLines } from './requests-time.js';
/** From this width on, tokens and price stand beside each other. */
const widthForTwo = 118;
const tokenWidth = 44;
/** Lines of `frame.width` cells, as many as there are. */
export function requestLines(row, priced, frame) {
    const { width, look } = frame;
    const part = (title, lines, note = '', cells = width) => lines.length === 0 ? [] : ['', titleLine(title, note, cells, look), ...lines];
    const gaps = gapPart(row, frame);
    const lines = [
        ...headLines(row, width),
        ...part('Error', errorLines(row, width, look)),
        ...part("Time, counted from the request's head", phaseLines(row, frame), addedNote(row)),
        ...(gaps === null ? [] : part(gaps.title, gaps.lines, gaps.note)),
        ...usedLines(row, priced, width, part),
        ...part('Exchange', exchangeLines(row, width)),
        ...part('Rate limits, as the provider told', limitLines(row, width))
    ];
    return lines.map(line => fitStyled(line, width));
}
function usedLines(row, priced, width, part) {
    if (width < widthForTwo) {
        return [...part('Tokens', tokenLines(row)), ...part('Price', priceLines(row, priced, width))];
    }
    const rest = width - tokenWidth - 2;
    const tokens = part('Tokens', tokenLines(row), '', tokenWidth);
    return beside(tokens, part('Price', priceLines(row, priced, rest), '', rest), tokenWidth, width);
}
function addedNote({ overhead_us }) {
    return overhead_us === null ? '' : `teeline itself added ${duration(overhead_us)}`;
}
function headLines(row, width) {
    const model = row.response_model === '' ? row.request_model : row.response_model;
    const asked = row.request_model !== model && row.request_model !== '' ? ` (asked for ${row.request_model})` : '';
    const who = facts([
        ['user', row.user],
        ['feature', row.feature],
        ['session', row.session],
        ['key', row.key_id],
        ...Object.entries(row.tags)
    ]);
    const sizes = `${bytes(row.request_bytes)} sent, ${bytes(row.response_bytes)} received`;
    return [
        ` ${row.ts} UTC  ${row.method} ${row.path}`,
        ` ${row.provider}  ${model}${asked}  ${row.status ?? 'no status'}  ${sizes}`,
        ...wrap(who === '' ? 'not attributed to a user, a feature or a session' : who, width - 2).map(line => ` ${line}`)
    ];
}
/** What else is known of it: where it went, and how it ended. */
function exchangeLines(row, width) {
    const how = facts([
        ['route', row.route],
        ['target', row.target === row.route ? '' : row.target],
        ['host', row.upstream_host],
        ['wire', row.wire],
        ['tier', row.service_tier],
        ['finish', row.finish_reason],
        ['ended by', row.ended_by],
        ['attempt', row.attempt > 1 ? String(row.attempt) : ''],
        ['capture', row.capture === 'full' ? '' : row.capture],
        ['changed by teeline', row.mutated ? 'yes' : ''],
        ['shadow of', row.shadow_of],
        ['response', row.response_id],
        ['trace', row.trace_id],
        ['run', row.run_id],
        ['arm', row.arm]
    ]);
    return wrap(how, width - 2).map(line => ` ${line}`);
}
function facts(pairs) {
    return pairs.flatMap(([name, value]) => (value === '' ? [] : [`${name} ${value}`])).join(' · ');
}
function errorLines({ error_type, error_code, error_message }, width, look) {
    if (error_type === '')
        return [];
    const head = ` ${look.paint('bad', `! ${error_type}`)}${error_code === '' ? '' : `  ${error_code}`}`;
    return [head, ...wrap(error_message, width - 2).map(line => ` ${line}`)];
}
function tokenLines(row) {
    const kinds = [
        ['input', row.input_tokens],
        ['of it read from cache', row.cache_read_tokens],
        ['of it written to cache', row.cache_write_tokens],
        ['of that for 1 h', row.cache_write_1h_tokens],
        ['of it audio', row.audio_input_tokens],
        ['of it images', row.image_input_tokens],
        ['of it by tools', row.tool_input_tokens],
        ['output', row.output_tokens],
        ['of it reasoning', row.reasoning_tokens],
        ['of it audio', row.audio_output_tokens],
        ['of it images', row.image_output_tokens]
    ];
    const known = kinds.flatMap(([name, tokens]) => tokens === null ? [] : [` ${fitText(name, 24)}${fitText(whole(tokens), 12, 'right')}`]);
    const units = Object.entries(row.units).map(([name, n]) => ` ${fitText(name, 24)}${fitText(String(n), 12, 'right')}`);
    const sources = {
        reported: 'as the provider reported',
        partial: '~ partly reported; the rest estimated or unknown',
        estimated: '~ estimated; the provider reported nothing',
        none: 'nothing was reported, nothing can be estimated'
    };
    return [...known, ...units, ` ${sources[row.usage_source]}`];
}
function limitLines({ rate_limit }, width) {
    const names = Object.keys(rate_limit ?? {}).sort();
    const most = Math.max(0, ...names.map(name => name.length));
    const nameWidth = Math.min(most, width - 20);
    return names.map(name => ` ${fitText(name, nameWidth)}  ${fitText(rate_limit[name] ?? '', width - nameWidth - 4)}`);
}
//# sourceMappingURL=requests-detail.js.map