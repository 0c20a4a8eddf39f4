/** Rules compare without regard to case, except that a regex is taken as written and sees the lower-case name. */
export function compileMatch(rule) {
    if ('or' in rule)
        return anyOf(rule.or.map(compileMatch));
    if ('and' in rule)
        return allOf(rule.and.map(compileMatch));
    if ('regex' in rule)
        return matchesRegex(new RegExp(rule.regex));
    if ('equals' in rule)
        return equals(rule.equals.toLowerCase());
    if ('starts_with' in rule)
        return startsWith(rule.starts_with.toLowerCase());
    if ('ends_with' in rule)
        return endsWith(rule.ends_with.toLowerCase());
    return contains(rule.contains.toLowerCase());
}
function anyOf(matches) {
    return model => matches.some(match => match(model));
}
function allOf(matches) {
    return model => matches.every(match => match(model));
}
function matchesRegex(pattern) {
    return model => pattern.test(model);
}
function equals(text) {
    return model => model === text;
}
function startsWith(text) {
    return model => model.startsWith(text);
}
function endsWith(text) {
    return model => model.endsWith(text);
}
function contains(text) {
    return model => model.includes(text);
}
//# sourceMappingURL=model-match.js.map