/**
 * 512 plain words that are one token each, at the beginning of a text and after a space, in the vocabularies of cl100k_base
 * and o200k_base alike. So a prompt of n words is n tokens long, and nothing has to be tokenised to make it.
 */
export const words = `
that this with return from class public have self will your function more they data name true their
private time which value about string over type inter part work when other been were file would year
some there said like also than static just result them into what list case first import only print back
need start user under then people should test make after right long array read form want number where
while spec look could know hand most break every point error text show find current used play help these
pass down even item through last event again high line does before because here very model call well
object years default view many being good using study request child person style method expect found
post such think much count check open next follow include game path each support sign those system best
same create made mark group world process main color report take free action index real build message
input between table head must order double place week program response code without still field team
second going range fact home left direct allow page different around image level document local content
great month happy super title context life change position book version three base during console
against power width label project element success date match node another care effect service since full
turn body something available block keep control things come custom source await output email business
required might never hard called options height small access protected address update link given better
feel already including always parent less account valid following sure search interest perform multi
site values video cell player cost office total state load clear company done children days initial
online instance reason within design cent school consider stop later client love able give condition
copy either important lead family option exist offer water step display times four present room once
results continue talk grow mass mean until market area length kind light side example camp miss based
plan away button render near country author specific along express begin software thing single season
possible sent command recent money auto working query window least column record making close past write
move special city tell select font course late amount looking hold property today meet sort thought task
review switch above question word provide research publish cover whether having large host role deal
problem press though points ever services million server files often info space password store format
details face save items social major expected food members send makes global contact except character
news device previous material below media fail black component added came card root handle getting claim
enter location night doing pick watch human strong interface house track pack section wait terms apply
session others template subject history users future started mode games products needs known seen live
variable provided hope young network limit went community official visit received months learn mind
quick comment represent series original bill frame draw comes remove front selected according virtual
anything hours models early center language easy download students buffer cannot white
`
    .trim()
    .split(/\s+/);
//# sourceMappingURL=words.js.map