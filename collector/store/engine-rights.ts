/**
 * What the store's user may do. The engine has all of ClickHouse's ways to files and hosts, and as a library it puts no bound
 * to them: who had the password could read every file of this user, and reach every host that this machine reaches. What no
 * right stands for is refused before the engine sees it (statement.ts).
 */

const rights = [
  'CHECK, SHOW, SELECT, INSERT, ALTER, DROP, UNDROP TABLE, TRUNCATE, OPTIMIZE, KILL QUERY',
  'CREATE DATABASE, CREATE TABLE, CREATE VIEW, CREATE TEMPORARY TABLE, CREATE FUNCTION'
]

/** Settings that would take a table elsewhere, or SQL where the store does not look for it. */
const fixedSettings = [
  'merge_tree_disk',
  'merge_tree_storage_policy',
  'dialect',
  'allow_experimental_eval_table_function',
  'additional_table_filters',
  'additional_result_filter'
]

/** The engine's users file. It has one user, whom a session is without being asked. */
export function usersXml(): string {
  const constraints = fixedSettings.map(name => `<${name}><readonly/></${name}>`).join('')
  const queries = rights.map(right => `<query>GRANT ${right} ON *.*</query>`).join('')
  const user = `<password/><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota>`
  return `<clickhouse>
<profiles><default><constraints>${constraints}</constraints></default></profiles>
<quotas><default/></quotas>
<users><default>${user}<grants>${queries}</grants></default></users>
</clickhouse>\n`
}

/** For the engine's own configuration: where the users file is, and that no URL may be opened at all. */
export function rightsXml(usersFile: string): string {
  return `<users_config>${escaped(usersFile)}</users_config><remote_url_allow_hosts/>`
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, char => `&#${char.charCodeAt(0)};`)
}

/** Whether `SHOW GRANTS` says that the users file was taken: the engine passes over what it does not know without a word. */
export function areTaken(grants: string): boolean {
  return grants.includes('KILL QUERY') && !/\b(?:ALL|SOURCES|FILE|URL|REMOTE|S3)\b/.test(grants)
}
