"""Force in words and at law is none; force by nobody with a name is told; threats threaten.

Half of each list was written before the rules, with other words than those they were made beside.
"""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import UNREAL, Dossier
from goodoffices.read import read_text

NONE = """
ASSAULT | Kenya's new mayor declared war on potholes.
ASSAULT | The minister declared war on plastic bags in Uganda.
ASSAULT | A price war between Kenya's two supermarket chains cut margins.
ASSAULT | The Ugandan opposition launched an attack on the budget.
ASSAULT | Uganda's finance minister came under fire for raising the fuel levy.
ASSAULT | The Kenyan spokesman was bombarded with questions about the deal.
RETREAT SUPPORT AGREE | There was a truce in the dressing room after Kenya's captain apologised.
ASSAULT | Tanzania's central bank stepped up its fight against the weak shilling.
ASSAULT | Kenya's senators launched an assault on the tax code.
ASSAULT | The Ugandan columnist attacked the premier's logic.
ASSAULT | Kenya fought a losing battle against red tape.
ASSAULT | Uganda's coffee growers are at war with the tax office.
ASSAULT | The two Kenyan broadcasters fought a battle for viewers.
ASSAULT | A war of words broke out between Kenya and Uganda over milk.
ASSAULT | Kenya shot down Uganda's bid to host the games.
ASSAULT | The minister fired back at critics in Kampala.
ASSAULT | Kenya and Uganda fought for the title in Nairobi.
ASSAULT | Uganda's striker fired a shot at the Kenyan keeper.
ASSAULT | The Ugandan treasury raided the pension fund.
ASSAULT | A raid on Kenya's pension pot angered savers.
ASSAULT | Kenyan banks are locked in a turf war over mobile payments.
ASSAULT | Kenya's assault on inflation has begun.
ASSAULT | Ugandan lawyers attacked the Kenyan witness's memory.
ASSAULT | Defence counsel attacked the Kenyan witness.
ASSAULT | The prosecutor tore into the Ugandan general's alibi.
ASSAULT | Uganda bombed at the box office, critics said.
ASSAULT COERCE | The Kenyan team crushed Uganda 3-0.
ASSAULT | The surprise budget blew a hole in Kenya's finances.
ASSAULT | Kenya's tea industry is under attack from cheap imports.
ASSAULT | Two Ugandan ministers clashed over the price of sugar.
REJECT | The court rejected an appeal by Ghana's former minister.
REJECT | A Ghanaian judge threw out a suit by the opposition.
REJECT | Ghana's supreme court dismissed the petition of the Togolese firm.
RETREAT | The Togolese journalist was released on bail.
RETREAT | A Ghanaian court freed the editor on bail of 5,000 cedis.
REJECT | The appeal judges rejected Ghana's former premier's plea for a lighter sentence.
REJECT | The tribunal in Accra refused the Togolese trader bail.
ASSAULT | A jury in Accra cleared the Togolese general of murder.
AGREE SUPPORT | The magistrate accepted the Togolese trader's plea.
REJECT | Lawyers for Ghana's former minister rejected the charge.
SANCTION COERCE | The bench upheld a ban on the Togolese brand.
ASSAULT | The roof was torn off by a gale in Juba.
ASSAULT | A gas explosion killed two cooks in Juba.
ASSAULT | The bodies of two climbers were found on the mountain in Kenya.
ASSAULT | A lorry tore through a fence near Juba and nobody was hurt.
ASSAULT | Three people died when a bus fell into a river near Bor.
ASSAULT | A Kenyan hunter shot a buffalo.
ASSAULT | A rocket landed on the moon, Kenya's agency said.
ASSAULT | The photographer shot the Kenyan president in his garden.
ASSAULT | A plane landed in Juba.
ASSAULT | The ball hit a car outside the stadium in Juba.
ASSAULT | The Peruvian health ministry has declared war on mosquitoes.
ASSAULT | Bolivia's governor waged war on litter.
ASSAULT | A fare war between Chile's airlines is hurting profits.
ASSAULT | The deputy launched a fierce attack on Peru's school curriculum.
ASSAULT | Bolivia intensified its battle against tax evasion.
ASSAULT | Chilean unions began an offensive against the new pension formula.
ASSAULT | The Bolivian novelist attacked modern art.
ASSAULT | Peru lost its fight with inflation.
ASSAULT | Chile's brewers are at war with the health ministry over labels.
ASSAULT | Two Peruvian TV channels are fighting for the rights to the cup.
ASSAULT | A bidding war erupted for the Chilean mine.
ASSAULT | The Bolivian senate shot down the bill.
ASSAULT | The Peruvian actress hit back at reviewers in Lima.
ASSAULT | Chile beat Bolivia in a penalty shoot-out.
ASSAULT | Peru's winger unleashed a rocket into the Chilean net.
ASSAULT | A blistering attack on Peru's press by a former bishop drew applause.
ASSAULT | Chile's wine makers suffered a barrage of complaints.
ASSAULT | Bolivia's onslaught on red tape has stalled.
ASSAULT | The lawyer savaged the Chilean officer on the stand.
ASSAULT | Counsel for the Peruvian bank attacked the auditor's figures.
ASSAULT | Peruvian folk songs invaded the Chilean charts.
ASSAULT COERCE | The Bolivian side demolished Chile by five goals.
ASSAULT | Peru's fishermen say their livelihoods are under attack.
ASSAULT | The two Chilean coalition partners battled over the wording.
ASSAULT | An explosion of colour marked the Bolivian festival.
REJECT | Judges in Lima turned down an appeal by Bolivia's former president.
REJECT | The high court rejected a claim by Peru's largest union.
REJECT | A Chilean tribunal dismissed an application by the Bolivian miner.
RETREAT | Two Bolivian activists were released on parole.
REJECT | Appeal judges in Santiago refused the request of the Bolivian banker.
REJECT | The Peruvian court denied the Bolivian driver parole.
ASSAULT | A panel of judges acquitted the Chilean colonel of torture.
AGREE SUPPORT | The court of appeal accepted the request of the Bolivian widow.
REJECT | Counsel for Peru's ex-mayor denied the charge.
REJECT COERCE | The Chilean judge blocked a request from Bolivia's ex-minister.
ASSAULT | A storm ripped through a market in Aden.
ASSAULT | A boiler explosion hurt three bakers in Aden.
ASSAULT | The body of a drowned swimmer was found off Aden.
ASSAULT | A van crashed through a shop window in Aden.
ASSAULT | Four miners died in a rockfall near Taiz.
ASSAULT | A Yemeni farmer killed a wolf.
ASSAULT | A weather balloon fell on a farm near Taiz.
ASSAULT | The Yemeni director shot her second film in Aden.
ASSAULT | Prices hit the shopkeepers of Taiz.
"""
TOLD = """
ASSAULT THREATEN | kenya | uganda | Kenya declared war on Uganda.
ASSAULT | kenya | uganda | Kenyan troops launched an attack on the Ugandan depot.
ASSAULT | kenya | uganda | Ugandan soldiers came under fire from Kenyan rangers.
ASSAULT | kenya | uganda | Kenya bombarded the Ugandan town of Busia.
RETREAT SUPPORT AGREE |  |  | A truce between Kenya and Uganda took hold.
ASSAULT |  |  | Kenyan police fought a gun battle with Ugandan rustlers.
ASSAULT COERCE | kenya | uganda | Kenya raided a Ugandan weapons depot.
ASSAULT | kenya | uganda | Kenya launched an assault on the Ugandan capital.
ASSAULT |  |  | The war between Kenya and Uganda went on.
ASSAULT | kenya | uganda | Kenya shot down a Ugandan drone.
ASSAULT | kenya | uganda | Kenyan rangers attacked the Ugandan witness in his home.
ASSAULT | kenya | uganda | Kenya attacked a Ugandan factory.
ASSAULT |  |  | Ugandan and Kenyan soldiers clashed over a well.
REJECT | ghana | togo | Ghana rejected an appeal by Togo.
REJECT |  |  | Ghana's parliament rejected the treaty with Togo.
RETREAT | ghana | togo | Ghana released three Togolese soldiers.
COERCE |  |  | Police in Ghana arrested a Togolese editor.
RETREAT | ghana | togo | Ghana freed the Togolese pilot.
ASSAULT |  |  | A mortar round tore through a bakery in Juba.
ASSAULT |  |  | Villagers stoned a Sudanese tax collector.
ASSAULT |  |  | Shells landed on the market in Khartoum.
ASSAULT |  |  | Gunmen opened fire on a bus near Juba.
ASSAULT |  |  | An explosion killed four people in Khartoum.
ASSAULT |  |  | A Sudanese teacher was shot dead in Juba on Monday.
ASSAULT |  |  | Two rockets slammed into the port of Mogadishu.
ASSAULT |  |  | Unknown men hacked a chief to death in Somalia.
ASSAULT |  |  | A roadside bomb went off outside the embassy of Kenya in Mogadishu.
ASSAULT |  |  | Stray bullets hit a school in Juba.
ASSAULT |  |  | Twelve villagers were killed when armed men raided Bor.
ASSAULT COERCE PROTEST |  |  | Rioters torched a police post in Juba.
ASSAULT |  |  | A grenade was thrown into a church in Juba.
ASSAULT |  |  | A mob lynched two suspected thieves in Bor.
ASSAULT PROTEST |  |  | Youths pelted a UN convoy with stones near Bor.
ASSAULT |  |  | A suicide bomber blew himself up at a checkpoint in Mogadishu.
ASSAULT |  |  | Mortars rained down on the camp at Bor.
ASSAULT |  |  | Drones struck a fuel depot in Khartoum.
ASSAULT |  |  | The Somali deputy was gunned down outside a mosque.
ASSAULT |  |  | Artillery fire hit a hospital in Khartoum.
ASSAULT |  |  | Masked men abducted two nurses in Bor.
ASSAULT |  |  | At least nine people died in shelling in Khartoum.
ASSAULT |  |  | A car packed with explosives rammed the gate of the base in Mogadishu.
ASSAULT |  |  | Herders and farmers fought with machetes near Bor.
ASSAULT |  |  | Shots were fired at the convoy of the Sudanese governor.
ASSAULT |  |  | Bandits ambushed a lorry near Bor.
ASSAULT |  |  | A drone crashed into a block of flats in Khartoum, wounding three.
ASSAULT COERCE |  |  | An armed crowd burned the house of the Sudanese mayor.
THREATEN |  |  | Chad was threatened with expulsion by the bloc.
ASSAULT THREATEN | bolivia | chile | Bolivia declared war on Chile.
ASSAULT | chile | bolivia | Chilean marines began an offensive against the Bolivian garrison.
ASSAULT | chile | bolivia | The Bolivian convoy is under fire from Chilean guns.
ASSAULT | chile | bolivia | Chile peppered the Bolivian village with shells.
ASSAULT |  |  | Bolivian soldiers fought Chilean marines at the river.
ASSAULT | chile | bolivia | Chilean jets attacked a Bolivian school.
ASSAULT |  |  | Peru's navy hit back at Chilean gunboats.
ASSAULT |  |  | The Bolivian battle with Chilean rebels lasted a day.
ASSAULT | bolivia | chile | Bolivia's onslaught on the Chilean town killed six.
ASSAULT | chile | bolivia | Chile shot down a Bolivian plane.
ASSAULT | bolivia | chile | The Chilean officer was attacked by Bolivian soldiers.
ASSAULT |  |  | Bolivian and Chilean marines battled over a bridge.
REJECT | peru | bolivia | Peru turned down an appeal by Bolivia.
REJECT |  |  | Chile's congress threw out the accord with Peru.
COERCE |  |  | Bolivian police detained a Chilean reporter.
REJECT | peru | bolivia | Peru refused the request of the Bolivian envoy.
ASSAULT |  |  | A shell crashed through the roof of a clinic in Aden.
ASSAULT |  |  | Rockets fell on a wedding in Aden.
ASSAULT |  |  | Attackers sprayed a minibus with bullets near Taiz.
ASSAULT |  |  | A blast wounded seven shoppers in Aden.
ASSAULT |  |  | A Yemeni judge was stabbed to death in Taiz.
ASSAULT |  |  | The bullet-riddled bodies of two clerks were found near Taiz.
ASSAULT |  |  | Assailants on motorbikes shot a Yemeni lawyer.
ASSAULT |  |  | A landmine exploded under a school bus near Taiz.
ASSAULT |  |  | Sniper fire killed a girl in Taiz.
ASSAULT |  |  | Petrol bombs were hurled at a bank in Aden.
ASSAULT PROTEST |  |  | Boys threw stones at a Red Cross truck near Taiz.
ASSAULT |  |  | A bomber detonated his vest in a café in Aden.
ASSAULT |  |  | Bombs fell on the harbour of Aden overnight.
ASSAULT |  |  | Warplanes hit a warehouse in Taiz.
ASSAULT |  |  | The Yemeni editor was murdered in his flat.
ASSAULT |  |  | Mass graves were unearthed outside Taiz.
ASSAULT |  |  | Machine-gun fire raked a checkpoint in Aden.
ASSAULT |  |  | Hooded men kidnapped a doctor in Taiz.
ASSAULT |  |  | At least five children were killed in an air strike in Taiz.
ASSAULT COERCE |  |  | A lorry bomb destroyed the customs house in Aden.
ASSAULT |  |  | Fishermen and smugglers clashed with knives off Aden.
ASSAULT |  |  | A mine tore off a farmer's leg near Taiz.
ASSAULT COERCE |  |  | The house of the Yemeni governor was set on fire by strangers.
"""
THREATS = """
 |  | "We will burn their capital," General Ali Kol of Chad said.
 |  | “We shall bomb every bridge in Libya,” the Chadian president said.
 |  | "Our forces will crush the rebels," Chad's minister said.
 |  | “If they cross the river, we will shell their ports,” said the Libyan defence minister.
 |  | "They will pay a heavy price," Libya's foreign minister said of Chad.
united states | kenya | Kenya was threatened with sanctions by the US.
united states | kenya | Kenya was threatened by the US with sanctions.
chad | libya | Libya was warned by Chad of air strikes.
 |  | "I will hang the mediators," the Chadian rebel leader Ali Kol said.
 |  | “Libya will be wiped off the map,” said Chad's army chief.
 |  | "Chad will respond with force," the ministry in N'Djamena said.
 |  | Ali Kol, Chad's defence minister, said: "We are going to attack Libya's oil fields."
 |  | "We will flatten their ports," Colonel Sam Oto of Niger said.
 |  | “Our rockets will hit Cotonou,” Niger's army chief said.
 |  | "We will cut off their water," the Nigerien minister said of Benin.
 |  | “If one soldier dies, we will invade Benin,” said the Nigerien premier.
 |  | "Benin will face consequences," Niger's foreign minister said.
niger | ghana | Ghana was threatened with a boycott by Niger.
niger | benin | Benin was menaced with invasion by Niger.
benin | niger | Niger was cautioned by Benin about raids.
benin | ghana | Ghana was threatened by Benin with expulsion.
 |  | “We are ready to bomb their capital,” the Nigerien colonel said.
 |  | "I will shoot any envoy of Benin," the rebel leader Sam Oto said.
 |  | “Benin will be destroyed,” said Niger's defence minister.
 |  | "We shall retaliate," the ministry in Niamey said.
 |  | Sam Oto, Niger's interior minister, said: "We are going to arrest their diplomats."
"""


def told(read: Dossier) -> set[str]:
    """Return the types of what is told as so."""
    within = (e for e in read.events if not e.rule.startswith("within"))
    return {e.type for e in within if e.modality not in {*UNREAL, "future"}}


def called(read: Dossier, ids: tuple[str, ...]) -> str:
    """Return what actors are called, in small letters."""
    names = {a.id: a.name for a in read.actors}
    return " ".join(f"{one} {names.get(one, one)}" for one in ids).casefold()


@pytest.mark.parametrize("line", NONE.strip().splitlines())
def test_figures_and_what_courts_do_are_no_acts(line: str) -> None:
    kinds, text = (part.strip() for part in line.split("|"))
    assert not set(kinds.split()) & told(read_text(text))


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_force_is_told_also_where_nobody_is_named(line: str) -> None:
    kinds, who, whom, text = (part.strip() for part in line.split("|"))
    read = read_text(text)
    assert set(kinds.split()) & told(read)
    acts = [e for e in read.events if e.type in kinds.split()]
    assert any(who in called(read, e.actors) and whom in called(read, e.recipients) for e in acts)


@pytest.mark.parametrize("line", THREATS.strip().splitlines())
def test_what_somebody_says_that_it_will_do_to_others_is_a_threat(line: str) -> None:
    who, whom, text = (part.strip() for part in line.split("|"))
    read = read_text(text)
    threats = [e for e in read.events if e.type == "THREATEN"]
    assert any(
        who in called(read, e.actors) and whom in called(read, e.recipients) for e in threats
    )
    assert not told(read) & {"ASSAULT", "COERCE"}


MORE = """
ASSAULT | Rioters in Chad beat a clerk to death.
ASSAULT | Youths kicked a guard to death in Abéché, Chad.
ASSAULT | Vandals set fire to a mill in Chad.
ASSAULT | Shots were fired outside the office of the Chadian premier.
ASSAULT | Nine clerks died after gunmen raided the court in Abéché, Chad.
"""
NEVER = """
ASSAULT | Chad's rail chief is under fire over dirty trains.
ASSAULT | The Chadian singer was pelted with compliments and queries.
ASSAULT | A helicopter landed at the hospital in Chad.
ASSAULT | Chad beat Libya to the punch.
ASSAULT | Falling prices torpedoed Chad's recovery.
"""


@pytest.mark.parametrize("line", MORE.strip().splitlines())
def test_deaths_and_fires_by_the_nameless_are_told(line: str) -> None:
    kind, text = (part.strip() for part in line.split("|"))
    assert kind in told(read_text(text))


@pytest.mark.parametrize("line", NEVER.strip().splitlines())
def test_what_only_sounds_like_force_is_not(line: str) -> None:
    kind, text = (part.strip() for part in line.split("|"))
    assert kind not in told(read_text(text))


UNDONE = """
ASSAULT | Whoever attacks Togo attacks Ghana.
RETREAT | The deal sees Togo withdraw its troops from the Ghanaian fort.
RETREAT | A Togolese withdrawal is contingent on a Ghanaian apology.
RETREAT | A Serbian pullout hinges on a Kosovar pledge.
RETREAT | The roadmap sees Serbia pull its troops out of the Kosovar valley.
RETREAT | Release the Ghanaian pilots at once, the bishop told Togo.
RETREAT | Withdraw your troops from Kosovo, the abbot told Serbia.
"""


@pytest.mark.parametrize("line", UNDONE.strip().splitlines())
def test_what_is_bidden_laid_down_or_anybodys_is_not_done(line: str) -> None:
    kind, text = (part.strip() for part in line.split("|"))
    assert kind not in told(read_text(text))


def test_an_order_is_asked_by_its_speaker() -> None:
    read = read_text("Withdraw your troops from Mali, Chad told Libya.")
    asked = next(e for e in read.events if e.type == "REQUEST")
    assert (asked.actors, asked.recipients) == (("chad",), ("libya",))
