import { notice } from '../kit/states.js';
import { fitStyled, wrap } from '../kit/text.js';
/** NULL when there are runs; loading and refusal as on every screen. */
export function runsNotice(feed, frame) {
    if (feed.rows === null || feed.rows.length > 0)
        return notice(feed, frame);
    const text = 'teeline load run PROFILE makes one: it sends load through the collector and measures it. teeline load run --help says how.';
    return ['', 'No load runs are in the store.', '', ...wrap(text, frame.width - 4)].map((line, at) => fitStyled(at === 1 ? frame.look.paint('strong', `  ${line}`) : `  ${line}`, frame.width));
}
//# sourceMappingURL=runs-notice.js.map